using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Threading;
using DefterX.Journals;
using Xunit;

namespace DefterX.Tests.Journals;

/// <summary>Runs alone, since it measures the memory of the process.</summary>
[CollectionDefinition(nameof(LargeJournalTests), DisableParallelization = true)]
[Collection(nameof(LargeJournalTests))]
public sealed class LargeJournalTests : IDisposable
{
    private const string Header = "Fiş No;Tarih;Hesap Kodu;Hesap Adı;Borç;Alacak\n";
    private readonly TemporaryFolder _folder = new();

    private string File1 => _folder["yevmiye.csv"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadEntries_WhenTheFileIsLarge_TakesLittleMemory()
    {
        int entries = Soak.Size(100_000);
        using (StreamWriter writer = new(File1, append: false, JournalFlavour.Windows1254))
        {
            writer.Write(Header);
            for (int entry = 1; entry <= entries; entry++)
            {
                writer.Write($"{entry:00000};05.09.2026;120.01.{entry % 500:000};ALICI {entry % 500} ŞTİ.;1.234,56;\n");
                writer.Write($"{entry:00000};05.09.2026;600.01.001;YURT İÇİ SATIŞLAR;;1.028,80\n");
                writer.Write($"{entry:00000};05.09.2026;391.01.020;HESAPLANAN KDV %20;;205,76\n");
            }
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        long lines = 0;
        long peak = 0;
        Stopwatch watch = Stopwatch.StartNew();
        foreach (JournalEntry entry in new JournalReader(File1, "Ayşe Örnek").ReadEntries(CancellationToken.None))
        {
            lines += entry.Lines.Count;
            if (lines % 60_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(3L * entries, lines);
        Assert.InRange(peak, 0, 4 << 20);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(Soak.Size(20)), $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadEntries_WhenAWorkbookIsLarge_TakesLittleMemory(bool isGeneralLedger)
    {
        int lines = Soak.Size(100_000);
        string path = _folder["yevmiye.xlsx"];
        WriteWorkbook(path, lines, isGeneralLedger);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long read = 0;
        long peak = 0;
        Stopwatch watch = Stopwatch.StartNew();
        foreach (JournalEntry entry in new JournalReader(path, "Ayşe Örnek").ReadEntries(CancellationToken.None))
        {
            if (read % 20_000 < entry.Lines.Count) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            read += entry.Lines.Count;
        }

        Assert.Equal(lines, read);
        Assert.InRange(peak, 0, 64 << 20);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(Soak.Size(40)), $"{watch.Elapsed}");
    }

    // Two lines for each entry; in a general ledger those of the first account come first.
    private static void WriteWorkbook(string path, int lines, bool isGeneralLedger)
    {
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (ZipArchiveEntry part in new ZipArchive(new MemoryStream(new XlsxWriter().Write([["x"]]))).Entries)
        {
            if (part.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)) continue;
            using Stream source = part.Open();
            using Stream target = zip.CreateEntry(part.FullName).Open();
            source.CopyTo(target);
        }

        using StreamWriter writer = new(zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open());
        writer.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        string[] names = isGeneralLedger
            ? ["KEBİR HESAP", "", "TARİH", "MADDE NO", "FİŞ NO", "HESAP KODU", "HESAP ADI", "BORÇ", "ALACAK"]
            : ["Fiş No", "Tarih", "Hesap Kodu", "Hesap Adı", "Borç", "Alacak"];
        Write(writer, names);
        for (int i = 0; i < lines; i++)
        {
            int entry = (isGeneralLedger ? i % (lines / 2) : i / 2) + 1;
            bool isDebit = isGeneralLedger ? i < lines / 2 : i % 2 == 0;
            (string code, string name) = isDebit ? ($"120.01.{entry % 500:000}", $"ALICI {entry}") : ("600.01", $"SATIŞ {entry}");
            string[] amounts = isDebit ? ["1.234,56", ""] : ["", "1.234,56"];
            string[] head = isGeneralLedger ? [code[..3], "HESAP", "05.09.2026", $"{entry}"] : [];
            string[] date = isGeneralLedger ? [] : ["05.09.2026"];
            Write(writer, [.. head, $"{entry:00000}", .. date, code, name, .. amounts]);
        }

        writer.Write("</sheetData></worksheet>");
    }

    private static void Write(TextWriter writer, string[] cells)
    {
        writer.Write("<row>");
        foreach (string cell in cells) writer.Write(cell.Length == 0 ? "<c/>" : $"<c t=\"inlineStr\"><is><t>{cell}</t></is></c>");
        writer.Write("</row>");
    }
}
