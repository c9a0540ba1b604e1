# What the pictures of terminals show: a scene's commands as if typed, in an office of their own that is prepared first.
param([string] $Scene, [string] $Culture, [string] $Folder)

[cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = $Culture
$root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
. ([IO.Path]::Combine($root, 'tests', 'Pester', 'common.ps1'))
. ([IO.Path]::Combine($root, 'tests', 'Pester', 'office.ps1'))
$key = 'dft-dem-ofi-s26'
$period = '2026-09'
$signer = '48312007522'
$pin = Get-TestPin
$ProgressPreference = 'SilentlyContinue'

# What is shown is typed here.
function Enter-Command([string] $Text) {
    "$($PSStyle.Foreground.BrightBlack)PS $(Split-Path -Leaf $PWD)>$($PSStyle.Reset) $($PSStyle.Foreground.BrightYellow)$Text$($PSStyle.Reset)" | Out-Default
    . ([scriptblock]::Create($Text)) | Out-Default
}

# Books with faults: an amount, and a document without its number.
function New-BrokenExport([IO.FileInfo] $Export) {
    $lines = [IO.File]::ReadAllLines($Export.FullName)
    $lines[1] = $lines[1] -replace '(?<=[,\t])(?=\d[\d.]*[.,]\d\d[,\t])', '9'
    $lines[5] = $lines[5] -replace 'Z00\d+', ''
    $target = Join-Path $Folder $Export.Name
    [IO.File]::WriteAllLines($target, $lines)
    $target
}

$null = Copy-Item ([IO.Path]::Combine($root, 'samples', 'office')) (Join-Path $Folder 'office') -Recurse
$null = Copy-Item ([IO.Path]::Combine($root, 'samples', 'office-exports')) (Join-Path $Folder 'exports') -Recurse
$exports = Get-ChildItem (Join-Path $Folder 'exports')
Set-Location (Join-Path $Folder 'office')
$gib = Start-Gib $Folder -Signer $signer
try {
    Set-GibUri . $gib.Address
    $null = Connect-DefterXSession $key 1234567 $period
    Get-DefterXFirm | Set-DefterXFirm -AuthorizedSigner $signer
    foreach ($export in $exports) {
        $firm, $branch = $export.BaseName.Substring(0, $export.BaseName.Length - 8) -split '-'
        $null = Import-DefterXJournal $export $firm -Branch "$branch"
    }
    $pfx = New-TestCertificate $Folder $signer
    switch ($Scene) {
        'publish' {
            $null = Connect-DefterXDevice -PfxPath $pfx -Pin $pin
            Get-DefterXSession | Disconnect-DefterXSession
            Enter-Command 'Connect-DefterXSession $key 1234567 2026-09'
            Enter-Command 'Publish-DefterXLedger -Wait'
            Enter-Command 'Get-DefterXLedger | Get-DefterXSignature | Group-Object Status -NoElement'
        }
        'session' {
            $null = Test-DefterXLedger 48312007522
            Get-DefterXSession | Disconnect-DefterXSession
            Enter-Command 'Connect-DefterXSession $key 1234567 2026-09'
            Enter-Command 'Get-DefterXFirm'
            Enter-Command 'Get-DefterXLedger'
        }
        'findings' {
            $null = Import-DefterXJournal (New-BrokenExport $exports[0]) 48312007522 -Force
            Enter-Command 'Test-DefterXLedger'
            Enter-Command 'Get-DefterXLedger'
        }
        'signatures' {
            $null = Connect-DefterXDevice -PfxPath $pfx -Pin $pin
            $null = Publish-DefterXLedger 48312007522 -Wait 6>$null
            $journal = (Get-DefterXLedger 48312007522).Files | Where-Object { $_ -like '*-Y-*' }
            $changed = Join-Path $Folder '48312007522-202609-Y-000000.xml'
            (Get-Content $journal -Raw) -creplace '<gl-cor:amount([^>]*)>1', '<gl-cor:amount$1>2' | Set-Content $changed -NoNewline
            Enter-Command 'Get-DefterXLedger 48312007522 | Get-DefterXSignature'
            Enter-Command 'Get-DefterXSignature ../48312007522-202609-Y-000000.xml'
        }
        'pages' {
            $null = Connect-DefterXDevice -PfxPath $pfx -Pin $pin
            $null = Publish-DefterXLedger 48312007522 -Wait 6>$null
            $null = Publish-DefterXLedger 7341200986 -Through Signed 6>$null
            $null = Publish-DefterXLedger 5123400670 -Branch 0001 -Through Created 6>$null
            $null = Import-DefterXJournal (New-BrokenExport $exports[2]) 5123400670 -Branch 0002 -Force
            $null = Test-DefterXLedger 5123400670
            Export-DefterXReport -Path (Join-Path $Folder 'overview.html') -Period 2026-09, 2026-10
            Get-DefterXLedger 48312007522 | Export-DefterXReport -Path $Folder
        }
        'devices' {
            $null = New-TestCertificate $Folder 7341200986
            Enter-Command "Get-DefterXDevice -PfxPath ../$signer.pfx, ../7341200986.pfx"
            Enter-Command "Connect-DefterXDevice -PfxPath ../$signer.pfx -Pin `$pin"
            Enter-Command 'Test-DefterXDevice'
        }
    }
}
finally {
    Get-DefterXSession | Disconnect-DefterXSession
    Disconnect-DefterXDevice
    Stop-Gib $gib
}
