# The simulated GİB, as a process of its own.

# The signer may sign and send for all taxpayers.
function Start-Gib([string] $Folder, [int] $Delay = 0, [string] $Signer = '') {
    $program = [IO.Path]::Combine($Root, 'tests', 'DefterX.GibSimulator', 'bin', 'Release', 'net10.0', 'DefterX.GibSimulator.dll')
    $portFile = Join-Path $Folder 'gib.address'
    $process = Start-Process dotnet -PassThru -RedirectStandardOutput (Join-Path $Folder 'gib.log') -ArgumentList @(
        $program, '--port', '0', '--processing-delay-ms', $Delay, '--port-file', $portFile
        if ($Signer) { '--authorised-signer', $Signer, '--software-firm', $Signer })
    while (-not (Test-Path $portFile)) {
        if ($process.HasExited) { throw 'The simulator of GİB did not start.' }
        Start-Sleep -Milliseconds 50
    }
    [pscustomobject]@{ Process = $process; Address = (Get-Content $portFile).Trim() }
}

function Stop-Gib($Gib) {
    if ($Gib -and -not $Gib.Process.HasExited) { $Gib.Process.Kill(); $Gib.Process.WaitForExit() }
}

function Set-GibUri([string] $Office, [string] $Address) {
    $file = Join-Path $Office 'office.json'
    $settings = Get-Content $file -Raw | ConvertFrom-Json -AsHashtable
    $settings.gibUri = $Address
    $settings | ConvertTo-Json -Depth 9 | Set-Content $file
}
