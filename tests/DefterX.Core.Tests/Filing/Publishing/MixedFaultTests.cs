using System.Linq;
using System.Threading.Tasks;
using DefterX.GibSimulator.Faults;
using Xunit;

namespace DefterX.Tests.Filing.Publishing;

/// <summary>A fifth of all requests gets a fault that passes.</summary>
public sealed class MixedFaultTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Soak.Size(3))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Publish_WhenAFifthOfTheRequestsFails_EndsApprovedWithNothingTwice(int seed)
    {
        await using FaultOffice office = await FaultOffice.StartAsync(firms: 8);
        office.Gib.Faults.OrderMix(0.2, seed, PassingFaults.All);
        office.RunUntilApproved(most: 5);
        Assert.Contains(office.Gib.Requests.All, request => request.Faults.Count > 0);
    }
}
