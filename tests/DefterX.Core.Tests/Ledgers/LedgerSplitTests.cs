using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Xml.Linq;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Ledgers.Rules;
using DefterX.Office;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Ledgers;

/// <summary>A month in several parts.</summary>
public sealed class LedgerSplitTests : IDisposable
{
    private const long SmallFile = 400_000;
    private static readonly XNamespace s_cor = "http://www.xbrl.org/int/gl/cor/2006-10-25";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Create_WhenAFileWouldBecomeTooLarge_SplitsBetweenEntries()
    {
        MonthFolder month = Create(SmallFile, [], RichBooks.MultiCurrency);
        IReadOnlyList<int> parts = month.Parts();
        Assert.True(parts.Count > 2, $"{parts.Count} parts");
        Assert.Equal(Enumerable.Range(1, parts.Count), parts);
        Assert.All(month.Files(), file => Assert.True(new FileInfo(file).Length < SmallFile, file));
        AssertContinuous(month);
    }

    [Fact]
    public void Create_WhenSplitByDate_BeginsAPartOnEachDay()
    {
        MonthFolder month = Create(200_000_000, [new(2026, 9, 21), new(2026, 9, 11), new(2026, 9, 1)], RichBooks.MultiCurrency);
        Assert.Equal(
            [("2026-09-01", "2026-09-10"), ("2026-09-11", "2026-09-20"), ("2026-09-21", "2026-09-30")],
            month.Parts().Select(part => Period(month.PathOf(LedgerFileKind.Y, part))));
        AssertContinuous(month);
    }

    [Fact]
    public void Create_WhenNoEntryFallsIntoAPart_MakesNoneOfIt()
    {
        MonthFolder month = new(Books.Request(Books.Company, Books.September).Id, _folder["gap"]);
        LedgerRequest request = Books.Request(Books.Company, Books.September) with
        {
            SplitDates = [new(2026, 9, 2), new(2026, 9, 10), new(2026, 9, 15), new(2026, 9, 29)],
        };
        new LedgerCreator(month, request).Create(
            Books.Entries(30, Books.September).Where(entry => entry.Date.Day is 1 or > 16 and < 20), CancellationToken.None);
        Assert.Equal(
            [("2026-09-01", "2026-09-01"), ("2026-09-02", "2026-09-30")],
            month.Parts().Select(part => Period(month.PathOf(LedgerFileKind.Y, part))));
    }

    [Fact]
    public void Create_WhenOneEntryIsTooLarge_ThrowsLedgerInvalidAndLeavesNothing()
    {
        LedgerRequest request = Books.Request(Books.Company, Books.September) with { LargestFile = 75_000 };
        MonthFolder month = new(request.Id, _folder["large"]);
        LedgerCreator creator = new(month, request);
        JournalEntry entry = Books.Entries(1, Books.September).Single();
        Fails.With(ErrorIds.LedgerInvalid, () => creator.Create(
            [entry, entry with { Lines = [.. Enumerable.Repeat(entry.Lines, 40).SelectMany(lines => lines)] }], CancellationToken.None));
        Assert.Empty(Directory.EnumerateFiles(month.FolderPath));
    }

    [Fact]
    public void Create_WhenMadeAgainInFewerParts_LeavesNoneOfTheOld()
    {
        Create(SmallFile, [], Books.Company);
        MonthFolder month = Create(200_000_000, [], Books.Company);
        Assert.Equal([0], month.Parts());
        Assert.Equal(3, month.Files().Count);
    }

    [Fact]
    public void Parts_WhenWholeMonthAndPartsAreThere_ThrowsLedgerInvalid()
    {
        MonthFolder month = Create(SmallFile, [], Books.Company);
        File.Copy(month.PathOf(LedgerFileKind.Y, 1), month.PathOf(LedgerFileKind.Y));
        Fails.With(ErrorIds.LedgerInvalid, () => month.Parts());
        File.Delete(month.PathOf(LedgerFileKind.Y));
        File.Delete(month.PathOf(LedgerFileKind.Y, 2));
        Fails.With(ErrorIds.LedgerInvalid, () => month.Parts());
    }

    [Fact]
    public void State_WhenCreationStoppedBetweenFiles_IsNotCreated()
    {
        MonthFolder month = Create(SmallFile, [], Books.Company);
        Assert.Equal(LedgerState.Created, LedgerStatus.StateOf(month));
        File.Delete(month.PathOf(LedgerFileKind.Y, 1));
        Assert.Null(LedgerStatus.StateOf(month));
    }

    [GibPackageFact]
    public void Create_WhenSplit_PassesGibsRulesAndSchemaPartByPart()
    {
        string[] files =
        [
            .. Create(2 * SmallFile, [], RichBooks.MultiCurrency).Files(),
            .. Create(200_000_000, [new(2026, 9, 11)], Books.WithBranches with { IsMultiCurrency = true }, Books.WithBranches.Branches[0]).Files(),
        ];
        Oracle.AssertAccepts("schematron", ["--unsigned", .. files]);
        Oracle.AssertAccepts("xsd", ["--unsigned", .. files]);
    }

    /// <summary>uniqueIDs, counters and days run on from part to part, and each general ledger has the lines of its journal.</summary>
    private static void AssertContinuous(MonthFolder month)
    {
        LedgerCounters last = new(5, 17, 3);
        DateTime covered = Books.September.Start.AddDays(-1);
        foreach (int part in month.Parts())
        {
            string path = month.PathOf(LedgerFileKind.Y, part);
            LedgerFacts journal = Facts.Of(path);
            LedgerFacts ledger = Facts.Of(month.PathOf(LedgerFileKind.K, part));
            Assert.Equal(last.PartNumber + 1, journal.PartNumber());
            Assert.Equal(last.EntryNumber + 1, journal.FirstEntryCounter);
            Assert.Equal(last.LineNumber + journal.Totals.Lines, journal.LastLineNumber);
            Assert.Equal(journal.UniqueId.Replace("YEV", "KEB", StringComparison.Ordinal), ledger.UniqueId);
            Assert.Equal(
                journal.Totals.Accounts.Select(a => (a.Account, a.Debit, a.Credit, a.DebitLines, a.CreditLines)),
                ledger.Totals.Accounts.Select(a => (a.Account, a.Debit, a.Credit, a.DebitLines, a.CreditLines)));
            (string start, string end) = Period(path);
            Assert.Equal((start, end), Period(month.PathOf(LedgerFileKind.K, part)));
            DateTime from = DateTime.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(from, covered, covered.AddDays(1));
            covered = DateTime.Parse(end, System.Globalization.CultureInfo.InvariantCulture);
            last = new LedgerCounters(journal.LastEntryCounter, journal.LastLineNumber, journal.PartNumber());
        }

        Assert.Equal(Books.September.End, covered);
    }

    private static (string Start, string End) Period(string path)
    {
        XElement information = XElement.Load(path).Descendants(s_cor + "documentInfo").Single();
        return (information.Element(s_cor + "periodCoveredStart")!.Value, information.Element(s_cor + "periodCoveredEnd")!.Value);
    }

    private MonthFolder Create(long largest, DateTime[] splits, Firm firm, Branch? branch = null)
    {
        LedgerRequest request = Books.Request(firm, Books.September, branch, new LedgerCounters(5, 17, 3)) with
        {
            LargestFile = largest,
            SplitDates = splits,
        };
        MonthFolder month = new(request.Id, _folder[firm.Identifier + branch?.Number]);
        new LedgerCreator(month, request).Create(RichBooks.Entries(300, Books.September), CancellationToken.None);
        return month;
    }
}
