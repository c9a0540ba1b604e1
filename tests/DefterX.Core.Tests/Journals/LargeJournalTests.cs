using System;
using System.Diagnostics;
using System.IO;
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
}
