using System;
using System.IO;
using System.Text;
using DefterX.Files;

namespace DefterX.Xml;

/// <summary>Gives a file of any encoding as UTF-8.</summary>
internal static class Utf8Stream
{
    /// <summary>Finds the encoding (XML 1.0, appendix F), and wraps a stream that is not UTF-8.</summary>
    /// <param name="stream">A stream at its start; one that cannot seek is UTF-8.</param>
    /// <param name="isUtf8">Whether it is UTF-8.</param>
    /// <exception cref="XmlFaultException">The encoding is not known.</exception>
    public static Stream Open(Stream stream, out bool isUtf8)
    {
        isUtf8 = true;
        if (!stream.CanSeek) return stream;
        byte[] head = new byte[256];
        int count = 0;
        for (int read = 1; read > 0 && count < head.Length; count += read) read = stream.Read(head, count, head.Length - count);
        stream.Position = 0;
        Encoding? encoding = Detect(head.AsSpan(0, count));
        isUtf8 = encoding is null;
        return encoding is null ? stream : new TranscodingStream(stream, encoding);
    }

    private static Encoding? Detect(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 2)
        {
            if ((head[0] == 0xFF && head[1] == 0xFE) || (head[0] == '<' && head[1] == 0))
            {
                return new UnicodeEncoding(false, true, true);
            }

            if ((head[0] == 0xFE && head[1] == 0xFF) || (head[0] == 0 && head[1] == '<'))
            {
                return new UnicodeEncoding(true, true, true);
            }
        }

        if (head.Length >= 3 && head[0] == 0xEF) head = head.Slice(3);
        int end = head.IndexOf("?>"u8);
        if (end < 5 || !head.StartsWith("<?xml"u8)) return null;
        string? name = XmlDeclaration.Encoding(Encoding.ASCII.GetString(head.Slice(5, end - 5).ToArray()));
        if (name is null || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            Encoding encoding = Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

            // UTF-16 would not have shown this declaration octet by octet.
            return encoding is UnicodeEncoding or UTF32Encoding ? throw new XmlFaultException(XmlFault.Encoding, 1) : encoding;
        }
        catch (ArgumentException)
        {
            throw new XmlFaultException(XmlFault.Encoding, 1);
        }
    }

    private sealed class TranscodingStream(Stream stream, Encoding encoding) : ForwardReadStream
    {
        private readonly StreamReader _reader =
            new(stream, encoding, detectEncodingFromByteOrderMarks: true, 1 << 14, leaveOpen: true);
        private readonly char[] _characters = new char[1 << 13];
        private byte[] _octets = [];
        private int _at;
        private char _high;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_at == _octets.Length && !Next()) return 0;
            int length = Math.Min(count, _octets.Length - _at);
            Buffer.BlockCopy(_octets, _at, buffer, offset, length);
            _at += length;
            return length;
        }

        private bool Next()
        {
            int kept = 0;
            if (_high != 0) _characters[kept++] = _high;
            _high = '\0';
            int count;
            try
            {
                count = _reader.Read(_characters, kept, _characters.Length - kept);
            }
            catch (DecoderFallbackException)
            {
                throw new XmlFaultException(XmlFault.Encoding, 1);
            }

            if (count == 0 && kept == 0) return false;
            count += kept;

            // The reader would take a second byte order mark for the first.
            if (_octets.Length == 0 && _characters[0] == '\uFEFF') throw new XmlFaultException(XmlFault.Outside, 1);
            if (count > 1 && char.IsHighSurrogate(_characters[count - 1])) _high = _characters[--count];
            _octets = Encoding.UTF8.GetBytes(_characters, 0, count);
            _at = 0;
            return true;
        }
    }
}
