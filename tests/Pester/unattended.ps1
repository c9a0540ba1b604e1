# For tests of what nobody answers: scripts in a pwsh of their own, with a time limit and a chosen standard input.

# The lines that a script writes; its exit code is the last of them. $Stdin: 'NonInteractive' (the switch of pwsh), 'Closed' (at its end)
# or 'Silent' (a pipe into which nobody writes).
function Invoke-Unattended([string] $Script, [string] $Stdin = 'NonInteractive', [hashtable] $Environment = @{}, [int] $Seconds = 180) {
    $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
    Set-Content $file "`$PSStyle.OutputRendering = 'PlainText'", "Import-Module '$ModulePath'", $Script
    $start = [Diagnostics.ProcessStartInfo]::new([Environment]::ProcessPath)
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    foreach ($argument in @('-NoProfile') + @(if ($Stdin -eq 'NonInteractive') { '-NonInteractive' }) + '-File', $file) {
        $start.ArgumentList.Add($argument)
    }
    foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
    $process = [Diagnostics.Process]::Start($start)
    try {
        if ($Stdin -eq 'Closed') { $process.StandardInput.Close() }
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        if (-not $process.WaitForExit($Seconds * 1000)) {
            $process.Kill($true)
            throw "It was still waiting after $Seconds seconds: $($output.Result)"
        }
        ($output.Result + $errors.Result).Split("`n").Trim() | Where-Object { $_ }
        "exit $($process.ExitCode)"
    }
    finally { $process.Dispose() }
}

# A script that ends with the id of its error, or with what it gives.
function Get-Outcome([string] $Script, [string] $Stdin = 'NonInteractive', [hashtable] $Environment = @{}) {
    Invoke-Unattended "try { $Script } catch { `$_.FullyQualifiedErrorId.Split(',')[0]; `"`$_`" }" $Stdin $Environment
}
