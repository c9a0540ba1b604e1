using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using DefterX.Build;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Bench;

/// <summary>From a journal CSV of some lines to journal, general ledger and report, in a process that does only this.</summary>
internal sealed class LedgerCreate : IBenchmark
{
    private static readonly Period s_period = new(2026, 9);
    private readonly string _size;
    private readonly int _lines;
    private readonly string _folder = Path.Combine(Repository.Output, "bench");

    public LedgerCreate(string size, int lines)
    {
        _size = size;
        _lines = lines;
    }

    public string Name => "ledger.create." + _size;

    public bool NeedsOwnProcess => true;

    private string Export => Path.Combine(_folder, $"journal-{_size}.csv");

    public void Prepare()
    {
        Directory.CreateDirectory(_folder);
        JournalExport.Write(Export, s_period, _lines);
    }

    public IEnumerable<Figure> Run()
    {
        string target = Path.Combine(_folder, "month-" + _size);
        if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
        LedgerRequest request = Request(s_period);
        Stopwatch clock = Stopwatch.StartNew();
        JournalReader reader = new(Export, "Örnek");
        CreatedFigures figures = new LedgerCreator(new MonthFolder(request.Id, target), request)
            .Create(reader.ReadEntries(CancellationToken.None), CancellationToken.None);
        double seconds = clock.Elapsed.TotalSeconds;
        double peak = OwnProcess.PeakMegabytes;
        Directory.Delete(target, recursive: true);
        if (figures.Lines != _lines) throw new InvalidOperationException($"{figures.Lines} lines came out of {_lines}.");
        yield return Figure.Rounded(Name + ".seconds", seconds, "s");
        yield return Figure.Rounded(Name + ".peakMB", peak, "MB");
    }

    /// <summary>The first month of an invented firm.</summary>
    internal static LedgerRequest Request(Period period) => new(
        new LedgerId(Firm(), period, null),
        new LedgerCounters(0, 0, 0),
        "1234567808##ÖRNEK YAZILIM A.Ş.##DefterX##0.1",
        period.End);

    private static Firm Firm()
    {
        Address address = new() { BuildingNumber = "1", Street = "Örnek Sokak", City = "Ankara", ZipCode = "06000" };
        return new Firm
        {
            Identifier = "1234567808",
            Title = "Örnek Ticaret Limited Şirketi",
            Address = address,
            Phone = "3125550101",
            Email = "bilgi@ornek.example",
            NaceCode = "47.11.01",
            Accountants = [new Accountant { Name = "SMMM Ayşe Örnek", Address = address, Engagement = "-" }],
        };
    }
}
