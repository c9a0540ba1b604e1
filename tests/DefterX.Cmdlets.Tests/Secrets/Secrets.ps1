# Logs in and out with secrets that come octet by octet, and stops for another process to look through this one's memory.
# The secrets come through $Secrets (a named pipe), a line each: login key, PIN, another PIN, and last one that is kept as a string.
param([string]$Module, [string]$Office, [string]$Library, [string]$Pfx, [string]$Secrets, [string]$Transcript)

$pipe = [System.IO.FileStream]::new($Secrets, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, [System.IO.FileShare]::ReadWrite, 1)
function Read-Secret {
    $octet = [byte[]]::new(1)
    $secret = [securestring]::new()
    while ($pipe.Read($octet, 0, 1) -eq 1 -and $octet[0] -ne 10) { $secret.AppendChar([char]$octet[0]) }
    $secret
}

function Wait-ForScan([string] $Stage) {
    foreach ($i in 1..3) { [gc]::Collect(); [gc]::WaitForPendingFinalizers() }
    [Console]::Out.WriteLine($Stage)
    [void]$pipe.ReadByte()
}

Import-Module $Module -ErrorAction Stop
if ($Transcript) { Start-Transcript $Transcript | ForEach-Object { } }
$VerbosePreference = $DebugPreference = 'Continue'
$key = Read-Secret
$pin = Read-Secret
$wrong = Read-Secret

$null = Connect-DefterXSession -LoginKey $key -CustomerNumber 7654321 -Period 2026-09 -Office $Office 4>&1 5>&1
Connect-DefterXSession -LoginKey $wrong -CustomerNumber 7654321 -Period 2026-09 -Office $Office -ErrorAction SilentlyContinue 4>&1 5>&1 | ForEach-Object { }
$device = Get-DefterXDevice -Library $Library 4>&1 5>&1 | Where-Object { $_.PSTypeNames -contains 'DefterX.Devices.Device' } | Where-Object Library -EQ $Library
Connect-DefterXDevice $device -Pin $wrong -NoGib -ErrorAction SilentlyContinue 3>&1 4>&1 5>&1 | ForEach-Object { }
$messages = Connect-DefterXDevice $device -Pin $pin -KeepPin -NoGib 3>&1 4>&1 5>&1 | ForEach-Object { "$_" }
$messages += Connect-DefterXDevice -PfxPath $Pfx -Pin $pin -NoGib 3>&1 4>&1 5>&1 | ForEach-Object { "$_" }
[Console]::Out.WriteLine("connected $(@((Get-DefterXSession)[-1].Devices).Count)")
$key.Dispose(); $pin.Dispose(); $wrong.Dispose()
Wait-ForScan 'kept'

Disconnect-DefterXDevice 4>&1 5>&1 | ForEach-Object { }
Disconnect-DefterXSession 4>&1 5>&1 | ForEach-Object { }
Wait-ForScan 'disconnected'

foreach ($record in $Error) { [Console]::Out.WriteLine("error $record $($record.Exception) $($record.TargetObject) $($record.InvocationInfo.Line)".Replace("`n", ' ')) }
[Console]::Out.WriteLine("messages $messages".Replace("`n", ' '))
$planted = [System.Net.NetworkCredential]::new('', (Read-Secret)).Password
Wait-ForScan 'planted'
[Console]::Out.WriteLine($planted.Length)
