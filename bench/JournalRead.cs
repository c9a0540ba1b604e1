using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using DefterX.Build;
using DefterX.Journals;

namespace DefterX.Bench;

/// <summary>Reads a workbook of a million rows, in a process that does only this.</summary>
internal sealed class JournalRead : IBenchmark
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Types = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly bool _isGeneralLedger;
    private readonly int _lines;
    private readonly string _folder = Path.Combine(Repository.Output, "bench");

    /// <param name="size">The size's name.</param>
    /// <param name="lines">A multiple of four.</param>
    /// <param name="isGeneralLedger">Whether the rows are those of a general ledger, which are put together by entry.</param>
    public JournalRead(string size, int lines, bool isGeneralLedger)
    {
        Name = (isGeneralLedger ? "journal.read.kebir" : "journal.read.xlsx") + size;
        _lines = lines;
        _isGeneralLedger = isGeneralLedger;
    }

    public string Name { get; }

    public bool NeedsOwnProcess => true;

    private string Export => Path.Combine(_folder, Name + ".xlsx");

    public void Prepare()
    {
        Directory.CreateDirectory(_folder);
        if (File.Exists(Export)) return;
        using ZipArchive zip = ZipFile.Open(Export, ZipArchiveMode.Create);
        Part(zip, "_rels/.rels", writer => writer.Write(
            $"<Relationships xmlns=\"{Types}\"><Relationship Id=\"r1\" Type=\"{Relationships}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
        Part(zip, "xl/_rels/workbook.xml.rels", writer => writer.Write(
            $"<Relationships xmlns=\"{Types}\"><Relationship Id=\"r1\" Type=\"{Relationships}/worksheet\" Target=\"sheet.xml\"/>"
            + $"<Relationship Id=\"r2\" Type=\"{Relationships}/sharedStrings\" Target=\"texts.xml\"/></Relationships>"));
        Part(zip, "xl/workbook.xml", writer => writer.Write(
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relationships}\"><sheets><sheet name=\"Sayfa1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"));
        Part(zip, "xl/sheet.xml", WriteSheet);
        Part(zip, "xl/texts.xml", WriteTexts);
    }

    public IEnumerable<Figure> Run()
    {
        Stopwatch clock = Stopwatch.StartNew();
        long lines = new JournalReader(Export, "Örnek").ReadEntries(CancellationToken.None).Sum(entry => (long)entry.Lines.Count);
        double seconds = clock.Elapsed.TotalSeconds;
        double peak = OwnProcess.PeakMegabytes;
        if (lines != _lines) throw new InvalidOperationException($"{lines} lines came out of {_lines}.");
        yield return Figure.Rounded(Name + ".seconds", seconds, "s");
        yield return Figure.Rounded(Name + ".peakMB", peak, "MB");
    }

    private static void Part(ZipArchive zip, string name, Action<TextWriter> write)
    {
        using StreamWriter writer = new(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
        write(writer);
    }

    // A text of its own for each line's description, as in real books; the header's names come first.
    private void WriteTexts(TextWriter writer)
    {
        writer.Write($"<sst xmlns=\"{Main}\">");
        foreach (string name in Names()) writer.Write($"<si><t>{name}</t></si>");
        for (int i = 0; i < _lines; i++) writer.Write($"<si><t>Satış ve tahsilat açıklaması {i} sayılı belge</t></si>");
        writer.Write("</sst>");
    }

    private void WriteSheet(TextWriter writer)
    {
        writer.Write($"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\">");
        string[] names = Names();
        for (int i = 0; i < names.Length; i++) writer.Write($"<c r=\"{(char)('A' + i)}1\" t=\"s\"><v>{i}</v></c>");
        writer.Write("</row>");
        for (int i = 0; i < _lines; i++)
        {
            // The general ledger lists one account after the other: each entry's lines lie far apart.
            int entry = (_isGeneralLedger ? i % (_lines / 4) : i / 4) + 1;
            int part = _isGeneralLedger ? i / (_lines / 4) : i % 4;
            string day = (1 + (long)(entry - 1) * 30 / (_lines / 4)).ToString("00", CultureInfo.InvariantCulture);
            string code = part == 0 ? $"120.01.{entry % 400:000}" : part == 1 ? "600.01.001" : $"391.01.0{part}0";
            string amount = part == 0 ? "120" : part == 1 ? "100" : "10";
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{i + 2}\">"));
            string[] cells = _isGeneralLedger
                ? [code[..3], "Hesap", $"{day}/09/2026", $"{entry:00000}", $"{entry:00000}", $"ORN{entry}", $"{day}/09/2026", code, "Hesap " + code]
                : [$"{entry:00000}", $"{day}/09/2026", code, "Hesap " + code];
            for (int c = 0; c < cells.Length; c++) writer.Write($"<c r=\"{(char)('A' + c)}{i + 2}\" t=\"inlineStr\"><is><t>{cells[c]}</t></is></c>");
            writer.Write($"<c r=\"{(char)('A' + cells.Length)}{i + 2}\" t=\"s\"><v>{names.Length + i}</v></c>");
            writer.Write($"<c r=\"{(char)('A' + cells.Length + (part == 0 ? 1 : 2))}{i + 2}\"><v>{amount}.{entry % 90 + 10}</v></c></row>");
        }

        writer.Write("</sheetData></worksheet>");
    }

    private string[] Names() => _isGeneralLedger
        ?
        [
            "KEBİR HESAP", "HESAP ADI", "TARİH", "MADDE NO", "FİŞ NO", "EVRAK NO", "EVRAK TARİHİ", "HESAP KODU", "HESAP ADI", "AÇIKLAMA",
            "BORÇ", "ALACAK",
        ]
        : ["Fiş No", "Tarih", "Hesap Kodu", "Hesap Adı", "Açıklama", "Borç", "Alacak"];
}
