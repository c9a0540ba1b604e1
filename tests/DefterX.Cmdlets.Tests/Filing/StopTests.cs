using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.GibSimulator;
using DefterX.Ledgers;
using Xunit;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>Ctrl+C: the pipeline ends within a second, and what it did is whole or not there.</summary>
[Collection(RunsAlone.Name)]
public sealed class StopTests
{
    private const int Many = 60_000;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task New_WhenStopped_LeavesNoTemporaryFileAndCanRunAgain()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.Import(entries: Many);
        office.Succeed($"Test-DefterXLedger {FilingOffice.Company}");
        Stop(office, $"New-DefterXLedger {FilingOffice.Company}", () => office.Leftovers().Any(f => f.EndsWith(".tmp", StringComparison.Ordinal)));
        Assert.Empty(office.Leftovers());
        Assert.Equal(LedgerState.Valid, Assert.Single(office.Ledgers($"Get-DefterXLedger {FilingOffice.Company}")).State);
        Assert.Equal(Many, Assert.Single(office.Ledgers($"New-DefterXLedger {FilingOffice.Company}")).Entries);
    }

    [Fact]
    public async Task Sign_WhenStopped_LeavesNoTemporaryFileAndGoesOn()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.ConnectDevices(FilingOffice.Company);
        office.Import(entries: Many);
        office.Succeed($"New-DefterXLedger {FilingOffice.Company}");
        Stop(office, $"Set-DefterXSignature {FilingOffice.Company}", () => office.Leftovers().Any(f => f.EndsWith(".tmp", StringComparison.Ordinal)));
        Assert.Empty(office.Leftovers());
        Assert.Equal(LedgerState.Signed, Assert.Single(office.Ledgers($"Set-DefterXSignature {FilingOffice.Company}")).State);
    }

    [Theory]
    [InlineData("Publish-DefterXLedger -Wait")]
    [InlineData("Send-DefterXLedger | Receive-DefterXBerat -Wait")]
    public async Task Wait_WhenStopped_EndsAtOnceAndLeavesTheMonthSent(string script)
    {
        await using FilingOffice office = await FilingOffice.StartAsync(options: new SimulatorOptions { ProcessingDelay = TimeSpan.FromHours(1) });
        office.ConnectDevices(FilingOffice.Company);
        office.Import();
        office.Succeed($"New-DefterXLedger {FilingOffice.Company} | Set-DefterXSignature");
        Stop(office, $"Get-DefterXFirm {FilingOffice.Company} | {script}", () => office.Requests >= 5);
        Assert.Empty(office.Leftovers());
        Assert.Equal(LedgerState.Sent, Assert.Single(office.Ledgers($"Get-DefterXLedger {FilingOffice.Company}")).State);
    }

    [Fact]
    public async Task GetSignature_WhenStopped_EndsAtOnce()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        string big = Path.Combine(office.Root, "big.xml");
        File.WriteAllText(big, "<a>" + string.Concat(Enumerable.Repeat("<b c=\"ç\">metin</b>", 2_000_000)) + "</a>");
        string seen = Path.Combine(office.Root, "seen");
        office.Set("Files", Enumerable.Repeat(big, 500).ToArray());
        const string Script = "Get-DefterXSignature $Files | ForEach-Object { [System.IO.File]::WriteAllText(\"$Root/seen\", '') }";
        Stop(office, Script, () => File.Exists(seen));
        File.Move(big, big + ".2"); // nobody holds it
    }

    /// <summary>Runs a script, stops it once a condition holds, and measures how long that took.</summary>
    private static void Stop(FilingOffice office, string script, Func<bool> isUnderWay)
    {
        using PowerShell shell = office.Engine.Create();
        IAsyncResult run = shell.AddScript(script).BeginInvoke();
        SpinWait.SpinUntil(() => run.IsCompleted || isUnderWay(), TimeSpan.FromMinutes(1));
        if (run.IsCompleted) Assert.Fail("It ended before it could be stopped. " + string.Join('\n', shell.Streams.Error));
        Stopwatch clock = Stopwatch.StartNew();
        shell.Stop();
        TimeSpan taken = clock.Elapsed;
        Assert.True(taken < s_limit, $"Stopping took {taken}.");
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }
}
