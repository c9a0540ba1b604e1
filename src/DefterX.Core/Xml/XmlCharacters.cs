using System.Xml;

namespace DefterX.Xml;

/// <summary>The characters of XML 1.0 (2.2 Char).</summary>
internal static class XmlCharacters
{
    /// <summary>The place of the first character that XML cannot hold, or -1.</summary>
    public static int IndexOfInvalid(string? text)
    {
        for (int i = 0; text is not null && i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(c) || c >= 0xFFFE || (c < ' ' && c is not ('\t' or '\n' or '\r'))) return i;
        }

        return -1;
    }

    /// <summary>Whether a name without a colon may begin with a character (Namespaces in XML 1.0, NCName).</summary>
    public static bool IsNameStart(char c) =>
        c < 0x80 ? c == '_' || (c | 0x20) is >= 'a' and <= 'z' : XmlConvert.IsStartNCNameChar(c);

    /// <summary>Whether a name without a colon may hold a character.</summary>
    public static bool IsName(char c) => c < 0x80
        ? c is '_' or '-' or '.' or (>= '0' and <= '9') || (c | 0x20) is >= 'a' and <= 'z'
        : XmlConvert.IsNCNameChar(c);
}
