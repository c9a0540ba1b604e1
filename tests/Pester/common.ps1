# What every Pester file starts with: the module as it was built, and ways to look at a command.
$script:Root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
$script:ModulePath = [System.IO.Path]::Combine($Root, 'out', 'DefterX')
if (-not (Test-Path $ModulePath)) {
    throw "There is no module in $ModulePath; run './build.sh build' first."
}

Import-Module $ModulePath -ErrorAction Stop

# What one file prepares for the others of the same run is kept here, and goes with the process.
$script:RunFolder = Join-Path ([IO.Path]::GetTempPath()) "defterx-pester-$PID"
if (-not (Test-Path $RunFolder)) {
    $null = New-Item $RunFolder -ItemType Directory
    # The event of the exit knows nothing of the variables here.
    Register-EngineEvent PowerShell.Exiting -SupportEvent -Action ([scriptblock]::Create("[IO.Directory]::Delete('$RunFolder', `$true)"))
}

function New-TestFolder { (New-Item (Join-Path ([IO.Path]::GetTempPath()) "defterx-$([guid]::NewGuid())") -ItemType Directory).FullName }

# Runs a script in a pwsh of its own that nobody answers; the lines of its output.
function Invoke-Pwsh([string] $Script) {
    & ([Environment]::ProcessPath) -NoProfile -NonInteractive -Command "`$PSStyle.OutputRendering = 'PlainText'; Import-Module '$ModulePath'; $Script" 2>&1 |
        ForEach-Object { "$_" }
}

# The dictionary that a script in a pwsh of its own gives, so that one process answers for many tests.
function Get-Fact([string] $Script) {
    $lines = @(Invoke-Pwsh "`$facts = . { $Script }; ConvertTo-Json `$facts -Depth 5 -Compress")
    try { $lines[-1] | ConvertFrom-Json -AsHashtable -ErrorAction Stop }
    catch { throw "No facts came: $($lines -join "`n")" }
}

# Runs a script here under a culture, of formats and of texts.
function Use-Culture([string] $Culture, [scriptblock] $Script) {
    $before = [cultureinfo]::CurrentCulture, [cultureinfo]::CurrentUICulture
    [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = $Culture
    try { & $Script }
    finally { [cultureinfo]::CurrentCulture, [cultureinfo]::CurrentUICulture = $before }
}

# What -WhatIf says: only the host hears it, and so the transcript.
function Get-WhatIf([scriptblock] $Script) {
    $file = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
    $null = Start-Transcript $file -UseMinimalHeader
    try { $null = & $Script }
    finally { $null = Stop-Transcript }
    Get-Content $file | Where-Object { $_ -like 'What if: *' } | ForEach-Object { $_.Substring(9) }
}

# The error ids that a script leaves when its errors are to be silent, one for each error.
function Get-ErrorId([scriptblock] $Script) {
    $PSDefaultParameterValues = @{ '*-DefterX*:ErrorAction' = 'SilentlyContinue'; '*-DefterX*:ErrorVariable' = '+failed' }
    $failed = [Collections.ArrayList]::new()
    try { $null = & $Script }
    catch { $thrown = $_ }
    @($failed | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }) + @($thrown) | Where-Object { $_ } |
        ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] } | Select-Object -Unique
}

# A script in a runspace of its own, with the module; it is given the arguments.
function Invoke-Job([scriptblock] $Script, [object[]] $Arguments) {
    Start-ThreadJob -InitializationScript ([scriptblock]::Create("Import-Module '$ModulePath'")) $Script -ArgumentList $Arguments |
        Receive-Job -Wait -AutoRemoveJob
}

# Stops a script in a runspace of its own as Ctrl+C does, once a condition holds; the milliseconds that this took, and the end's state.
function Stop-Script([string] $Script, [object] $Argument, [scriptblock] $UnderWay) {
    $shell = [powershell]::Create()
    try {
        $null = $shell.AddScript("param(`$Session) Import-Module '$ModulePath'; $Script").AddArgument($Argument)
        $run = $shell.BeginInvoke()
        $patience = [Diagnostics.Stopwatch]::StartNew()
        while (-not (& $UnderWay)) {
            if ($run.IsCompleted -or $patience.Elapsed.TotalSeconds -gt 60) { throw "It could not be stopped: $($shell.Streams.Error)" }
            Start-Sleep -Milliseconds 2
        }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        [pscustomobject]@{ Milliseconds = $clock.ElapsedMilliseconds; State = "$($shell.InvocationStateInfo.State)" }
    }
    finally { $shell.Dispose() }
}
