using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Tests.Checks;
using DefterX.Tests.Journals;
using Xunit;

namespace DefterX.Tests.Ledgers;

/// <summary>A property: any balanced journal that passes our rules gives ledgers in which nobody finds anything.</summary>
public sealed class SoundBooksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Create_WhenAJournalPassesOurRules_GivesLedgersWithoutFindings(string culture)
    {
        using CultureScope scope = new(culture);
        for (int seed = 0; seed < Soak.Size(40); seed++)
        {
            MonthFolder month = Create(seed);
            Finding[] findings = [.. MonthCheck.Of(month, new OtherMonths(period => new MonthFolder(month.Id, _folder["other" + period])), CancellationToken.None)
                .Run(CancellationToken.None)
                .Where(finding => finding.Severity == FindingSeverity.Error)];
            Assert.True(findings.Length == 0, $"seed {seed}: {string.Join(Environment.NewLine, findings.Take(3))}");
        }
    }

    [GibPackageFact]
    public void Create_WhenAJournalPassesOurRules_PassesGibsRulesAndSchema()
    {
        // From the third seed on, each kind of firm is among the first three.
        string[] files = [.. Enumerable.Range(3, Soak.Size(3, 60)).SelectMany(seed => Create(seed).Files())];
        Oracle.AssertAccepts("schematron", ["--unsigned", .. files]);
        Oracle.AssertAccepts("xsd", ["--unsigned", .. files]);
    }

    /// <summary>Random books; what the rules find is left out, as an accountant would correct it.</summary>
    private MonthFolder Create(int seed)
    {
        Random random = new(seed);
        Firm firm = random.Next(3) switch { 0 => RichBooks.MultiCurrency, 1 => RichBooks.InEuros, _ => Books.Person };
        List<JournalEntry> entries = [.. JournalGenerator.Make(random, random.Next(2, 40)).Select(entry => Balance(entry, random, firm)).OrderBy(entry => entry.Date)];
        LedgerRequest request = Books.Request(firm, Books.September) with
        {
            LargestFile = random.Next(2) == 0 ? 200_000_000 : 120_000,
            SplitDates = random.Next(3) == 0 ? [Books.September.Start.AddDays(random.Next(30))] : [],
        };
        HashSet<string> broken = [.. Rules().Select(finding => finding.EntryNumber)];
        entries.RemoveAll(entry => broken.Contains(entry.Number));
        if (entries.Count == 0) entries.AddRange(Books.Entries(3, Books.September));
        Assert.Empty(Rules());
        MonthFolder month = new(request.Id, _folder[seed.ToString(CultureInfo.InvariantCulture)]);
        new LedgerCreator(month, request).Create(entries, CancellationToken.None);
        return month;

        Finding[] Rules() =>
            [.. new JournalRules(request.Id, "journal.csv").Check(entries).Where(finding => finding.Severity == FindingSeverity.Error)];
    }

    private static JournalEntry Balance(JournalEntry entry, Random random, Firm firm)
    {
        JournalLine[] lines = [.. entry.Lines.Select(line => random.Next(8) switch
        {
            0 => line with { Foreign = new ForeignAmount(1.5m, firm.Currency == "USD" ? "EUR" : "USD", 40.25m, entry.Date, "TCMB", "a & b") },
            1 => line with { Amount = 250, Fund = new Fund(100, 2.5m) },
            2 => line with { AmountCurrency = "GBP" },
            _ => line,
        })];
        decimal difference = lines.Sum(line => line.IsDebit ? line.Amount : -line.Amount);
        JournalLine cash = new()
        {
            AccountMainId = "100",
            AccountMainName = "KASA",
            Amount = Math.Abs(difference),
            IsDebit = difference < 0,
            SourceLine = 0,
        };
        return entry with { Lines = difference == 0 ? lines : [.. lines, cash] };
    }
}
