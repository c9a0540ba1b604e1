using System;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Xunit;

namespace DefterX.Cmdlets.Tests.Loading;

public sealed class ScriptHostTests
{
    private const int InterruptSignal = 2;

    [Fact]
    public async Task Run_WhenScriptExits_ReturnsItsCode()
    {
        ScriptHostRun run = await ScriptHostRun.TextAsync("exit 7");

        Assert.Equal(7, run.ExitCode);
    }

    [Fact]
    public async Task Run_WhenScriptThrows_ReturnsOneAndNamesTheError()
    {
        ScriptHostRun run = await ScriptHostRun.TextAsync("throw 'no books'");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ERROR: no books", run.Error, StringComparison.Ordinal);
        Assert.Contains("FullyQualifiedErrorId: no books", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhenErrorDoesNotTerminate_GoesOn()
    {
        ScriptHostRun run = await ScriptHostRun.TextAsync("Import-Module no-such-module; 'after'");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("after", run.Output.Trim());
        Assert.Contains("FullyQualifiedErrorId: Modules_ModuleNotFound", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhenObjectHasATableView_ShowsTheTable()
    {
        ScriptHostRun run = await ScriptHostRun.TextAsync("Get-Command Import-Module");

        Assert.Matches(@"(?m)^CommandType\s+Name\s+Version\s+Source\s*$", run.Output);
        Assert.Matches(@"(?m)^Cmdlet\s+Import-Module\s", run.Output);
    }

    [Fact]
    public async Task Run_WhenParametersAreGiven_BindsNamesSwitchesAndLists()
    {
        ScriptHostRun run = await ScriptHostRun.TextAsync(
            "param([string[]]$Path, [switch]$All, [switch]$None, [int]$Count) \"$($Path -join '|') $All $None $Count\"",
            "-Path", "a b", "c", "-All", "-None:$false", "-Count", "-3");

        Assert.Equal("a b|c True False -3", run.Output.Trim());
    }

    [Fact]
    public async Task Run_WhenScriptPromptsAndNoOneCanAnswer_FailsClearly()
    {
        ScriptHostRun run = await ScriptHostRun.TextAsync("$Host.UI.ReadLineAsSecureString(); exit 0");

        Assert.Contains("no one can answer", run.Error, StringComparison.Ordinal);
        Assert.Contains("FullyQualifiedErrorId: PSInvalidOperationException", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhenProgressIsRedirected_WritesEachChangeOnce()
    {
        ScriptHostRun run = await ScriptHostRun.TextAsync(
            """
            foreach ($status in 'one', 'one', 'two') {
                $Host.UI.WriteProgress(1, [System.Management.Automation.ProgressRecord]::new(1, 'Filing', $status))
            }
            $last = [System.Management.Automation.ProgressRecord]::new(1, 'Filing', 'done')
            $last.RecordType = 'Completed'
            $Host.UI.WriteProgress(1, $last)
            """);

        Assert.Equal($"Filing: one{Environment.NewLine}Filing: two{Environment.NewLine}", run.Error);
    }

    [Fact]
    public async Task Run_WhenInterrupted_StopsThePipelineAndReturns130()
    {
        string script = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".ps1");
        await System.IO.File.WriteAllTextAsync(script, "'started'; while ($true) { }");
        HearInterrupts(InterruptSignal, IntPtr.Zero);
        using Process process = Process.Start(ScriptHostRun.Describe([script]))!;
        try
        {
            Assert.Equal("started", await process.StandardOutput.ReadLineAsync());
            using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Equal(130, process.ExitCode);
        }
        finally
        {
            process.Kill();
            System.IO.File.Delete(script);
        }
    }

    // A test run that a shell started in the background ignores SIGINT, and what it starts would too.
    [DllImport("libc", EntryPoint = "signal")]
    private static extern IntPtr HearInterrupts(int signal, IntPtr handler);
}
