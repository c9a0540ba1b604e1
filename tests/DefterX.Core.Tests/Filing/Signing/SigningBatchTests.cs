using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Certificates;
using DefterX.Filing;
using DefterX.Filing.Signing;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Signatures;
using Xunit;

namespace DefterX.Tests.Filing.Signing;

public sealed class SigningBatchTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Run_WhileTheDeviceSigns_OtherFilesAreHashedAndItSignsOneAtATime()
    {
        using BatchOffice office = new(firms: 5);
        office.Key.Gate.Reset();
        Task run = Task.Run(() => office.Run(inFlight: 3));
        bool areHashed = SpinWait.SpinUntil(() => office.Key.Calls == 1 && Written(office) == 3, s_patience);
        int calls = office.Key.Calls;
        office.Key.Gate.Set();
        await run;
        Assert.True(areHashed);
        Assert.Equal(1, calls);
        Assert.Equal(1, office.Key.MostInside);
        Assert.Equal(25, office.Key.Signatures);
        AssertAllSigned(office);
    }

    [Fact]
    public async Task Run_WhenAMonthHasParts_TheirFilesAreHashedAtTheSameTime()
    {
        using BatchOffice office = new(firms: 1, entries: 30, splits: [11, 21]);
        office.Key.Gate.Reset();
        Task run = Task.Run(() => office.Run(inFlight: 3));
        bool areHashed = SpinWait.SpinUntil(() => Written(office) == 3, s_patience);
        office.Key.Gate.Set();
        await run;
        Assert.True(areHashed);
        AssertAllSigned(office);
        Assert.Equal(13, office.SignedFiles().Count);
        Assert.Single(office.Month(0).Log.Read(), step => step.Step == FilingStep.Signed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_WhenStopped_TheNextRunGoesOnAndSignsNoFileTwice(int inFlight)
    {
        using BatchOffice office = new(firms: 4, entries: 12, splits: 16);
        using CancellationTokenSource stop = new();
        office.Key.OnSign = call =>
        {
            if (call == 13) stop.Cancel();
        };
        Assert.Throws<OperationCanceledException>(() => office.Run(inFlight, cancellationToken: stop.Token));
        Assert.Empty(office.Leftovers);
        Dictionary<string, byte[]> before = office.SignedFiles();
        Assert.InRange(before.Count, 10, 12);
        int signatures = office.Key.Signatures;

        office.Run(inFlight);

        AssertAllSigned(office);
        Dictionary<string, byte[]> after = office.SignedFiles();
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
        Assert.Equal(after.Count - before.Count, office.Key.Signatures - signatures);
        Assert.Equal(36, after.Count);
    }

    [Fact]
    public void Run_WhenAMonthIsLocked_IsItsFailureAndTheOthersGoOn()
    {
        using BatchOffice office = new(firms: 4);
        using (office.Month(1).Lock()) office.Run();
        (LedgerId id, Exception failure) = Assert.Single(office.Failed);
        Assert.Equal(office.Ids[1], id);
        Assert.Equal(ErrorIds.LedgerLocked, Assert.IsType<DefterXException>(failure).ErrorId);
        Assert.Equal(3, office.Signed.Count);
        office.Run();
        AssertAllSigned(office);
        Assert.Equal(20, office.Key.Signatures);
    }

    [Fact]
    public void Run_WhenARuleIsBroken_IsAFailureAboutTheFirmAndTheFileStaysUnsigned()
    {
        using BatchOffice office = new(firms: 3);
        string path = office.Month(2).PathOf(LedgerFileKind.K);
        File.WriteAllText(path, File.ReadAllText(path).Replace("ledger</gl-cor:entriesType>", "x</gl-cor:entriesType>", StringComparison.Ordinal));
        office.Run();
        DefterXException failure = Assert.IsType<DefterXException>(Assert.Single(office.Failed).Failure);
        Assert.Equal(ErrorIds.LedgerInvalid, failure.ErrorId);
        Assert.Equal(office.Ids[2].Firm, Assert.IsType<Firm>(failure.Target));
        Assert.False(LedgerStatus.IsSigned(path));
        Assert.Equal(2, office.Signed.Count);
        Assert.Empty(office.Leftovers);
    }

    [Theory]
    [InlineData(ErrorIds.PinIncorrect, "en-US", "was not signed")]
    [InlineData(ErrorIds.DeviceRemoved, "tr-TR", "imzalanmadı")]
    public void Run_WhenTheDeviceFails_ItIsNotAskedAgainAndEveryMonthIsTold(string errorId, string culture, string words)
    {
        using CultureScope scope = new(culture);
        using BatchOffice office = new(firms: 5);
        office.Key.OnSign = call =>
        {
            if (call >= 7) throw new DefterXException(errorId, "Kart yanıt vermiyor.", "kart");
        };
        office.Run();
        Assert.Equal(7, office.Key.Calls);
        Assert.Equal(5, office.Failed.Count + office.Signed.Count);
        Assert.InRange(office.Failed.Count, 4, 5);
        Assert.All(office.Failed, failed =>
        {
            DefterXException failure = Assert.IsType<DefterXException>(failed.Failure);
            Assert.Equal((errorId, failed.Id.Firm), (failure.ErrorId, failure.Target));
            Assert.Contains(words, failure.Message, StringComparison.Ordinal);
            Assert.Contains(failed.Id.ToString(), failure.Message, StringComparison.Ordinal);
        });
        Assert.Empty(office.Leftovers);
        office.Key.OnSign = null;
        office.Run();
        AssertAllSigned(office);
        Assert.Equal(25, office.Key.Signatures);
    }

    [Fact]
    public void Run_WhenAResultIsNotTaken_StopsAndThrowsWhatTheTakerThrew()
    {
        using BatchOffice office = new(firms: 3);
        SigningBatch batch = new(office.Context, new LedgerOverview(office.Office)) { InFlight = 1 };
        foreach (LedgerId id in office.Ids) batch.Add(id);
        Assert.Throws<NotSupportedException>(
            () => batch.Run(_ => throw new NotSupportedException(), (_, _) => { }, null, CancellationToken.None));
        Assert.Equal(5, office.Key.Signatures);
        Assert.Empty(office.Leftovers);
    }

    [Fact]
    public void Run_WhenEverythingIsSigned_AsksNoDevice()
    {
        using BatchOffice office = new(firms: 2);
        office.Run();
        office.Run();
        AssertAllSigned(office);
        Assert.Equal(10, office.Key.Calls);
        Assert.Single(office.Month(0).Log.Read(), step => step.Step == FilingStep.Signed);
    }

    [Theory]
    [InlineData("en-US", "Signing 3 ledgers", "2 of 3 done: 7341200986-202609-Y-000000.xml")]
    [InlineData("tr-TR", "3 defter imzalanıyor", "2/3 tamamlandı: 7341200986-202609-Y-000000.xml")]
    public void Run_WithProgress_NamesTheFilesAndTheRemainingTime(string culture, string activity, string status)
    {
        using CultureScope scope = new(culture);
        using BatchOffice office = new(firms: 3);
        Reports reports = new();
        office.Run(inFlight: 1, reports);
        Assert.All(reports.All, report => Assert.Equal(activity, report.Activity));
        Assert.Contains(reports.All, report => report.Status == status);
        Assert.Equal(reports.All.Select(report => report.PercentComplete).Order(), reports.All.Select(report => report.PercentComplete));
        Assert.Equal((0, null), (reports.All[0].PercentComplete, reports.All[0].Remaining));
        Assert.Equal((100, TimeSpan.Zero), (reports.All[^1].PercentComplete, reports.All[^1].Remaining));
    }

    private static void AssertAllSigned(BatchOffice office)
    {
        Assert.Empty(office.Failed);
        Assert.Empty(office.Leftovers);
        Assert.Equal(office.Ids.Count, office.Signed.Count);
        Assert.All(office.Signed, ledger => Assert.Equal(LedgerState.Signed, ledger.State));
        Assert.All(
            office.Signed.SelectMany(ledger => ledger.Files),
            path => Assert.Equal(
                SignatureStatus.Valid, SignatureVerifier.Verify(path, TrustedRoots.None, CancellationToken.None).Status));
    }

    // A ledger's temporary copy is as long as the ledger once all of it was hashed.
    private static int Written(BatchOffice office) => office.TemporaryFiles.Count(path =>
    {
        string name = Path.GetFileName(path)[1..].Split(".xml", StringSplitOptions.None)[0] + ".xml";
        return new FileInfo(path).Length >= new FileInfo(Path.Combine(Path.GetDirectoryName(path)!, name)).Length;
    });

    private sealed class Reports : IProgress<OperationProgress>
    {
        public List<OperationProgress> All { get; } = [];

        public void Report(OperationProgress value) => All.Add(value);
    }
}
