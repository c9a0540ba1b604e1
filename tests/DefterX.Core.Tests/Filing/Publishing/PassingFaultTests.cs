using System.Linq;
using System.Threading.Tasks;
using DefterX.GibSimulator.Faults;
using Xunit;

namespace DefterX.Tests.Filing.Publishing;

/// <summary>Faults that are over after a request or two.</summary>
public sealed class PassingFaultTests
{
    private static readonly int[] s_codesThatPass = [110, 112, 113, 114, 203, 206, 303];
    private static readonly int[] s_otherCodes = [101, 102, 103, 104, 105, 106, 107, 108, 109, 111, 204, 205, 304, 305];

    /// <summary>What the same run gets over.</summary>
    public static TheoryData<string> OverInTheSameRun =>
    [
        .. s_codesThatPass.Select(code => $"Code {code}"),
        .. ((int[])[408, 429, 500, 503]).Select(status => $"Http {status}"),
        .. ((FaultKind[])
        [
            FaultKind.Slow, FaultKind.CutBeforeTaken, FaultKind.CutAfterTaken, FaultKind.CutInAnswer, FaultKind.Html, FaultKind.Duplicate,
            FaultKind.ReorderedStatus, FaultKind.Mtom, FaultKind.WrongDate,
        ]).Select(kind => kind.ToString()),
    ];

    /// <summary>What somebody has to look at before the next run.</summary>
    public static TheoryData<string> ForPeople =>
    [
        .. s_otherCodes.Select(code => $"Code {code}"),
        .. ((int[])[302, 401, 404, 413]).Select(status => $"Http {status}"),
        .. ((FaultKind[])
        [
            FaultKind.BeratNotCounterSigned, FaultKind.BeratCounterSignatureBroken, FaultKind.BeratOfAnother, FaultKind.BeratZipEmpty,
            FaultKind.BeratZipGarbage,
        ]).Select(kind => kind.ToString()),
    ];

    [Theory]
    [MemberData(nameof(OverInTheSameRun))]
    public async Task Publish_WhenAFaultPasses_EndsApprovedInTheSameRun(string fault)
    {
        await using FaultOffice office = await FaultOffice.StartAsync();
        office.Gib.Faults.Order(office.OfFirst(Faults.Of(fault).NextOfEach(2)), Faults.Of(fault).NextOfEach(1));
        office.Run();
        office.AssertApproved();
        Assert.Contains(office.Gib.Requests.All, request => request.Faults.Count > 0);
    }

    [Theory]
    [MemberData(nameof(ForPeople))]
    public async Task Publish_WhenAFaultIsMendedByPeople_EndsApprovedInTheNextRuns(string fault)
    {
        await using FaultOffice office = await FaultOffice.StartAsync();
        office.Gib.Faults.Order(Faults.Of(fault).NextOfEach(1));
        office.RunUntilApproved(most: 8);
        Assert.Contains(office.Gib.Requests.All, request => request.Faults.Count > 0);
    }
}
