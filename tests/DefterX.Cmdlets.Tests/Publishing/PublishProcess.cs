using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using DefterX.Cmdlets.Tests.Filing;
using DefterX.Cmdlets.Tests.Loading;
using Xunit;

namespace DefterX.Cmdlets.Tests.Publishing;

/// <summary>A process of its own in which <c>Publish-DefterXLedger</c> works on all firms of an office.</summary>
internal sealed class PublishProcess : IAsyncDisposable
{
    private const string Begun = "begun";
    private const int Killed = 128 + 9; // SIGKILL

    private const string Script = """
        param($Module, $Office, $Pfx, $Password, $Key, $Number, $Throttle)
        $ErrorActionPreference = 'Stop'
        $ProgressPreference = 'SilentlyContinue'
        Import-Module $Module
        $null = Connect-DefterXSession $Key $Number 2026-09 -Office $Office
        $pin = [System.Net.NetworkCredential]::new('', $Password).SecurePassword
        $null = Connect-DefterXDevice -PfxPath $Pfx -Pin $pin
        $firms = Get-DefterXFirm
        [Console]::Out.WriteLine('begun')
        $firms | Publish-DefterXLedger -Wait -ThrottleLimit $Throttle -ErrorAction Continue 6>$null |
            ForEach-Object { [Console]::Out.WriteLine($_.State) }
        """;

    private readonly Process _process;
    private readonly Task<string> _errors;

    private PublishProcess(Process process)
    {
        _process = process;
        process.StandardInput.Close();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The states of the ledgers that were emitted, once it has ended.</summary>
    public List<string> Emitted { get; } = [];

    /// <summary>Writes the script into a folder, and gives its path.</summary>
    public static string WriteScript(string folder)
    {
        string path = Path.Combine(folder, "publish.ps1");
        File.WriteAllText(path, Script);
        return path;
    }

    public static PublishProcess Start(string script, ModuleFolder module, BulkOffice office, string path, int throttle) =>
        new(Process.Start(ScriptHostRun.Describe(
        [
            script, "-Module", module.Path, "-Office", path, "-Pfx", office.Pfx, "-Password", FilingOffice.Password, "-Key", TestOffice.Key,
            "-Number", TestOffice.CustomerNumber, "-Throttle", throttle.ToString(CultureInfo.InvariantCulture),
        ]))!);

    /// <summary>Waits until publishing begins.</summary>
    public async Task WaitForBeginAsync()
    {
        string? line = await _process.StandardOutput.ReadLineAsync();
        if (line != Begun) Assert.Fail($"{line}\n{await _errors}");
    }

    /// <summary>Kills it after a time, in which it may end.</summary>
    /// <returns>Whether it was killed.</returns>
    public async Task<bool> KillAfterAsync(TimeSpan time)
    {
        if (!_process.WaitForExit(time)) _process.Kill();
        await _process.WaitForExitAsync();
        if (_process.ExitCode == Killed) return true;
        await WaitAsync();
        return false;
    }

    /// <summary>Waits until it has ended, in which nothing may fail.</summary>
    public async Task WaitAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is string state) Emitted.Add(state);
        await _process.WaitForExitAsync();
        string errors = await _errors;
        Assert.True(errors.Length == 0, errors);
        Assert.Equal(0, _process.ExitCode);
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }
}
