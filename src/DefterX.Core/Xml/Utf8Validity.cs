using System;
#if NET8_0_OR_GREATER
using System.Buffers;
using System.Text.Unicode;
#endif

namespace DefterX.Xml;

/// <summary>Whether octets are UTF-8 of characters that XML 1.0, 2.2 knows.</summary>
internal static class Utf8Validity
{
#if NET8_0_OR_GREATER
    private static readonly SearchValues<byte> s_control = SearchValues.Create(
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
    ]);
#endif

    /// <summary>How many octets at the end begin a character that is not complete.</summary>
    public static int IncompleteTail(ReadOnlySpan<byte> octets)
    {
        for (int back = 1; back <= 3 && back <= octets.Length; back++)
        {
            byte octet = octets[octets.Length - back];
            if ((octet & 0xC0) == 0x80) continue;
            int length = octet >= 0xF0 ? 4 : octet >= 0xE0 ? 3 : octet >= 0xC0 ? 2 : 1;
            return length > back ? back : 0;
        }

        return 0;
    }

    /// <summary>The place of the first octet that is wrong, or -1.</summary>
    /// <param name="octets">Complete characters.</param>
    /// <param name="fault">What is wrong.</param>
    public static int IndexOfInvalid(ReadOnlySpan<byte> octets, out XmlFault fault)
    {
        fault = XmlFault.Encoding;
#if NET8_0_OR_GREATER
        if (Utf8.IsValid(octets) && octets.IndexOfAny(s_control) < 0 && !HasNonCharacter(octets)) return -1;
#endif
        int i = 0;
        while (i < octets.Length)
        {
            byte first = octets[i];
            if (first < 0x80)
            {
                if (first < 0x20 && first is not (9 or 10 or 13))
                {
                    fault = XmlFault.Character;
                    return i;
                }

                i++;
                continue;
            }

            int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
            if (first < 0xC2 || first > 0xF4 || i + length > octets.Length) return i;
            int code = first & (0x7F >> length);
            for (int k = 1; k < length; k++)
            {
                if ((octets[i + k] & 0xC0) != 0x80) return i;
                code = (code << 6) | (octets[i + k] & 0x3F);
            }

            if ((length == 3 && code < 0x800) || (length == 4 && code is < 0x10000 or > 0x10FFFF) || code is >= 0xD800 and <= 0xDFFF)
            {
                return i;
            }

            if (code is 0xFFFE or 0xFFFF)
            {
                fault = XmlFault.Character;
                return i;
            }

            i += length;
        }

        return -1;
    }

#if NET8_0_OR_GREATER
    // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
    private static bool HasNonCharacter(ReadOnlySpan<byte> octets)
    {
        while (true)
        {
            int at = octets.IndexOf([(byte)0xEF, (byte)0xBF]);
            if (at < 0) return false;
            if (octets[at + 2] >= 0xBE) return true;
            octets = octets.Slice(at + 3);
        }
    }
#endif
}
