using System;
using System.Collections.Generic;
using System.IO;
using System.Xml;

namespace DefterX.Journals.Tables;

/// <summary>An Excel workbook (ECMA-376): its sheets, texts and styles.</summary>
/// <remarks>Read by XmlReader over the ZIP entries: the libraries at hand keep all texts in memory or load whole sheets, and say
/// nothing of checksums, formulas and merged cells.</remarks>
internal sealed class XlsxBook : IDisposable
{
    private const string RelationshipSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelationshipSpace = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    private readonly List<(string Name, string Part)> _sheets = [];
    private readonly List<string> _hidden = [];

    private XlsxBook(ZipDirectory zip) => Zip = zip;

    /// <summary>The visible worksheets in their order.</summary>
    public IReadOnlyList<(string Name, string Part)> Sheets => _sheets;

    /// <summary>Names of the hidden worksheets.</summary>
    public IReadOnlyList<string> HiddenSheets => _hidden;

    /// <summary>Whether days are counted from 1904.</summary>
    public bool CountsFrom1904 { get; private set; }

    /// <summary>The texts of cells.</summary>
    public SharedStrings Texts { get; private set; } = null!;

    /// <summary>The styles of cells.</summary>
    public XlsxStyles Styles { get; private set; } = null!;

    /// <summary>The parts.</summary>
    public ZipDirectory Zip { get; }

    /// <summary>Reads all but the sheets.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or no workbook.</exception>
    /// <exception cref="XmlException">A part is damaged.</exception>
    public static XlsxBook Open(ZipDirectory zip)
    {
        XlsxBook book = new(zip);
        string workbook = book.FindWorkbook();
        string folder = workbook.Substring(0, workbook.LastIndexOf('/') + 1);
        Dictionary<string, (string Type, string Part)> parts = book.ReadRelationships(
            $"{folder}_rels/{workbook.Substring(folder.Length)}.rels", folder);
        book.ReadSheets(workbook, parts);
        string? styles = PartOf(parts, "styles");
        string? texts = PartOf(parts, "sharedStrings");
        book.Styles = XlsxStyles.Read(styles is null ? null : zip.Open(styles));
        book.Texts = SharedStrings.Read(texts is null ? null : zip.Open(texts), texts is null ? 0 : zip.SizeOf(texts));
        return book;
    }

    /// <inheritdoc/>
    public void Dispose() => Texts.Dispose();

    private static string? PartOf(Dictionary<string, (string Type, string Part)> parts, string type)
    {
        foreach ((string candidate, string part) in parts.Values)
        {
            if (candidate == type) return part;
        }

        return null;
    }

    private string FindWorkbook()
    {
        if (!Zip.Contains("_rels/.rels")) throw new InvalidDataException(Strings.ZipNotXlsx);
        string? part = PartOf(ReadRelationships("_rels/.rels", ""), "officeDocument");
        if (part is null || !Zip.Contains(part)) throw new InvalidDataException(Strings.ZipNotXlsx);
        if (part.EndsWith(".bin", StringComparison.OrdinalIgnoreCase)) throw new InvalidDataException(Strings.FileIsXlsb);
        return part;
    }

    // Types are URIs, of which the last word is the same in the strict and in the transitional form.
    private Dictionary<string, (string Type, string Part)> ReadRelationships(string name, string folder)
    {
        Dictionary<string, (string, string)> parts = new(StringComparer.Ordinal);
        using XmlReader reader = XlsxXml.CreateReader(Zip.Open(name));
        while (XlsxXml.Next(reader))
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "Relationship") continue;
            if (reader.GetAttribute("TargetMode") == "External") continue;
            string type = reader.GetAttribute("Type") ?? "";
            string target = reader.GetAttribute("Target") ?? "";
            string part = target.StartsWith("/", StringComparison.Ordinal) ? target.Substring(1) : Resolve(folder, target);
            parts[reader.GetAttribute("Id") ?? ""] = (type.Substring(type.LastIndexOf('/') + 1), part);
        }

        return parts;
    }

    private static string Resolve(string folder, string target)
    {
        List<string> steps = [];
        foreach (string step in (folder + target).Split('/'))
        {
            if (step == ".." && steps.Count > 0) steps.RemoveAt(steps.Count - 1);
            else if (step is not ("" or "." or "..")) steps.Add(step);
        }

        return string.Join("/", steps);
    }

    private void ReadSheets(string workbook, Dictionary<string, (string Type, string Part)> parts)
    {
        using XmlReader reader = XlsxXml.CreateReader(Zip.Open(workbook));
        while (XlsxXml.Next(reader))
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "workbookPr") CountsFrom1904 = reader.GetAttribute("date1904") is "1" or "true";
            if (reader.LocalName != "sheet") continue;
            string id = reader.GetAttribute("id", RelationshipSpace) ?? reader.GetAttribute("id", StrictRelationshipSpace) ?? "";
            if (!parts.TryGetValue(id, out (string Type, string Part) part) || !Zip.Contains(part.Part)) throw ZipDirectory.Damaged();
            string sheet = reader.GetAttribute("name") ?? "";
            if (part.Type != "worksheet") continue;
            if (reader.GetAttribute("state") is null or "visible") _sheets.Add((sheet, part.Part));
            else _hidden.Add(sheet);
        }
    }
}
