using System;
using System.IO;
using System.Text;

namespace DefterX.Signatures;

/// <summary>Finds the end tag of the root in the bytes of a well-formed UTF-8 document.</summary>
internal static class RootEndTag
{
    private const int FirstWindow = 1 << 16;

    /// <summary>The offset of the end tag, or -1 if it is not certain.</summary>
    /// <remarks>
    /// It is the one end tag of that name behind which nothing but white space, comments and processing instructions
    /// stands (XML 1.0, production 1); the same text in a comment or a CDATA section is not.
    /// </remarks>
    /// <param name="file">The document.</param>
    /// <param name="rootName">The root's qualified name, which the parser told.</param>
    /// <param name="maxLength">How much of the end is looked at, in bytes.</param>
    public static long Find(Stream file, string rootName, long maxLength = int.MaxValue / 2)
    {
        byte[] tag = Encoding.UTF8.GetBytes("</" + rootName);
        for (long window = FirstWindow; ; window *= 4)
        {
            long start = Math.Max(0, file.Length - window);
            byte[] tail = ReadFrom(file, start);
            int found = -1;
            for (int i = IndexOf(tail, tag, 0); i >= 0; i = IndexOf(tail, tag, i + 1))
            {
                if (!IsEndOfDocument(tail, i + tag.Length)) continue;
                if (found >= 0) return -1;
                found = i;
            }
            if (found >= 0) return start + found;
            if (start == 0 || window > maxLength / 4) return -1;
        }
    }

    /// <summary>The bytes from an offset to the end.</summary>
    public static byte[] ReadFrom(Stream file, long start)
    {
        byte[] bytes = new byte[checked((int)(file.Length - start))];
        file.Position = start;
        int count = 0;
        while (count < bytes.Length)
        {
            int read = file.Read(bytes, count, bytes.Length - count);
            if (read == 0) throw new EndOfStreamException();
            count += read;
        }
        return bytes;
    }

    private static bool IsEndOfDocument(byte[] tail, int position)
    {
        position = SkipSpace(tail, position);
        if (position >= tail.Length || tail[position++] != '>') return false;
        while ((position = SkipSpace(tail, position)) < tail.Length)
        {
            if (StartsWith(tail, position, "<!--"u8))
            {
                // "--" ends a comment or makes it malformed.
                position = IndexOf(tail, "--"u8, position + 4);
                if (position < 0 || !StartsWith(tail, position, "-->"u8)) return false;
                position += 3;
            }
            else if (StartsWith(tail, position, "<?"u8))
            {
                position = IndexOf(tail, "?>"u8, position + 2);
                if (position < 0) return false;
                position += 2;
            }
            else
            {
                return false;
            }
        }
        return true;
    }

    private static int SkipSpace(byte[] bytes, int position)
    {
        while (position < bytes.Length && bytes[position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') position++;
        return position;
    }

    private static bool StartsWith(byte[] bytes, int position, ReadOnlySpan<byte> text) =>
        bytes.AsSpan(position).StartsWith(text);

    private static int IndexOf(byte[] bytes, ReadOnlySpan<byte> text, int position)
    {
        int index = bytes.AsSpan(position).IndexOf(text);
        return index < 0 ? -1 : position + index;
    }
}
