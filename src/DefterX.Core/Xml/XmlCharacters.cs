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
}
