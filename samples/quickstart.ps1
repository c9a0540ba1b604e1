<#
A month in an accounting office, from the exports of the books to GİB's approved berats.

    ./samples/quickstart.ps1 -Office ./my-office -Exports ./exports -LoginKey dft-dem-ofi-s26 -Pin (Read-Host PIN -AsSecureString)

It works at any prompt: nothing here needs more than DefterX and PowerShell's own core.
#>
[CmdletBinding(DefaultParameterSetName = 'Office')]
param(
    # The office folder: who keeps the books, the firms, and all that is made of them.
    [Parameter(Mandatory, ParameterSetName = 'Office')] [string] $Office,

    # The address of the service that keeps the office, in place of a folder.
    [Parameter(Mandatory, ParameterSetName = 'Service')] [uri] $ServiceUri,

    # The exports of the accounting program, named <VKN or TCKN>[-<branch>]-<month>.csv.
    [Parameter(Mandatory)] [string] $Exports,

    # The key from the welcome mail.
    [Parameter(Mandatory)] [string] $LoginKey,

    # The PIN of the devices; asked for, masked, when it is left out. A plain text is for test devices alone.
    [object] $Pin,

    # PFX files in place of cards.
    [string[]] $PfxPath,

    [string] $CustomerNumber = '1234567',

    [string] $Period = '2026-09',

    # Where the pages to read and print go; beside the office folder, else into the current one.
    [string] $Pages = $(if ($Office) { [System.IO.Path]::Combine($Office, '..', 'pages') } else { 'pages' }),

    # The module, or the folder that holds it.
    [string] $Module = 'DefterX'
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$where = if ($ServiceUri) { @{ ServiceUri = $ServiceUri } } else { @{ Office = $Office } }
if ($Pin -is [string]) { $Pin = [System.Net.NetworkCredential]::new('', $Pin).SecurePassword }

# 1. Which smart devices are here? No PIN is needed to see them.
$devices = if ($PfxPath) { Get-DefterXDevice -PfxPath $PfxPath } else { Get-DefterXDevice }
$devices | Out-Default

# 2. Log in: the key from the welcome mail, the LUCA customer number, the working month. The office is a folder or a service; from here
#    on nothing differs.
Connect-DefterXSession -LoginKey $LoginKey -CustomerNumber $CustomerNumber -Period $Period @where | Out-Default

# 3. Connect the devices. Each logs in once, signs a test, and reaches GİB.
$devices | ForEach-Object { $_ | Connect-DefterXDevice -Pin $Pin } | Out-Default

# 4. Bring in the books: one export for each firm, or for each of its branches.
foreach ($export in [System.IO.Directory]::GetFiles($Exports, "*-$Period.csv")) {
    $name = [System.IO.Path]::GetFileNameWithoutExtension($export)
    $firm, $branch = $name.Substring(0, $name.Length - $Period.Length - 1) -split '-'
    Import-DefterXJournal -Firm $firm -Branch $branch -Path $export | Out-Default
}

# 5. Validate: a sound month has no finding.
Test-DefterXLedger | Out-Default

# 6. Create yevmiye, kebir and the report, then sign them and make their berats, firm by firm.
New-DefterXLedger | Set-DefterXSignature | Out-Default

# 7. Send what is signed, and wait for GİB's approved berats. The same command at night does all steps, for all firms.
$ledgers = @(Publish-DefterXLedger -Wait)
$ledgers | Out-Default

# 8. Everything verifies, GİB's counter-signatures included.
$ledgers | Get-DefterXSignature | Out-Default

# 9. Pages to read and print, for a browser.
$ledgers | Export-DefterXReport -Path $Pages -Force

Disconnect-DefterXSession
Disconnect-DefterXDevice

if ($ledgers.Where({ $_.State -ne 'Approved' })) { exit 1 }
