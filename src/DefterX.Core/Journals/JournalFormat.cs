using System;
using System.IO;
using System.Text;
using System.Threading;

namespace DefterX.Journals;

/// <summary>Encoding and separator of an export, found by looking at all of its bytes.</summary>
internal sealed record JournalFormat(Encoding Encoding, char Separator)
{
    private const int BlockSize = 1 << 17;
    private const int LongestHeader = 1 << 12;
    private static readonly string[] s_headerWords = ["hesapkodu", "accountcode", "accmainid"];
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the whole file once.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/> for an empty or a binary file.</exception>
    public static JournalFormat Detect(Stream stream, string file, CancellationToken cancellationToken)
    {
        byte[] block = new byte[BlockSize];
        char[] characters = new char[BlockSize + 1];
        Decoder? decoder = s_strictUtf8.GetDecoder();
        char separator = ';';
        bool hasMark = false;
        long position = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int length = stream.Read(block, 0, block.Length);
            if (position == 0)
            {
                if (length == 0) throw JournalError.At(file, 1, Strings.FileEmpty);
                hasMark = length >= 3 && block[0] == 0xEF && block[1] == 0xBB && block[2] == 0xBF;
                separator = SeparatorOf(block, hasMark ? 3 : 0, length);
            }

            int zero = Array.IndexOf(block, (byte)0, 0, length);
            if (zero >= 0) throw JournalError.At(file, LineOf(stream, position + zero), Strings.FileBinary);
            try
            {
                decoder?.GetChars(block, 0, length, characters, 0, flush: length == 0);
            }
            catch (DecoderFallbackException exception) when (hasMark)
            {
                long line = LineOf(stream, position + Math.Max(0, exception.Index));
                throw JournalError.At(file, line, Strings.FileNotUtf8, exception);
            }
            catch (DecoderFallbackException)
            {
                // Bytes that are not UTF-8: the file is in the Turkish code page.
                decoder = null;
            }

            if (length == 0) break;
            position += length;
        }

        return new JournalFormat(decoder is null ? Windows1254() : s_strictUtf8, separator);
    }

    private static Encoding Windows1254() =>
#if NET8_0_OR_GREATER
        CodePagesEncodingProvider.Instance.GetEncoding(1254)!;
#else
        Encoding.GetEncoding(1254);
#endif

    // Titles may stand above the header; it is the row with the account's code.
    private static char SeparatorOf(byte[] block, int start, int length)
    {
        int first = -1;
        while (start < length)
        {
            int end = start;
            for (bool quoted = false; end < length && (quoted || block[end] is not ((byte)'\r' or (byte)'\n')); end++)
            {
                if (block[end] == '"') quoted = !quoted;
            }

            if (end > start && first < 0) first = start;
            if (IsHeader(block, start, end)) return MostFrequent(block, start, end);
            start = end + 1;
        }

        return first < 0 ? ';' : MostFrequent(block, first, length);
    }

    private static bool IsHeader(byte[] block, int start, int end)
    {
        if (end - start > LongestHeader) return false;
        StringBuilder letters = new(end - start);
        for (int i = start; i < end; i++)
        {
            int letter = block[i] | 0x20;
            if (letter is >= 'a' and <= 'z') letters.Append((char)letter);
        }

        string text = letters.ToString();
        return Array.Exists(s_headerWords, word => text.IndexOf(word, StringComparison.Ordinal) >= 0);
    }

    private static char MostFrequent(byte[] block, int start, int end)
    {
        int semicolons = 0;
        int commas = 0;
        int tabs = 0;
        bool quoted = false;
        for (int i = start; i < end && (quoted || block[i] is not ((byte)'\r' or (byte)'\n')); i++)
        {
            if (block[i] == '"') quoted = !quoted;
            if (quoted) continue;
            if (block[i] == ';') semicolons++;
            else if (block[i] == ',') commas++;
            else if (block[i] == '\t') tabs++;
        }

        if (tabs > semicolons && tabs > commas) return '\t';
        return commas > semicolons ? ',' : ';';
    }

    private static long LineOf(Stream stream, long position)
    {
        stream.Position = 0;
        long line = 1;
        byte[] block = new byte[BlockSize];
        while (position > 0)
        {
            int length = stream.Read(block, 0, (int)Math.Min(block.Length, position));
            if (length == 0) break;
            for (int i = 0; i < length; i++)
            {
                if (block[i] == '\n') line++;
            }

            position -= length;
        }

        return line;
    }
}
