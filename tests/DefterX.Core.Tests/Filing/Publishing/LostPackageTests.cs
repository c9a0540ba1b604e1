using System.Linq;
using System.Threading.Tasks;
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
        Assert.Contains(office.September.ToString(), failure.Message, System.StringComparison.Ordinal);
        Assert.All(gib!.Taken.GroupBy(name => name), package => Assert.Equal(3, package.Count()));
        Assert.Equal(3, gib.Taken.Distinct().Count());
        Assert.Contains(office.Overview.Get(office.September).State, (LedgerState[])[LedgerState.Sending, LedgerState.Signed]);
    }
}
