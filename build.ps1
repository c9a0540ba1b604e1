# Runs a task of tools/Build; './build.ps1 help' lists them.
$ErrorActionPreference = 'Stop'
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_SKIP_FIRST_TIME_EXPERIENCE = '1'
$env:DOTNET_GENERATE_ASPNET_CERTIFICATE = 'false'
# Nothing that a build starts outlives it.
$env:MSBUILDDISABLENODEREUSE = '1'
if (-not $HOME) {
    $env:DOTNET_CLI_HOME = [System.IO.Path]::Combine($PSScriptRoot, 'out', '.dotnet')
    [void][System.IO.Directory]::CreateDirectory($env:DOTNET_CLI_HOME)
}
& dotnet run --project ([System.IO.Path]::Combine($PSScriptRoot, 'tools', 'Build')) -c Release --no-launch-profile -- @args
exit $LASTEXITCODE
