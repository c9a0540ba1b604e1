using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Filing.Publishing;
using DefterX.Ledgers;
using Xunit;

namespace DefterX.Tests.Filing.Publishing;

public sealed class LostPackageTests
{
    [Fact]
    public async Task Publish_WhenGibForgetsAllThatItTook_SendsItThreeTimesAndFails()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.CreateAndSign();
        ForgetsPackages? gib = null;
        office.Through(client => gib = new ForgetsPackages(client));

        DefterXException failure = await Assert.ThrowsAsync<DefterXException>(() => office.PublishAsync());

        Assert.Equal((ErrorIds.GibRejected, office.Firm), (failure.ErrorId, failure.Target));
        Assert.Contains(office.September.ToString(), failure.Message, StringComparison.Ordinal);
        Assert.All(gib!.Taken.GroupBy(name => name), package => Assert.Equal(3, package.Count()));
        Assert.Equal(3, gib.Taken.Distinct().Count());
        Assert.Contains(office.Overview.Get(office.September).State, (LedgerState[])[LedgerState.Sending, LedgerState.Signed]);
    }

    [Fact]
    public async Task Receive_WhenGibSaysInTwoRunsThatItHasNoPackage_LeavesThemToBeSentAgain()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.CreateAndSign();
        office.Through(client => new ForgetsPackages(client));
        await office.Delivery.SendAsync(office.September, null, CancellationToken.None);

        Assert.Equal(LedgerState.Sent, (await AskOnceAsync(office)).State);
        Assert.Null(office.Overview.Get(office.September).LastError);
        Ledger lost = await AskOnceAsync(office);
        Assert.Equal(LedgerState.Signed, lost.State);
        Assert.NotNull(lost.LastError);
    }

    [Fact]
    public async Task Receive_WhenGibKnowsThePackageInBetween_CountsAnew()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.CreateAndSign();
        ForgetsPackages? gib = null;
        office.Through(client => gib = new ForgetsPackages(client));
        await office.Delivery.SendAsync(office.September, null, CancellationToken.None);

        foreach (bool isProcessing in new[] { false, true, false })
        {
            gib!.IsProcessing = isProcessing;
            await AskOnceAsync(office);
        }

        // The last package is the one that is asked about first.
        Assert.DoesNotContain(office.Month.Log.Read(), IsReportLost);
        await AskOnceAsync(office);
        Assert.Contains(office.Month.Log.Read(), IsReportLost);

        bool IsReportLost(FilingEvent step) =>
            step.Step == FilingStep.Refused && step.Package == office.September.FileName(LedgerFileKind.DR).PackageId;
    }

    // As a scheduled task does that does not wait: each time a new run.
    private static Task<Ledger> AskOnceAsync(FilingOffice office) => Task.Run(() =>
    {
        Ledger? asked = null;
        new LedgerRun(office.Context, [office.September], new ReceiveWork(office.Context, TimeSpan.Zero)).Run(
            ledger => asked = ledger, (_, e) => throw e, null, CancellationToken.None);
        return asked!;
    });
}
