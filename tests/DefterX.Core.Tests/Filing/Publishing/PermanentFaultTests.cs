using System;
using System.Linq;
using System.Threading.Tasks;
using DefterX.GibSimulator.Faults;
using DefterX.GibSimulator.Requests;
using DefterX.Ledgers;
using DefterX.Office;
using Xunit;

namespace DefterX.Tests.Filing.Publishing;

/// <summary>Faults that stay, for one firm of several.</summary>
public sealed class PermanentFaultTests
{
    private static readonly string[] s_sentOnce =
        [.. Enumerable.Range(101, 9).Select(code => $"Code {code}"), "Http 302", "Http 401", "Http 404", "Http 413"];

    private static readonly int[] s_notAuthorized = [101, 102, 109, 205, 305];

    public static TheoryData<string, string> Permanent
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (int code in Enumerable.Range(101, 14).Concat([203, 204, 205, 206, 303, 304, 305]))
                all.Add($"Code {code}", s_notAuthorized.Contains(code) ? ErrorIds.GibNotAuthorized : ErrorIds.GibRejected);
            foreach (int status in (int[])[302, 401, 404, 413, 429, 500, 503])
                all.Add($"Http {status}", ErrorIds.GibUnreachable);
            foreach (FaultKind kind in (FaultKind[])[FaultKind.CutBeforeTaken, FaultKind.CutAfterTaken, FaultKind.CutInAnswer, FaultKind.Html])
                all.Add(kind.ToString(), ErrorIds.GibUnreachable);
            foreach (FaultKind kind in (FaultKind[])
                [FaultKind.BeratNotCounterSigned, FaultKind.BeratCounterSignatureBroken, FaultKind.BeratOfAnother])
                all.Add(kind.ToString(), ErrorIds.SignatureInvalid);
            foreach (FaultKind kind in (FaultKind[])[FaultKind.BeratZipEmpty, FaultKind.BeratZipGarbage])
                all.Add(kind.ToString(), ErrorIds.GibRejected);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Permanent))]
    public async Task Publish_WhenOneFirmHasAFault_ItAloneFailsUntilTheFaultIsGone(string fault, string errorId)
    {
        await using FaultOffice office = await FaultOffice.StartAsync();
        office.Gib.Faults.Order(office.OfFirst(Faults.Of(fault)));
        office.Run();
        office.AssertOnlyFirstFailed(errorId);
        if (s_sentOnce.Contains(fault))
        {
            Assert.False(Assert.Single(office.Requests(GibOperation.SendDocumentFile, office.Ids[0])).Taken);
            Assert.Equal(office.Failure.Message, office.Ledger(office.Ids[0]).LastError);
        }

        office.Gib.Faults.Clear();
        office.RunUntilApproved(most: 1);
    }

    [Fact]
    public async Task Publish_WhenOneFirmIsAnsweredTooLate_ItAloneIsATimeout()
    {
        GibRetrySettings retry = FaultOffice.Quick with { TimeoutSeconds = 1, Attempts = 2 };
        await using FaultOffice office = await FaultOffice.StartAsync(retry: retry);
        office.Gib.Faults.Order(office.OfFirst(Fault.Slow(TimeSpan.FromMinutes(1))));
        office.Run();
        office.AssertOnlyFirstFailed(ErrorIds.OperationTimeout);
        office.Gib.Faults.Clear();
        office.RunUntilApproved(most: 1);
    }

    [Fact]
    public async Task Publish_WhenGibCannotProcessAPackage_TheFirmIsRejectedAndSaysSo()
    {
        await using FaultOffice office = await FaultOffice.StartAsync();
        office.Gib.Faults.Order(office.OfFirst(Faults.Of("ProcessingFails")) with { Package = office.Packages(office.Ids[0])[0] });
        office.Run();
        office.AssertOnlyFirstFailed(ErrorIds.GibRejected);
        string reason = office.Failure.Message;
        Assert.Contains("Şema hatası", reason, StringComparison.Ordinal);
        Assert.Contains("-YB-", reason, StringComparison.Ordinal);
        office.Gib.Faults.Clear();
        office.Run();
        office.AssertOnlyFirstFailed(ErrorIds.GibRejected);
        Ledger ledger = office.Ledger(office.Ids[0]);
        Assert.Equal(LedgerState.Rejected, ledger.State);
        Assert.Contains("Şema hatası", ledger.LastError!, StringComparison.Ordinal);
        office.AssertTakenOnce(office.Ids[0]);
    }

    [Theory]
    [InlineData("Code 110")]
    [InlineData("Code 114")]
    [InlineData("Http 503")]
    [InlineData("CutBeforeTaken")]
    public async Task Publish_WhenAFaultMightPass_IsSentAsOftenAsTheSettingsSay(string fault)
    {
        await using FaultOffice office = await FaultOffice.StartAsync(firms: 2, FaultOffice.Quick with { Attempts = 3 });
        office.Gib.Faults.Order(office.OfFirst(Faults.Of(fault)) with { Operation = GibOperation.SendDocumentFile });
        office.Run();
        Assert.Equal(3, office.Requests(GibOperation.SendDocumentFile, office.Ids[0]).Count);
        Assert.Equal(3, office.Gib.Requests.SendCount(office.Packages(office.Ids[0])[0]));
    }

    [Fact]
    public async Task Publish_WhenStatusesGoBack_StaysSentAndFinishesLater()
    {
        await using FaultOffice office = await FaultOffice.StartAsync(firms: 2);
        office.Gib.Faults.Order(office.OfFirst(Fault.Of(FaultKind.ReorderedStatus)));
        office.Run(wait: 2);
        Assert.Empty(office.Failed);
        Assert.Equal(LedgerState.Sent, office.Ledger(office.Ids[0]).State);
        office.AssertApproved(office.Ids[1]);
        office.Gib.Faults.Clear();
        office.RunUntilApproved(most: 1);
    }
}
