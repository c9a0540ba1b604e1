using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security;
using System.Text;
using DefterX.Journals.Tables;

namespace DefterX.Tests.Journals;

/// <summary>Writes workbooks by hand, so that odd ones can be made too.</summary>
internal sealed record XlsxWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Types = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>Whether texts stand in sharedStrings.xml; else in the cells.</summary>
    public bool SharesTexts { get; init; } = true;

    /// <summary>Whether days count from 1904.</summary>
    public bool CountsFrom1904 { get; init; }

    /// <summary>Whether rows and cells say where they are.</summary>
    public bool NamesCells { get; init; } = true;

    /// <summary>Edits the sheet's XML.</summary>
    public Func<string, string> EditSheet { get; init; } = static xml => xml;

    /// <summary>Edits workbook.xml.</summary>
    public Func<string, string> EditWorkbook { get; init; } = static xml => xml;

    /// <summary>Other sheets: name, state and rows.</summary>
    public IReadOnlyList<(string Name, string State, IReadOnlyList<object?[]> Rows)> OtherSheets { get; init; } = [];

    public byte[] Write(IReadOnlyList<object?[]> rows)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true)) Write(zip, rows);
        return stream.ToArray();
    }

    private void Write(ZipArchive zip, IReadOnlyList<object?[]> rows)
    {
        List<string> texts = [];
        Dictionary<string, int> numbers = [];
        List<(string Name, string State, string Xml)> sheets = [("Sayfa1", "visible", EditSheet(Sheet(rows, texts, numbers)))];
        sheets.AddRange(OtherSheets.Select(other => (other.Name, other.State, Sheet(other.Rows, texts, numbers))));
        Part(zip, "_rels/.rels", Rels([("rId1", "officeDocument", "xl/workbook.xml")]));
        Part(
            zip,
            "xl/_rels/workbook.xml.rels",
            Rels([
                .. sheets.Select((_, i) => ($"rId{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml")),
                ("rId98", "styles", "styles.xml"),
                ("rId99", "sharedStrings", "/xl/sharedStrings.xml"),
            ]));
        string list = string.Concat(sheets.Select((sheet, i) =>
            $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{i + 1}\" state=\"{sheet.State}\" r:id=\"rId{i + 1}\"/>"));
        Part(
            zip,
            "xl/workbook.xml",
            EditWorkbook(
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relationships}\"><workbookPr date1904=\"{(CountsFrom1904 ? 1 : 0)}\"/>"
                + $"<sheets>{list}</sheets></workbook>"));
        Part(
            zip,
            "xl/styles.xml",
            $"<styleSheet xmlns=\"{Main}\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\/mm\\/yyyy;@\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"00000\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"4\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>");
        for (int i = 0; i < sheets.Count; i++) Part(zip, $"xl/worksheets/sheet{i + 1}.xml", sheets[i].Xml);
        string items = string.Concat(texts.Select((text, i) => i % 2 == 0
            ? $"<si><t xml:space=\"preserve\">{Escape(text)}</t></si>"
            : $"<si><r><t xml:space=\"preserve\">{Escape(text[..(text.Length / 2)])}</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh><r><t "
                + $"xml:space=\"preserve\">{Escape(text[(text.Length / 2)..])}</t></r></si>"));
        Part(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{items}</sst>");
    }

    private string Sheet(IReadOnlyList<object?[]> rows, List<string> texts, Dictionary<string, int> numbers)
    {
        // The dimension is wrong, as LUCA's is.
        StringBuilder xml = new($"<worksheet xmlns=\"{Main}\"><dimension ref=\"A1:B2\"/><sheetData>");
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].Length == 0) continue;
            xml.Append("<row");
            if (NamesCells) xml.Append(CultureInfo.InvariantCulture, $" r=\"{row + 1}\"");
            xml.Append('>');
            for (int column = 0; column < rows[row].Length; column++)
            {
                string name = NamesCells ? $" r=\"{CellName.Of(column, row + 1)}\"" : "";
                if (rows[row][column] is not null) xml.Append(Cell(name, rows[row][column]!, texts, numbers));
                else if (!NamesCells) xml.Append("<c/>");
            }

            xml.Append("</row>");
        }

        return xml.Append("</sheetData></worksheet>").ToString();
    }

    private string Cell(string name, object value, List<string> texts, Dictionary<string, int> numbers)
    {
        switch (value)
        {
            case decimal number:
                return string.Create(CultureInfo.InvariantCulture, $"<c{name} s=\"3\"><v>{Imprecise(number)}</v></c>");
            case int whole: return string.Create(CultureInfo.InvariantCulture, $"<c{name} s=\"4\"><v>{whole}</v></c>");
            case DateTime date:
                int serial = (date - (CountsFrom1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30))).Days;
                return string.Create(CultureInfo.InvariantCulture, $"<c{name} s=\"{1 + (serial % 2)}\"><v>{serial}</v></c>");
        }

        string text = (string)value;
        if (!SharesTexts) return $"<c{name} t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escape(text)}</t></is></c>";
        if (!numbers.TryGetValue(text, out int index))
        {
            numbers[text] = index = texts.Count;
            texts.Add(text);
        }

        return string.Create(CultureInfo.InvariantCulture, $"<c{name} t=\"s\"><v>{index}</v></c>");
    }

    // As a program writes a double whose last bits are not those of the decimal.
    private static string Imprecise(decimal number)
    {
        double value = (double)number;
        double next = number > 100 && number < 1_000_000_000 ? Math.BitIncrement(value) : value;
        return next.ToString("R", CultureInfo.InvariantCulture);
    }

    private static string Escape(string text) => SecurityElement.Escape(text).Replace("\r", "_x000D_", StringComparison.Ordinal);

    private static string Rels(IEnumerable<(string Id, string Type, string Target)> items) =>
        $"<Relationships xmlns=\"{Types}\">"
        + string.Concat(items.Select(item => $"<Relationship Id=\"{item.Id}\" Type=\"{Relationships}/{item.Type}\" Target=\"{item.Target}\"/>"))
        + "</Relationships>";

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using StreamWriter writer = new(zip.CreateEntry(name).Open());
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml);
    }
}
