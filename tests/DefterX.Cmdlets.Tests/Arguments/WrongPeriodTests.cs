using System;
using Xunit;

namespace DefterX.Cmdlets.Tests.Arguments;

/// <summary>A month that is none ends the call where it was typed; from the pipeline it is the error of its record alone.</summary>
public sealed class WrongPeriodTests : IDisposable
{
    private readonly TestOffice _office = new();

    public WrongPeriodTests()
    {
        _office.Connect();
        _office.AddFirm();
    }

    [Theory]
    [InlineData("Get-DefterXLedger -Period 13/2026")]
    [InlineData("Test-DefterXLedger -Period 13/2026")]
    [InlineData("Test-DefterXLedger -Period 13/2026 -Path .")]
    [InlineData("New-DefterXLedger -Period 2026-09, 13/2026")]
    [InlineData("Publish-DefterXLedger -Period 13/2026")]
    [InlineData("Receive-DefterXBerat -Period 13/2026 -Path .")]
    [InlineData("Export-DefterXReport -Period 13/2026")]
    [InlineData("Set-DefterXSession 13/2026")]
    [InlineData("Import-DefterXJournal yok.csv 5123400670 -Period 13/2026")]
    [InlineData("Set-DefterXFirm 5123400670 -OpeningThrough 13/2026")]
    public void Typed_EndsTheCall(string script)
    {
        // What does not end the call cannot be caught.
        Engine.Result result = _office.Engine.Invoke($"try {{ {script} }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0] }}");
        Assert.Equal(ErrorIds.InvalidPeriod, result.Single<string>());
    }

    [Fact]
    public void FromThePipeline_LeavesTheOtherRecordsAlone()
    {
        Engine.Result result = _office.Engine.Invoke(
            "'13/2026', '2026-09' | ForEach-Object { [pscustomobject]@{ Identifier = '5123400670'; Period = $_ } } | Get-DefterXLedger");
        Assert.Null(result.Terminating);
        Assert.Equal(ErrorIds.InvalidPeriod, Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Single(result.Output);
    }

    public void Dispose() => _office.Dispose();
}
