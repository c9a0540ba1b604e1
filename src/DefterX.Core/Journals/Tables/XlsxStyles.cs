using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Xml;

namespace DefterX.Journals.Tables;

/// <summary>What a workbook's number formats say of its cells: dates, and numbers with leading zeros.</summary>
internal sealed class XlsxStyles
{
    private readonly List<Style> _styles = [];

    /// <summary>Reads <c>styles.xml</c>.</summary>
    /// <param name="source">The part, or null when the workbook has none.</param>
    public static XlsxStyles Read(Stream? source)
    {
        XlsxStyles styles = new();
        if (source is null) return styles;
        Dictionary<int, string> formats = [];
        bool inCells = false;
        using XmlReader reader = XlsxXml.CreateReader(source);
        while (XlsxXml.Next(reader))
        {
            if (reader.LocalName == "cellXfs") inCells = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "numFmt") formats[Id(reader)] = reader.GetAttribute("formatCode") ?? "";
            if (inCells && reader.LocalName == "xf") styles._styles.Add(StyleOf(Id(reader), formats));
        }

        return styles;
    }

    /// <summary>Whether a cell of that style shows a date.</summary>
    public bool IsDate(int style) => style >= 0 && style < _styles.Count && _styles[style].IsDate;

    /// <summary>To how many digits a cell of that style fills a number with zeros; 0 for none.</summary>
    public int DigitsOf(int style) => style >= 0 && style < _styles.Count ? _styles[style].Digits : 0;

    private static int Id(XmlReader reader) => int.TryParse(
        reader.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0;

    // ECMA-376 part 1, 18.8.30: the formats that every workbook has.
    private static Style StyleOf(int id, Dictionary<int, string> formats)
    {
        if (id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or (>= 57 and <= 58)) return new Style(true, 0);
        if (!formats.TryGetValue(id, out string? code)) return default;
        bool onlyZeros = code.Length > 1;
        bool isDate = false;
        bool quoted = false;
        int bracket = 0;
        for (int i = 0; i < code.Length; i++)
        {
            char c = code[i];
            onlyZeros &= c == '0';
            if (c == '"') quoted = !quoted;
            else if (quoted) continue;
            else if (c is '\\' or '_' or '*') i++;
            else if (c == '[') bracket++;
            else if (c == ']') bracket--;
            else if (bracket == 0) isDate |= c is 'd' or 'D' or 'y' or 'Y';
        }

        return new Style(isDate, onlyZeros ? code.Length : 0);
    }

    private readonly record struct Style(bool IsDate, int Digits);
}
