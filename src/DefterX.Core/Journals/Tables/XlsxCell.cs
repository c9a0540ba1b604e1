using System.Globalization;
using System.Xml;

namespace DefterX.Journals.Tables;

/// <summary>How a worksheet's cell holds its value.</summary>
internal enum XlsxCellType
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>The number of a shared text.</summary>
    Shared,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A formula; what it last gave may be out of date, and is not taken.</summary>
    Formula,

    /// <summary>An error such as #REF!, or a truth value.</summary>
    Other,
}

/// <summary>A worksheet's cell as it is written.</summary>
internal readonly record struct XlsxCell(XlsxCellType Type, string Raw, int Style)
{
    /// <summary>Reads <c>c</c>, on which the reader stands; it stands on its end then.</summary>
    public static XlsxCell Read(XmlReader reader)
    {
        string? type = reader.GetAttribute("t");
        int style = int.TryParse(reader.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
        if (reader.IsEmptyElement) return default;
        string raw = "";
        bool isFormula = false;
        int depth = reader.Depth;
        while (XlsxXml.Next(reader) && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            switch (reader.LocalName)
            {
                case "v": raw = XlsxXml.ReadContent(reader); break;
                case "is": raw = XlsxXml.ReadText(reader); break;
                case "f": isFormula = true; XlsxXml.Skip(reader); break;
                default: XlsxXml.Skip(reader); break;
            }
        }

        if (isFormula) return new XlsxCell(XlsxCellType.Formula, raw, style);
        if (raw.Length == 0) return default;
        return type switch
        {
            "s" => new XlsxCell(XlsxCellType.Shared, raw, style),
            "inlineStr" or "str" or "d" => new XlsxCell(XlsxCellType.Text, raw, style),
            null or "n" => new XlsxCell(XlsxCellType.Number, raw, style),
            _ => new XlsxCell(XlsxCellType.Other, raw, style),
        };
    }
}
