using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Gib;
using DefterX.GibSimulator;
using DefterX.GibSimulator.Faults;
using DefterX.GibSimulator.Requests;
using DefterX.Tests.Gib;
using Xunit;

namespace DefterX.Tests.GibSimulator;

/// <summary>On which requests faults fall; a software firm asks, so that it may for each taxpayer.</summary>
public sealed class FaultPlanTests : SimulatorTest
{
    private const string First = "1234567808-202601-YB-000000", Second = "9876543217-202601-YB-000000";

    protected override SimulatorOptions Options => new() { SoftwareFirms = ["1234567808"] };

    [Fact]
    public async Task Order_WhenCounted_FallsOnTheNextRequests()
    {
        Server.Faults.Order(Fault.Gib(303).Next(2));
        await AssertCodesAsync([303, 303, 304], First, Second, First);
    }

    [Fact]
    public async Task Order_WhenCountedByPackage_FallsOnTheNextOfEach()
    {
        Server.Faults.Order(Fault.Gib(303).NextOfEach(1));
        await AssertCodesAsync([303, 304, 303, 304], First, First, Second, Second);
    }

    [Theory]
    [InlineData("9876543217")]
    [InlineData("9876543217-*-YB-*")]
    [InlineData(Second)]
    public async Task Order_WhenForAPackage_FallsOnItAlone(string package)
    {
        Server.Faults.Order(Fault.Gib(303) with { Package = package });
        await AssertCodesAsync([304, 303, 304], First, Second, "1122334455-202601-YB-000000");
    }

    [Fact]
    public async Task Order_WhenForAnOperation_LeavesTheOthers()
    {
        Server.Faults.Order(Fault.Http(503) with { Operation = GibOperation.ReceiveDocumentFile });
        await AssertCodesAsync([304], First);
        using GibClient client = TestClient.Create(Server.Address);
        DefterXException failure = await Assert.ThrowsAsync<DefterXException>(
            () => client.ReceiveDocumentFileAsync(First, CancellationToken.None));
        Assert.Equal(ErrorIds.GibUnreachable, failure.ErrorId);
    }

    [Fact]
    public async Task Order_WhenTwoFallOnARequest_FirstCountsAndSecondIsLeft()
    {
        Server.Faults.Order(Fault.Gib(303).Next(1), Fault.Gib(305).Next(1), Fault.Of(FaultKind.Mtom).Next(1));
        await AssertCodesAsync([303, 305, 304], First, First, First);
        Assert.Equal(
            [[FaultKind.Code, FaultKind.Mtom], [FaultKind.Code], []], Server.Requests.All.Select(request => request.Faults));
    }

    [Fact]
    public async Task Order_WhenRated_FallsOnTheSameRequestsInWhateverOrderPackagesCome()
    {
        string[] packages = [.. Enumerable.Range(1, 60).Select(month => $"1234567808-202601-YB-{month:000000}")];
        Fault fault = Fault.Gib(303) with { Rate = 0.2, Seed = 7 };
        Server.Faults.Order(fault);
        int[] codes = await CodesAsync(packages);
        Server.Faults.Clear();
        Server.Faults.Order(fault);
        Assert.Equal(codes.Reverse(), await CodesAsync([.. packages.Reverse()]));
        Assert.InRange(codes.Count(code => code == 303), 4, 24);
        Server.Faults.Clear();
        Assert.All(await CodesAsync(packages[..5]), code => Assert.Equal(304, code));
    }

    [Fact]
    public async Task OrderMix_WhenRated_GivesARequestAtMostOne()
    {
        Server.Faults.OrderMix(0.5, 3, Fault.Gib(303), Fault.Gib(305), Fault.Gib(110));
        int[] codes = await CodesAsync([.. Enumerable.Repeat(First, 60)]);
        Assert.Equal([303, 304, 305], codes.Distinct().Order());
        Assert.InRange(codes.Count(code => code != 304), 15, 45);
    }

    [Fact]
    public void Order_WhenCodeOrRateIsNone_Throws()
    {
        Assert.Throws<ArgumentException>(() => Server.Faults.Order(Fault.Gib(115)));
        Assert.Throws<ArgumentException>(() => Server.Faults.Order(Fault.Http(500) with { Rate = 20 }));
    }

    private async Task AssertCodesAsync(int[] expected, params string[] packages) =>
        Assert.Equal(expected, await CodesAsync(packages));

    /// <summary>The codes with which getBatchStatus is refused for each, one after the other.</summary>
    private async Task<int[]> CodesAsync(params string[] packages)
    {
        using GibClient client = TestClient.Create(Server.Address);
        List<int> codes = [];
        foreach (string package in packages)
        {
            codes.Add(GibFaults.CodeOf(await Assert.ThrowsAsync<DefterXException>(
                () => client.GetBatchStatusAsync(package, CancellationToken.None)))!.Value);
        }

        return [.. codes];
    }
}
