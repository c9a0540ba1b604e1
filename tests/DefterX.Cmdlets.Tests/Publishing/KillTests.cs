using System.Linq;
using DefterX.Gib;
using DefterX.GibSimulator.Requests;
using DefterX.Tests;
using DefterX.Tests.Checks;
using Xunit;
using Xunit.Abstractions;

namespace DefterX.Cmdlets.Tests.Publishing;

/// <summary>A bulk run that is killed at random instants and started again until all is done: nothing is lost, nothing sent twice,
/// nothing left behind.</summary>
[Collection(RunsAlone.Name)]
public sealed class KillTests(KilledOffice killed, ITestOutputHelper output) : IClassFixture<KilledOffice>
{
    [Fact]
    public void Publish_KilledAtRandomInstants_FilesEachPackageOnceAndLeavesNothing()
    {
        output.WriteLine(
            $"{killed.Kills} kills in {killed.Rounds} rounds; months under way: {string.Join(", ", killed.Stages.OrderBy(stage => stage.Key))}");
        Assert.All(KilledOffice.Wanted, stage => Assert.Contains(stage, killed.Stages));
        Assert.DoesNotContain(
            GibFaults.AlreadyUploaded, killed.Office.Gib.Requests.Of(GibOperation.SendDocumentFile).Select(request => request.Code ?? 0));
    }

    [GibPackageFact]
    public void Publish_KilledAtRandomInstants_LeavesSoundMonths() =>
        Assert.All(killed.Months.Take(Soak.Size(1, 40)), month => Oracle.AssertAccepts("ledger-set", month.FolderPath));
}
