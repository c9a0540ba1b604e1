using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Filing;
using DefterX.GibSimulator.Faults;
using DefterX.GibSimulator.Requests;
using DefterX.Ledgers;
using Microsoft.Extensions.Logging;
using Xunit;

namespace DefterX.Tests.Filing.Publishing;

/// <summary>Faults of GİB that all firms feel.</summary>
public sealed class GibOutageTests
{
    [Fact]
    public async Task Publish_WhenGibIsGone_SignsAllAndGivesUpAndFinishesLater()
    {
        await using FaultOffice office = await FaultOffice.StartAsync(retry: FaultOffice.Impatient, isSigned: false);
        await office.StopGibAsync();
        office.Run();
        AssertNothingLeftButSending(office);
        await office.StartGibAsync();
        office.RunUntilApproved(most: 1);
    }

    [Fact]
    public async Task Publish_WhenGibOnlyFails_GivesUpAndFinishesLater()
    {
        await using FaultOffice office = await FaultOffice.StartAsync(retry: FaultOffice.Impatient, isSigned: false);
        office.Gib.Faults.Order(Fault.Http(500));
        office.Run();
        AssertNothingLeftButSending(office);
        // Eight failures open the circuit, and one call after each of two pauses finds it as it was.
        Assert.InRange(office.Gib.Requests.All.Count, 8, 8 + 2 + office.Ids.Count);
        office.Gib.Faults.Clear();
        office.RunUntilApproved(most: 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Publish_WhenGibRestartsBetweenSendingAndReceiving_EndsApproved(bool keepsMemory)
    {
        await using FaultOffice office = await FaultOffice.StartAsync();
        office.Run(PublishTarget.Sent);
        Assert.All(office.Ids, id => Assert.Equal(LedgerState.Sent, office.Ledger(id).State));
        await office.Gib.RestartAsync(keepsMemory);
        office.Run();
        Assert.Empty(office.Failed.Select(failed => failed.Failure.Message));
        Assert.All(office.Ids, id => Assert.Equal(LedgerState.Approved, office.Ledger(id).State));
        Assert.All(office.Ids.SelectMany(office.Packages), package =>
            Assert.Equal(keepsMemory ? 1 : 2, office.Gib.Requests.TakenCount(package)));
        Assert.Equal(3 * office.Ids.Count, office.Gib.Packages.Count);
    }

    [Fact]
    public async Task Publish_WhenGibWantsToBeLeftAlone_Waits()
    {
        await using FaultOffice office = await FaultOffice.StartAsync(firms: 2);
        office.Gib.Faults.Order(Fault.Http(503, TimeSpan.FromSeconds(2)).Next(1));
        Stopwatch clock = Stopwatch.StartNew();
        office.Run();
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(2));
        office.AssertApproved();
    }

    [Fact]
    public async Task Publish_WhenGibWantsToBeLeftAloneForTooLong_FailsAtOnce()
    {
        await using FaultOffice office = await FaultOffice.StartAsync(
            firms: 2, FaultOffice.Quick with { LongestRetryAfterSeconds = 60 });
        office.Gib.Faults.Order(office.OfFirst(Fault.Http(503, TimeSpan.FromSeconds(61))));
        office.Run();
        office.AssertOnlyFirstFailed(ErrorIds.GibUnreachable);
        Assert.Single(office.Requests(GibOperation.SendDocumentFile, office.Ids[0]));
    }

    [Fact]
    public async Task Publish_WhenTheClocksDiffer_WarnsOnce()
    {
        await using FaultOffice office = await FaultOffice.StartAsync();
        office.Gib.Faults.Order(Fault.WrongDate(TimeSpan.FromHours(-2)));
        office.Run();
        office.AssertApproved();
        Assert.Contains(" 7200 ", Assert.Single(office.Log.Of(LogLevel.Warning)), StringComparison.Ordinal);
    }

    private static void AssertNothingLeftButSending(FaultOffice office)
    {
        Assert.Equal(office.Ids.Count, office.Failed.Count);
        Assert.All(office.Failed, failed =>
        {
            DefterXException failure = Assert.IsType<DefterXException>(failed.Failure);
            Assert.Equal((ErrorIds.GibUnreachable, failed.Id.Firm), (failure.ErrorId, failure.Target));
        });
        Assert.Equal(office.Ids.Count, office.Failed.Select(failed => failed.Id).Distinct().Count());
        Assert.All(office.Ids, id => Assert.Contains(office.Ledger(id).State, (LedgerState[])[LedgerState.Signed, LedgerState.Sending]));
        Assert.All(office.Ids, id => Assert.NotNull(office.Ledger(id).LastError));
        Assert.All(office.Ids.SelectMany(office.Packages), package => Assert.Equal(0, office.Gib.Requests.TakenCount(package)));
    }
}
