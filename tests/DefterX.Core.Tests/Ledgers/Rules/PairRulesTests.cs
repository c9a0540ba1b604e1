using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Ledgers.Rules;
using Xunit;

namespace DefterX.Tests.Ledgers.Rules;

public sealed class PairRulesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Sample[] _samples;

    public PairRulesTests() => _samples = Sample.Create(_folder.FolderPath, isSigned: false, entries: 30);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PairRules_WhenDocumentsBelongTogether_FindNothing()
    {
        LedgerFacts journal = Facts(_samples[0]);
        LedgerFacts ledger = Facts(_samples[1]);
        Assert.Equal((30, 70), (journal.Entries, journal.Lines));
        Assert.Equal((1, 30, 1, 70), (journal.FirstEntryCounter, journal.LastEntryCounter, journal.FirstLineNumber, journal.LastLineNumber));
        Assert.Empty(PairRules.JournalAndLedger(journal, ledger));
        Assert.Empty(PairRules.ReportAndJournals(Facts(_samples[4]), [journal]));
    }

    [Theory]
    [InlineData("set gl-cor:amount#9=77.77", "DX2201")]
    [InlineData("set gl-cor:documentNumber#3=X", "DX2201")]
    [InlineData("set gl-cor:lineNumber#3=400", "DX2201")]
    [InlineData("set gl-cor:lineNumberCounter#3=4", "DX2201")]
    [InlineData("set gl-cor:accountSubID#3=600.01.002", "DX2201")]
    [InlineData("remove gl-cor:entryDetail#7", "DX2201")]
    [InlineData("set gl-cor:amount#9=77.77", "DX2202")]
    [InlineData("set gl-cor:periodCoveredEnd=2026-09-29", "DX2203")]
    public void JournalAndLedger_WhenLedgerDiffers_FindsIt(string mutation, string code)
    {
        LedgerFacts ledger = Facts(Mutation.Apply(_samples[1], mutation));
        Assert.Contains(PairRules.JournalAndLedger(Facts(_samples[0]), ledger), finding => finding.Code == code);
    }

    [Theory]
    [InlineData("set gl-cor:documentApplyToNumber=99", "DX2232")]
    [InlineData("set gl-cor:amount=99.00", "DX2231")]
    [InlineData("remove gl-cor:entryDetail#1", "DX2232")]
    public void ReportAndJournals_WhenReportDiffers_FindsIt(string mutation, string code) => Assert.Contains(
        PairRules.ReportAndJournals(Facts(Mutation.Apply(_samples[4], mutation)), [Facts(_samples[0])]), finding => finding.Code == code);

    [Theory]
    [InlineData("", "")]
    [InlineData("set xbrli:segment/gl-bus:numberOfEntries=31", "DX2221")]
    [InlineData("set xbrli:segment/gl-bus:measurableQuantity=9.99", "DX2222")]
    [InlineData("set gl-cor:amount#2=0.01", "DX2223")]
    [InlineData("set edefter:berat/ds:SignatureValue=CCCC", "DX2224")]
    public void BeratAndLedger_WhenBeratDiffers_FindsIt(string mutation, string code)
    {
        LedgerFacts berat = Facts(Mutation.Apply(_samples[2], mutation));
        LedgerFacts journal = Facts(_samples[0]);
        journal.SignatureValue = "AAAABBBB";
        journal.Size = (long)(berat.StatedSize!.Value * 1048576m);
        if (code == "DX2222") journal.Size = 70_000;
        Assert.Equal(code.Length == 0 ? [] : [code], PairRules.BeratAndLedger(berat, journal).Select(finding => finding.Code));
    }

    [Theory]
    [InlineData(30, 70, 2, 0, "")]
    [InlineData(31, 70, 2, 0, "DX2212")]
    [InlineData(30, 71, 2, 0, "DX2213")]
    [InlineData(30, 70, 3, 0, "DX2211")]
    [InlineData(30, 70, 2, 1, "DX2214")]
    public void Next_WhenPartsDoNotFollow_FindsIt(long entries, long lines, int part, int gap, string code)
    {
        LedgerFacts before = Facts(_samples[0]);
        LedgerFacts after = Facts(_samples[0]);
        after.FirstEntryCounter = entries + 1;
        after.FirstLineNumber = lines + 1;
        after.UniqueId = "YEV20261000000" + part;
        after.PeriodStart = before.PeriodEnd!.Value.AddDays(1 + gap);
        Assert.Equal(code.Length == 0 ? [] : [code], PairRules.Next(before, after).Select(finding => finding.Code));
    }

    private LedgerFacts Facts(Sample sample)
    {
        string file = sample.Save(_folder[Guid.NewGuid().ToString("N")]);
        List<RuleFinding> found = [];
        return LedgerFileRules.Check(
            file, sample.FileName, new LedgerRuleOptions { IsSigned = false }, found.Add, CancellationToken.None);
    }
}
