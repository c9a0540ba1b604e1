using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using DefterX.Journals;
using Xunit;

namespace DefterX.Tests.Journals;

/// <summary>Workbooks that are odd, hostile or something else fail with file and cell, or are read right.</summary>
public sealed class XlsxFaultTests : IDisposable
{
    private static readonly string[] s_header = ["Fiş No", "Tarih", "Hesap Kodu", "Hesap Adı", "Borç", "Alacak", "Açıklama", "Başka"];
    private readonly TemporaryFolder _folder = new();

    private string File1 => _folder["yevmiye.xlsx"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<v>100.1</v>", "100.10")]
    [InlineData("<v>1234.5600000000001</v>", "1234.56")]
    [InlineData("<v>1.2345600000000001E3</v>", "1234.56")]
    [InlineData("<v>0.30000000000000004</v>", "0.30")]
    [InlineData("<v>9999999999999</v>", "9999999999999.00")]
    public void Amount_WhenANumber_IsReadToTheCent(string value, string expected)
    {
        Write(xml => Replace(xml, "E2", $"<c r=\"E2\">{value}</c>"));
        decimal amount = Read()[0].Lines[0].Amount;
        Assert.Equal(expected, amount.ToString("0.00", CultureInfo.InvariantCulture));
    }

    public static TheoryData<string, string, string> Cells() => new()
    {
        { "E2", "<c r=\"E2\"><f>SUM(E3:E4)</f><v>100</v></c>", "formula" },
        { "E2", "<c r=\"E2\"><f>SUM(E3:E4)</f></c>", "formula" },
        { "C2", "<c r=\"C2\" t=\"str\"><f>A1</f><v>100</v></c>", "formula" },
        { "E2", "<c r=\"E2\"><v>1234.567</v></c>", "two decimals" },
        { "E2", "<c r=\"E2\"><v>12345678901234567</v></c>", "15 digits" },
        { "E2", "<c r=\"E2\"><v>1E400</v></c>", "neither a text nor a number" },
        { "E2", "<c r=\"E2\"><v>NaN</v></c>", "neither a text nor a number" },
        { "E2", "<c r=\"E2\" t=\"e\"><v>#REF!</v></c>", "#REF!" },
        { "E2", "<c r=\"E2\" t=\"b\"><v>1</v></c>", "neither a text nor a number" },
        { "E2", "<c r=\"E2\" t=\"s\"><v>999</v></c>", "neither a text nor a number" },
        { "E2", "<c r=\"E2\" s=\"1\"><v>46266</v></c>", "is not an amount" },
        { "B2", "<c r=\"B2\"><v>46266</v></c>", "is not a date" },
        { "B2", "<c r=\"B2\" s=\"1\"><v>46266.5</v></c>", "is not a date" },
        { "B2", "<c r=\"B2\" s=\"1\"><v>1</v></c>", "is not a date" },
        { "C2", "<c r=\"C2\"><v>120.1</v></c>", "lost zeros" },
        { "A2", "<c r=\"A2\" s=\"1\"><v>46266</v></c>", "lost zeros" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Cell_WhenItCannotBeTaken_FailsWithItsName(string cell, string xml, string expected)
    {
        Write(sheet => Replace(sheet, cell, xml));
        DefterXException failure = Fail();
        Assert.StartsWith($"'{File1}', line 2: cell {cell}: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        CultureScope.Run("tr-TR", () => Assert.Contains($"satır 2: {cell} hücresi: ", Fail().Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Cell_WhenAFormulaStandsInAColumnThatIsNotRead_IsIgnored()
    {
        Write(xml => Replace(xml, "H2", "<c r=\"H2\"><f>1+1</f><v>2</v></c>"));
        Assert.Single(Read());
    }

    [Fact]
    public void Cell_WhenANumberIsShownWithZeros_KeepsThem()
    {
        Write(xml => Replace(Replace(xml, "A2", "<c r=\"A2\" s=\"4\"><v>7</v></c>"), "A3", "<c r=\"A3\" s=\"4\"><v>7</v></c>"));
        Assert.Equal("00007", Read()[0].Number);
    }

    [Theory]
    [InlineData("A2:A3", true)]
    [InlineData("E2:F2", true)]
    [InlineData("C2:D3", true)]
    [InlineData("H2:H3", false)]
    [InlineData("G2:H2", false)]
    [InlineData("A9:H20", false)]
    public void MergedCells_WhenTheyHideAValue_AreRefused(string range, bool isRefused)
    {
        Write(xml => xml.Replace("</sheetData>", $"</sheetData><mergeCells><mergeCell ref=\"{range}\"/></mergeCells>", StringComparison.Ordinal));
        if (isRefused) Assert.Contains(range, Fail().Message, StringComparison.Ordinal);
        else Assert.Single(Read());
    }

    [Fact]
    public void MergedCells_InTitles_AreTaken()
    {
        List<JournalEntry> journal = SampleBooks.Make(new Random(31), 3);
        List<object?[]> rows = Exports.VoucherList(journal);
        string merged = string.Concat(rows.Select((row, i) => row.Length == 1 ? $"<mergeCell ref=\"A{i + 1}:E{i + 1}\"/>" : ""));
        File.WriteAllBytes(File1, new XlsxWriter
        {
            EditSheet = xml => xml.Replace("</sheetData>", $"</sheetData><mergeCells>{merged}</mergeCells>", StringComparison.Ordinal),
        }.Write(rows));
        Assert.Equal(3, Read().Count);
    }

    [Fact]
    public void Sheets_WhenOneIsKnown_ItIsChosenAndHiddenOnesAreNot()
    {
        File.WriteAllBytes(File1, new XlsxWriter { OtherSheets = [("Gizli", "hidden", Rows()), ("Derin", "veryHidden", Rows()), ("Not", "visible", [["x", "y"]])] }.Write(Rows()));
        Assert.Single(Read());
        File.WriteAllBytes(File1, new XlsxWriter { OtherSheets = [("Gizli", "hidden", Rows())] }.Write([["x", "y"]]));
        Assert.Contains("Gizli", Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sheets_WhenSeveralAreKnown_FailsNamingThem()
    {
        File.WriteAllBytes(File1, new XlsxWriter { OtherSheets = [("Ekim", "visible", Rows())] }.Write(Rows()));
        string message = Fail().Message;
        Assert.Contains("Sayfa1: DefterX", message, StringComparison.Ordinal);
        Assert.Contains("Ekim: DefterX", message, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], string> Files() => new()
    {
        { "xls", [0xD0, 0xCF, 0x11, 0xE0, .. new byte[600], .. Encoding.Unicode.GetBytes("Workbook")], "Excel 97-2003" },
        { "encrypted", [0xD0, 0xCF, 0x11, 0xE0, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")], "password" },
        { "html", Encoding.UTF8.GetBytes("\uFEFF <html><table><tr><td>1</td></tr></table></html>"), "web page" },
        { "pdf", Encoding.ASCII.GetBytes("%PDF-1.7\n"), "PDF" },
        { "xml", Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><edefter:defter/>"), "Import-DefterXLedger" },
        { "ods", Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")), "OpenDocument" },
        { "zip", Zip(("a.txt", "x")), "no Excel workbook" },
        { "xlsb", Zip(("_rels/.rels", "<R><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></R>"), ("xl/workbook.bin", "x")), "xlsb" },
        { "cut", new XlsxWriter().Write(Rows())[..400], "damaged" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Open_WhenItIsSomethingElse_SaysWhat(string name, byte[] bytes, string expected)
    {
        _ = name;
        File.WriteAllBytes(File1, bytes);
        Assert.Contains(expected, Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Xml_WhenItHasADocumentType_IsRefusedAndNothingIsFetched()
    {
        string secret = _folder["gizli.txt"];
        File.WriteAllText(secret, "GIZLI");
        Write(xml => $"<!DOCTYPE x [<!ENTITY e SYSTEM \"file://{secret}\">]>" + xml.Replace("DefterX", "&e;", StringComparison.Ordinal));
        string message = Fail().Message;
        Assert.Contains("DTD", message, StringComparison.Ordinal);
        Assert.DoesNotContain("GIZLI", message, StringComparison.Ordinal);
        File.WriteAllBytes(File1, new XlsxWriter { EditWorkbook = xml => "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]>" + xml }.Write(Rows()));
        Assert.Contains("DTD", Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Zip_WhenASheetIsABomb_IsRefusedBeforeItIsRead()
    {
        // 80 MB of blanks in a few KB, as an attribute-less row after the sound ones.
        Write(xml => xml.Replace("</sheetData>", "<row r=\"9\"><c r=\"A9\" t=\"inlineStr\"><is><t>" + new string(' ', 80 << 20) + "</t></is></c></row></sheetData>", StringComparison.Ordinal));
        Assert.Contains("no honest workbook", Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Zip_WhenItHasTooManyParts_IsRefused()
    {
        File.WriteAllBytes(File1, Zip([.. Enumerable.Range(0, 10_001).Select(i => ($"{i}", ""))]));
        Assert.Contains("parts", Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Zip_WhenTheDirectoryLiesAboutTheSize_IsRefused()
    {
        byte[] bytes = new XlsxWriter().Write(Rows());
        string text = Encoding.Latin1.GetString(bytes);
        int entry = text.LastIndexOf("xl/worksheets/sheet1.xml", StringComparison.Ordinal) - 46;
        BitConverter.TryWriteBytes(bytes.AsSpan(entry + 24), 10);
        File.WriteAllBytes(File1, bytes);
        Assert.Contains("damaged", Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Xml_WhenElementsNestTooDeep_IsRefused()
    {
        Write(xml => xml.Replace("</sheetData>", string.Concat(Enumerable.Repeat("<a>", 1 << 20)), StringComparison.Ordinal));
        Assert.Contains("damaged", Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MergedCells_WhenThereAreVeryMany_TakeNoLongTime()
    {
        string merges = string.Concat(Enumerable.Repeat("<mergeCell ref=\"A4:H16000000\"/>", 100_000));
        Write(xml => xml.Replace(
            "</sheetData>",
            "<row r=\"9000000\"><c r=\"A9000000\"><v>1</v></c></row></sheetData><mergeCells>" + merges + "</mergeCells>",
            StringComparison.Ordinal));
        Fail();
    }

    [Fact]
    public void Rows_WhenTheyAreOutOfOrder_AreRefused()
    {
        Write(xml => xml.Replace("<row r=\"3\">", "<row r=\"2\">", StringComparison.Ordinal));
        Assert.Contains("damaged", Fail().Message, StringComparison.Ordinal);
    }

    private static List<object?[]> Rows() =>
    [
        s_header,
        ["1", new DateTime(2026, 9, 1), "100", "Kasa", 100m, null, "a", "DefterX"],
        ["1", new DateTime(2026, 9, 1), "102.01", "Banka", null, 100m, "b", "DefterX"],
    ];

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in entries)
            {
                using StreamWriter writer = new(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return stream.ToArray();
    }

    private static string Replace(string xml, string cell, string with) =>
        Regex.Replace(xml, $"<c r=\"{cell}\"[^>]*>.*?</c>", with, RegexOptions.Singleline);

    private void Write(Func<string, string> edit) => File.WriteAllBytes(File1, new XlsxWriter { EditSheet = edit }.Write(Rows()));

    private List<JournalEntry> Read() => [.. new JournalReader(File1, "Ayşe Örnek").ReadEntries(CancellationToken.None)];

    private DefterXException Fail() => Fails.With(ErrorIds.JournalUnreadable, () => Read());
}
