#Requires -RunAsAdministrator
<#
.SYNOPSIS
Installs DefterX's office service as a Windows service, or removes it with -Remove.
.DESCRIPTION
The service runs under its own virtual account, NT SERVICE\DefterX, which alone (with administrators and the system) gets at the
data folder. It is restarted when it fails. See docs/office-service.md.
.EXAMPLE
.\install.ps1 -Program 'C:\Program Files\DefterX\defterx-service.exe' -DataFolder D:\DefterX
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [string] $Program = (Join-Path (Split-Path $PSScriptRoot) 'defterx-service.exe'),
    [string] $DataFolder = (Join-Path $env:ProgramData 'DefterX'),
    [string] $Config = (Join-Path $DataFolder 'appsettings.json'),
    [switch] $Remove
)

$ErrorActionPreference = 'Stop'

function Invoke-Native([string] $Program, [string[]] $Arguments) {
    & $Program $Arguments | Write-Verbose
    if ($LASTEXITCODE -ne 0) { throw "$Program failed with exit code $LASTEXITCODE." }
}

if ($Remove) {
    if ($PSCmdlet.ShouldProcess('DefterX', 'Remove the service')) {
        Stop-Service -Name DefterX -ErrorAction SilentlyContinue
        Invoke-Native sc.exe 'delete', 'DefterX'
    }

    return
}

if (-not (Test-Path -LiteralPath $Program -PathType Leaf)) { throw "There is no program $Program." }
if (-not (Test-Path -LiteralPath $Config -PathType Leaf)) { throw "There is no $Config. Write it by the example of appsettings.sample.json." }
if (-not $PSCmdlet.ShouldProcess('DefterX', "Install the service $Program")) { return }

if (-not (Test-Path -LiteralPath $DataFolder)) { $null = New-Item -ItemType Directory -Path $DataFolder }
$command = '"{0}" serve --config "{1}"' -f $Program, $Config
$null = New-Service -Name DefterX -DisplayName 'DefterX office service' -StartupType Automatic -BinaryPathName $command
Invoke-Native sc.exe 'config', 'DefterX', 'obj=', 'NT SERVICE\DefterX'
Invoke-Native sc.exe 'sidtype', 'DefterX', 'unrestricted'
Invoke-Native sc.exe 'failure', 'DefterX', 'reset=', '86400', 'actions=', 'restart/2000/restart/10000/restart/60000'
# S-1-5-18 is the system, S-1-5-32-544 the administrators, under whatever name this Windows gives them.
Invoke-Native icacls.exe @(
    $DataFolder, '/inheritance:r', '/grant:r', '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F', 'NT SERVICE\DefterX:(OI)(CI)M')
New-ItemProperty -Path 'HKLM:\SYSTEM\CurrentControlSet\Services\DefterX' -Name Environment -PropertyType MultiString -Force `
    -Value @("DEFTERX_SERVICE__DATAFOLDER=$DataFolder") | Out-Null
Start-Service -Name DefterX
Get-Service -Name DefterX
