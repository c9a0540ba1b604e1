<#
The month of all firms, at night and alone: whatever is ready is validated, created, signed, sent and fetched, and a report is written.

    pwsh -NoProfile -NonInteractive -File nightly.ps1 -Office D:\e-Defter -CustomerNumber 1234567 `
        -LoginKeySecret defterx-key -PinSecret defterx-pin -ReportPath D:\e-Defter\reports

The office is a folder, or a service: -ServiceUri https://defterx.buro.example:5341 in place of -Office. Secrets come from a vault of
Microsoft.PowerShell.SecretManagement; nothing is ever asked. Without -PinSecret no device is connected: ledgers are validated and
created, and another PC signs and sends them. Running it again goes on where it stopped.

Exit codes
    0  every ledger is as far as it should be: Approved; Signed where there is no way to send; Created without a device
    1  some firms failed or stay behind; the others are done, and the report says what to do
    2  could not start or go on: module, office, login, role, vault, device
    3  GİB, or the service that keeps the office, could not be reached; what needs neither is done, and the next run goes on
    4  nothing failed, but GİB has not finished with all; the next run goes on
    5  the ledgers are done, but the report could not be written

It runs in Windows PowerShell 5.1 and PowerShell 7, and needs no cmdlet beyond DefterX and PowerShell's core, but for -TranscriptPath.
#>
[CmdletBinding(DefaultParameterSetName = 'Office')]
param(
    # The office folder; else $env:DEFTERX_OFFICE, or the current folder.
    [Parameter(ParameterSetName = 'Office')] [string] $Office,

    # The address of the service that keeps the office, in place of a folder. With a device the login key is a signer's, without one a
    # preparer's is enough.
    [Parameter(Mandatory, ParameterSetName = 'Service')] [uri] $ServiceUri,

    # The office's customer number; not needed where the login key's secret is a credential with the number as its user name.
    [string] $CustomerNumber,

    # The months, such as '2026-09'; several are separated by commas. The month before this one when left out.
    [string[]] $Period,

    # The name of the secret that is the login key.
    [string] $LoginKeySecret,

    # The name of the secret that is the device's PIN, or the PFX file's password. For several devices one for each, in their order.
    [string[]] $PinSecret,

    # The vault that has them; by default the one where they are found.
    [string] $Vault,

    # Which devices, where there are several: their certificates' thumbprints, their names, or PFX files.
    [string[]] $Thumbprint,
    [string[]] $DeviceName,
    [string[]] $PfxPath,

    # The folder of the reports. When left out, 'reports' in the office folder; for an office at a service 'DefterX/reports' in the
    # account's local application data: %LOCALAPPDATA% on Windows, ~/.local/share on Linux.
    [string] $ReportPath,

    # How long to wait for GİB's answers, in seconds.
    [int] $TimeoutSeconds = 1800,

    # Where a transcript goes; none when left out.
    [string] $TranscriptPath,

    # The module, or the folder that holds it.
    [string] $Module = 'DefterX'
)

$ErrorActionPreference = 'Stop'
$ConfirmPreference = 'None'
$ProgressPreference = 'SilentlyContinue'
$session = $null
$code = 2

# What an error is called in scripts, such as GibUnreachable.
function Get-ErrorId($ErrorRecord) { $ErrorRecord.FullyQualifiedErrorId.Split(',')[0] }

# Lists with commas: powershell -File passes 'a,b' as one text.
function Split-List([string[]] $Text) { $Text | Where-Object { $_ } | ForEach-Object { $_.Split(',') } | ForEach-Object { $_.Trim() } }

try {
    if ($TranscriptPath) { $null = Start-Transcript -Path $TranscriptPath -Append }

    # 1. The office and the login.
    Import-Module $Module
    if ($Office) { $env:DEFTERX_OFFICE = $Office }
    if (-not $LoginKeySecret) { throw 'Name the secret that is the login key: -LoginKeySecret.' }
    if (-not $Period) { $Period = [datetime]::Today.AddMonths(-1).ToString('yyyy-MM', [cultureinfo]::InvariantCulture) }
    $Period = @(Split-List $Period)
    $vaultOf = @{}
    if ($Vault) { $vaultOf.Vault = $Vault }
    $login = @{ SecretName = $LoginKeySecret; Period = $Period[-1] }
    if ($ServiceUri) { $login.ServiceUri = $ServiceUri }
    if ($CustomerNumber) { $login.CustomerNumber = $CustomerNumber }
    $session = Connect-DefterXSession @login @vaultOf
    "Office $($session.Office), months $($Period -join ', '), $($session.FirmCount) firms, $($session.GibEnvironment) environment"

    # 2. The devices, where some are meant; each with its own PIN, which is tried once.
    $isUnreachable = $false
    $pins = @(Split-List $PinSecret)
    $devices = @(
        Split-List $PfxPath | ForEach-Object { @{ PfxPath = $_ } }
        Split-List $Thumbprint | ForEach-Object { @{ Thumbprint = $_ } }
        Split-List $DeviceName | ForEach-Object { @{ Name = $_ } }
    )
    if ($pins -and -not $devices) { $devices = @(@{}) }
    if ($pins.Count -ne $devices.Count) { throw "There are $($devices.Count) devices and $($pins.Count) -PinSecret; each device needs its own." }
    for ($i = 0; $i -lt $devices.Count; $i++) {
        $device = $devices[$i]
        $connected = Connect-DefterXDevice @device -SecretName $pins[$i] @vaultOf -WarningVariable warnings -WarningAction SilentlyContinue
        "Device $($connected.Name) of $($connected.Owner)"
        $warnings | ForEach-Object { "Warning: $_" }
        if ("$warnings" -clike '*GibUnreachable*') { $isUnreachable = $true }
    }
    if (-not $devices) { 'No device (-PinSecret): ledgers are validated and created; the PC with the device signs and sends them.' }
    $capabilities = "$($session.Capabilities)"
    if ($devices -and $capabilities -cnotlike '*Sign*') { throw 'RoleRequired: the login key is a preparer''s; with a device it must be a signer''s.' }
    $goal = if ($capabilities -clike '*Send*') { 'Approved' } elseif ($capabilities -clike '*Sign*') { 'Signed' } else { 'Created' }

    # 3. All firms, from wherever each stands.
    $firms = @(Get-DefterXFirm -ErrorAction SilentlyContinue -ErrorVariable failures)
    $ledgers = @()
    if ($firms) {
        $ledgers = @($firms | Publish-DefterXLedger -Period $Period -Wait -TimeoutSeconds $TimeoutSeconds `
            -ErrorAction SilentlyContinue -ErrorVariable +failures)
    }

    # 4. What came of it.
    $order = 'Created', 'Signed', 'Sending', 'Sent', 'Approved'
    $failures = @($failures | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
    $lines = @($failures | ForEach-Object { "Failed: $(Get-ErrorId $_): $_" } | Where-Object { $_ })
    $isUnreachable = $isUnreachable -or @($failures | Where-Object { (Get-ErrorId $_) -in 'GibUnreachable', 'ServiceUnreachable' }).Count -gt 0
    $isLoggedOut = @($failures | Where-Object { (Get-ErrorId $_) -eq 'SessionExpired' }).Count -gt 0
    $behind = @($ledgers | Where-Object { [array]::IndexOf($order, "$($_.State)") -lt [array]::IndexOf($order, $goal) })
    $waiting = @($behind | Where-Object { "$($_.State)" -in 'Sending', 'Sent' })
    "Goal $goal, $($ledgers.Count) ledgers, $($failures.Count) failures"
    foreach ($state in @('Missing', 'Imported', 'Invalid', 'Rejected', 'Valid') + $order) {
        $count = @($ledgers | Where-Object { "$($_.State)" -eq $state }).Count
        if ($count -gt 0) { "  $($state): $count" }
    }
    $lines
    $code = if ($isLoggedOut) { 2 }
        elseif ($isUnreachable) { 3 }
        elseif ($failures.Count -gt 0 -or $behind.Count -gt $waiting.Count) { 1 }
        elseif ($waiting.Count -gt 0) { 4 }
        else { 0 }

    # 5. The report: a page to read and mail, and the same for programs.
    try {
        if (-not $ReportPath -and $ServiceUri) {
            $ReportPath = [System.IO.Path]::Combine([System.Environment]::GetFolderPath('LocalApplicationData', 'Create'), 'DefterX', 'reports')
        }
        elseif (-not $ReportPath) { $ReportPath = [System.IO.Path]::Combine($session.Office, 'reports') }
        foreach ($format in 'Html', 'Json') {
            $report = Export-DefterXReport -Path "$ReportPath/" -Format $format -Force -PassThru
            "Report $($report.FullName)"
        }
    }
    catch {
        "The report was not written: $_"
        if ($code -eq 0) { $code = 5 }
    }
}
catch {
    "Could not go on: $(Get-ErrorId $_): $_"
    $code = if ((Get-ErrorId $_) -eq 'ServiceUnreachable') { 3 } else { 2 }
}
finally {
    if ($session) {
        Disconnect-DefterXSession
        Disconnect-DefterXDevice
    }
    if ($TranscriptPath) { try { $null = Stop-Transcript } catch { 'No transcript was written.' } }
}

"Exit code $code"
exit $code
