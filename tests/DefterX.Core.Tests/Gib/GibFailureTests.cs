using System;
using System.Net;
using DefterX.Gib;
using Xunit;

namespace DefterX.Tests.Gib;

public sealed class GibFailureTests
{
    [Theory]
    [InlineData(GibFailureKind.Service, 110, 112, 113, 203, 206, 303)]
    [InlineData(GibFailureKind.Taxpayer, 114)]
    [InlineData(GibFailureKind.Authorization, 101, 102, 109, 205, 305)]
    [InlineData(GibFailureKind.Package, 103, 104, 105, 106, 107, 108, 111, 204, 304, 399)]
    internal void OfCode_GivesTheKind(GibFailureKind kind, params int[] codes) =>
        Assert.All(codes, code => Assert.Equal(kind, GibFailure.OfCode(code)));

    [Theory]
    [InlineData(GibFailureKind.Network, 408, 425, 429, 500, 502, 503, 504, 599)]
    [InlineData(GibFailureKind.Authorization, 401, 403, 407)]
    [InlineData(GibFailureKind.Package, 302, 400, 404, 413, 415)]
    internal void OfStatus_GivesTheKind(GibFailureKind kind, params int[] statuses) =>
        Assert.All(statuses, status => Assert.Equal(kind, GibFailure.OfStatus((HttpStatusCode)status)));

    [Theory]
    [InlineData(ErrorIds.GibUnreachable, GibFailureKind.Network)]
    [InlineData(ErrorIds.OperationTimeout, GibFailureKind.Network)]
    [InlineData(ErrorIds.GibRejected, GibFailureKind.Package)]
    [InlineData(ErrorIds.GibNotAuthorized, GibFailureKind.Authorization)]
    [InlineData(ErrorIds.DeviceRequired, null)]
    internal void KindOf_WhenNotMarked_IsThatOfTheErrorId(string errorId, GibFailureKind? kind)
    {
        DefterXException failure = new(errorId, "x");
        Assert.Equal(kind, GibFailure.KindOf(failure));
        Assert.Equal(kind == GibFailureKind.Network, GibFailure.IsTransient(failure));
        Assert.Null(GibFailure.RetryAfterOf(failure));
    }

    [Fact]
    public void Mark_OutweighsTheErrorId()
    {
        DefterXException failure = new(ErrorIds.GibRejected, "x");
        GibFailure.Mark(failure, GibFailureKind.Service, TimeSpan.FromSeconds(3));
        Assert.Equal(GibFailureKind.Service, GibFailure.KindOf(failure));
        Assert.True(GibFailure.IsTransient(failure));
        Assert.Equal(TimeSpan.FromSeconds(3), GibFailure.RetryAfterOf(failure));
    }
}
