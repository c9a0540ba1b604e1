using System;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Ledgers;
using DefterX.Office;
using Xunit;

namespace DefterX.Tests.Ledgers;

public sealed class LedgerPartsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Örnek A.Ş.", "'ye", "'nin")]
    [InlineData("Örnek Limited Şirketi", "'ye", "'nin")]
    [InlineData("ÖRNEK TİCARET ORTAKLIĞI", "'ya", "'nın")]
    [InlineData("Işıl İnce", "'ye", "'nin")]
    [InlineData("Deniz Uzun", "'a", "'un")]
    [InlineData("Ayşe Gül", "'e", "'ün")]
    public void TurkishSuffix_FollowsTheLastVowel(string name, string dative, string genitive)
    {
        using CultureScope scope = new("tr-TR");
        Assert.Equal((dative, genitive), (TurkishSuffix.Dative(name), TurkishSuffix.Genitive(name)));
    }

    [Fact]
    public void FilingLog_WhenTheLastLineWasCutShort_GoesOnAfterIt()
    {
        string path = _folder["filing.jsonl"];
        FilingLog log = new(path, null, LedgerBook.Journal);
        log.Append(new FilingEvent { Time = DateTimeOffset.UnixEpoch, Step = FilingStep.Sending, Package = "p" });
        File.AppendAllText(path, "{\"time\":\"2026-");
        log.Append(new FilingEvent { Time = DateTimeOffset.UnixEpoch, Step = FilingStep.Sent, Package = "p" });
        Assert.Equal([FilingStep.Sending, FilingStep.Sent], log.Read().Select(step => step.Step));
    }

    [Fact]
    public void FilingLog_WhenBranchesShareIt_KeepsThemApart()
    {
        string path = _folder["filing.jsonl"];
        new FilingLog(path, "0001", LedgerBook.Journal).Append(new FilingEvent { Time = DateTimeOffset.UnixEpoch, Step = FilingStep.Created });
        new FilingLog(path, "0002", LedgerBook.Journal).Append(new FilingEvent { Time = DateTimeOffset.UnixEpoch, Step = FilingStep.Signed });
        Assert.Equal(FilingStep.Created, Assert.Single(new FilingLog(path, "0001", LedgerBook.Journal).Read()).Step);
    }

    [Fact]
    public void Lock_WhenHeldElsewhere_ThrowsLedgerLocked()
    {
        MonthFolder month = new(Books.Request(Books.Company, Books.September).Id, _folder["09"]);
        using (month.Lock())
        {
            Assert.Equal(ErrorIds.LedgerLocked, Assert.Throws<DefterXException>(() => month.Lock()).ErrorId);
        }

        month.Lock().Dispose();
        Assert.Empty(Directory.EnumerateFiles(month.FolderPath));
    }

    [Theory]
    [InlineData("<gl-cor:entryNumberCounter", "2</gl-cor:entryNumberCounter>", "7</gl-cor:entryNumberCounter>")]
    [InlineData("<gl-cor:lineNumber ", ">3</gl-cor:lineNumber>", ">4</gl-cor:lineNumber>")]
    [InlineData("<gl-cor:amount", "<gl-cor:amount contextRef=\"journal_context\" decimals=\"INF\" unitRef=\"try\">", "$&9")]
    [InlineData("<gl-cor:debitCreditCode", ">D</gl-cor:debitCreditCode>", ">X</gl-cor:debitCreditCode>")]
    [InlineData("YEV", "YEV202609000001", "YEV")]
    [InlineData("</edefter", "</gl-cor:entryHeader>", "")]
    public void Read_WhenFiguresDoNotHold_ThrowsLedgerInvalidWithTheLine(string what, string from, string to)
    {
        MonthFolder month = Create(Books.September);
        string path = month.PathOf(LedgerFileKind.Y);
        string text = File.ReadAllText(path);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at > 0, what);
        string replacement = to.Replace("$&", from, StringComparison.Ordinal);
        File.WriteAllText(path, string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + from.Length)));
        DefterXException e = Assert.Throws<DefterXException>(
            () => Facts.Of(path));
        Assert.Equal(ErrorIds.LedgerInvalid, e.ErrorId);
        Assert.Contains(Path.GetFileName(path), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_WhenThePreviousMonthIsNotApproved_ThrowsPreviousPeriodMissing()
    {
        Create(new Period(2026, 8));
        DefterXException e = Assert.Throws<DefterXException>(() => Before(Books.September));
        Assert.Equal(ErrorIds.PreviousPeriodMissing, e.ErrorId);
        Assert.Contains("2026-08", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_WhenNothingIsKeptHere_StartsAtTheOpeningCounters()
    {
        Assert.Equal(new LedgerCounters(0, 0, 0), Before(Books.September));
        Firm firm = Books.Company with { OpeningCounters = new OpeningCounters(100, 250, 8, new Period(2026, 8)) };
        Assert.Equal(new LedgerCounters(100, 250, 8), Before(Books.September, firm));
    }

    [Fact]
    public void Before_WhenAMonthWasTakenBack_NeverUsesItsNumberAgain()
    {
        MonthFolder month = new(Books.Request(Books.Company, Books.September).Id, Folder(Books.September));
        month.Log.Append(new FilingEvent
        {
            Time = DateTimeOffset.UnixEpoch,
            Step = FilingStep.Removed,
            Figures = new CreatedFigures(9, 1, 2, 1, 1, 1, 1),
        });
        Assert.Equal(new LedgerCounters(0, 0, 9), Before(Books.September));
    }

    private string Folder(Period period) => _folder[period.ToString()];

    private LedgerCounters Before(Period period, Firm? firm = null)
    {
        LedgerId id = new(firm ?? Books.Company, period, null);
        return LedgerSequence.Before(
            id, new OtherMonths(other => new MonthFolder(id with { Period = other }, Folder(other))), CancellationToken.None);
    }

    private MonthFolder Create(Period period)
    {
        LedgerRequest request = Books.Request(Books.Company, period);
        MonthFolder month = new(request.Id, Folder(period));
        new LedgerCreator(month, request).Create(Books.Entries(6, period), CancellationToken.None);
        return month;
    }
}
