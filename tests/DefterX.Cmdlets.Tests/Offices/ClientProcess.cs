using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Cmdlets.Tests.Filing;
using DefterX.Cmdlets.Tests.Loading;
using Xunit;

namespace DefterX.Cmdlets.Tests.Offices;

/// <summary>A PC of an office at a service: a process with a copy of its own, which can be killed and started again until its work is done.</summary>
internal sealed class ClientProcess : IAsyncDisposable
{
    private const string Prepare = """
        param($Module, $Service, $Key, $Number, $Exports)
        . ([System.IO.Path]::Combine($PSScriptRoot, 'common.ps1'))
        Repeat {
            foreach ($export in [System.IO.Directory]::GetFiles($Exports, '*.csv')) {
                $firm = [System.IO.Path]::GetFileNameWithoutExtension($export)
                $ledger = Get-DefterXLedger $firm
                if ($ledger.State -eq 'Missing') { $null = Import-DefterXJournal $export $firm }
                if ($ledger.State -in 'Missing', 'Imported', 'Valid') { $null = Publish-DefterXLedger $firm -Through Created 6>$null }
            }
        }
        """;

    private const string File = """
        param($Module, $Service, $Key, $Number, $Pfx, $Password)
        . ([System.IO.Path]::Combine($PSScriptRoot, 'common.ps1'))
        $pin = [System.Net.NetworkCredential]::new('', $Password).SecurePassword
        $null = Connect-DefterXDevice -PfxPath $Pfx -Pin $pin -NoGib
        Repeat {
            $null = Connect-DefterXDevice -PfxPath $Pfx -Pin $pin
            while ($open = @(Get-DefterXLedger).Where({ $_.State -ne 'Approved' })) {
                $ready = $open.Where({ $_.State -in 'Created', 'Signed', 'Sending', 'Sent' })
                if ($ready) { $null = $ready | Publish-DefterXLedger -Wait 6>$null } else { [System.Threading.Thread]::Sleep(300) }
            }
        }
        """;

    // An instance that is killed is gone for longer than a client waits: whoever sits there begins again.
    private const string Common = """
        $ProgressPreference = 'SilentlyContinue'
        $ErrorActionPreference = 'Stop'
        Import-Module $Module
        function Repeat([scriptblock] $work) {
            for ($try = 1; ; $try++) {
                try {
                    $null = Connect-DefterXSession $Key $Number 2026-09 -ServiceUri $Service
                    . $work
                    Disconnect-DefterXSession
                    return
                }
                catch {
                    $id = $_.FullyQualifiedErrorId.Split(',')[0]
                    if ($id -notin 'ServiceUnreachable', 'OperationTimeout', 'LedgerLocked', 'SessionExpired' -or $try -gt 200) { throw }
                    [Console]::Out.WriteLine("$id")
                    [System.Threading.Thread]::Sleep(500)
                }
            }
        }
        """;

    private readonly string _workspace;
    private readonly Func<ProcessStartInfo> _describe;
    private Process _process = null!;
    private Task<string> _errors = null!;
    private Task<string> _output = null!;

    private ClientProcess(string workspace, Func<ProcessStartInfo> describe)
    {
        _workspace = workspace;
        _describe = describe;
        Start();
    }

    public int Kills { get; private set; }

    public bool HasExited => _process.HasExited;

    /// <summary>Writes the scripts into a folder.</summary>
    public static void WriteScripts(string folder)
    {
        System.IO.File.WriteAllText(Path.Combine(folder, "common.ps1"), Common);
        System.IO.File.WriteAllText(Path.Combine(folder, "prepare.ps1"), Prepare);
        System.IO.File.WriteAllText(Path.Combine(folder, "file.ps1"), File);
    }

    /// <summary>A PC without a device: imports, validates and creates what is in a folder of exports.</summary>
    public static ClientProcess StartPreparing(ClientPlace place, string exports) =>
        new(place.Workspace, () => Describe(place, "prepare.ps1", ["-Exports", exports]));

    /// <summary>The PC with the device: signs and sends what is ready, until all is approved.</summary>
    public static ClientProcess StartFiling(ClientPlace place, string pfx) =>
        new(place.Workspace, () => Describe(place, "file.ps1", ["-Pfx", pfx, "-Password", FilingOffice.Password]));

    /// <summary>Waits until it has books in its copy, or is done.</summary>
    public async Task WorkingAsync()
    {
        while (!HasExited && !HasBooks()) await Task.Delay(50);
    }

    /// <summary>Kills it, unless it is done, and starts it again.</summary>
    public async Task KillAndStartAsync()
    {
        if (_process.HasExited) return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Kills++;
        Start();
    }

    /// <summary>Waits until its work is done.</summary>
    public async Task WaitAsync()
    {
        await _process.WaitForExitAsync();
        string text = $"{await _output}\n{await _errors}";
        Assert.True(_process.ExitCode == 0, text);
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private bool HasBooks() => Directory.Exists(_workspace)
        && Directory.EnumerateFiles(_workspace, "*.csv", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(_workspace, "*.xml", SearchOption.AllDirectories)).Any();

    private static ProcessStartInfo Describe(ClientPlace place, string script, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = ScriptHostRun.Describe(
        [
            Path.Combine(place.Scripts, script), "-Module", place.Module, "-Service", place.Service.ToString(), "-Key", place.Key,
            "-Number", place.CustomerNumber, .. arguments,
        ]);
        start.Environment["DEFTERX_WORKSPACE"] = place.Workspace;
        return start;
    }

    private void Start()
    {
        _process = Process.Start(_describe())!;
        _process.StandardInput.Close();
        _errors = _process.StandardError.ReadToEndAsync();
        _output = _process.StandardOutput.ReadToEndAsync();
    }
}

/// <summary>What a PC has.</summary>
/// <param name="Module">Path of the module.</param>
/// <param name="Scripts">The folder of the scripts.</param>
/// <param name="Service">The instance that it reaches.</param>
/// <param name="Key">Its login key.</param>
/// <param name="CustomerNumber">The office's.</param>
/// <param name="Workspace">The folder of its copies.</param>
internal sealed record ClientPlace(string Module, string Scripts, Uri Service, string Key, string CustomerNumber, string Workspace);
