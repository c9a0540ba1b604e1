# Offices for tests: three firms with a small month each, as exports, created or signed. Each is prepared once a run and copied.
. "$PSScriptRoot/devices.ps1"
. "$PSScriptRoot/gib.ps1"
$script:Firms = '5123400670', '7341200986', '6234500112'
$script:NoGib = 'http://127.0.0.1:9/'

# What a firm must have beside its number and title.
$script:FirmFields = @{
    BuildingNumber = '1'; Street = 'Sokak'; City = 'Ankara'; ZipCode = '06100'; Phone = '3125550101'
    Email = 'a@ornek.example'; NaceCode = '47.11.01'; AccountantName = 'SMMM Ayşe Örnek'; AccountantEngagement = '-'
}

# An export of our own columns: entries of two lines.
function New-Export([string] $Path, [int] $Entries = 3, [string] $Month = '2026-09') {
    $lines = foreach ($i in 1..$Entries) { "$i;$Month-01;100.01.001;Kasa;10.00;;Işık;Fiş $i"; "$i;$Month-01;102.01.001;Banka;;10.00;Işık;Fiş $i" }
    Set-Content $Path (@('EntryNumber;Date;AccountCode;AccountName;Debit;Credit;Description;EntryDescription') + $lines)
    $Path
}

# An office without firms; gives its login key.
function New-EmptyOffice([string] $Path, [string] $Gib = $NoGib) {
    $null = New-DefterXOffice $Path 123456 'Deneme Ofis' -SourceIdentifier 7341200986 -SourceTitle 'DENEME A.Ş.' -GibUri $Gib
    (New-DefterXLoginKey Test -Office $Path).Key
}

# The office's session is current afterwards.
function New-FilingOffice([string] $Path, [string] $Gib, [int] $Entries = 3) {
    $key = New-EmptyOffice $Path $Gib
    $null = Connect-DefterXSession $key 123456 '2026-09' -Office $Path
    $export = New-Export "$Path.csv" $Entries
    foreach ($id in $Firms) {
        $null = New-DefterXFirm $id -Title "Işık İnşaat $id" @FirmFields
        $null = Import-DefterXJournal $export $id
    }
    $key
}

# The device of the first firm, which signs for all three where they say so; with GİB's address it sends too.
function Connect-TestDevice([string] $Folder, [switch] $ToSend) {
    $null = Connect-DefterXDevice -PfxPath (New-TestCertificate $Folder $Firms[0]) -Pin (Get-TestPin) -NoGib:(-not $ToSend)
}

# <folder>/büro in a state, 'empty', 'imported', 'created' or 'signed', with its export <folder>/büro.csv; its
# session is current.
function Open-Office([string] $Folder, [string] $State = 'imported', [string] $Gib = '') {
    $prepared = Join-Path $RunFolder $State
    if (-not (Test-Path "$prepared/key")) { Initialize-Office $prepared $State }
    Copy-Item "$prepared/*" $Folder -Recurse
    $office = Join-Path $Folder 'büro'
    if ($Gib) { Set-GibUri $office $Gib }
    $key = Get-Content "$prepared/key"
    [pscustomobject]@{ Path = $office; Key = $key; Export = "$office.csv"; Session = Connect-DefterXSession $key 123456 '2026-09' -Office $office }
}

function Initialize-Office([string] $Prepared, [string] $State) {
    $folder = (New-Item $Prepared -ItemType Directory).FullName
    $path = Join-Path $folder 'büro'
    switch ($State) {
        'empty' { $key = New-EmptyOffice $path }
        'imported' {
            $key = New-FilingOffice $path $NoGib
            Get-DefterXFirm | Set-DefterXFirm -AuthorizedSigner $Firms[0]
        }
        'created' {
            $key = (Open-Office $folder 'imported').Key
            $null = New-DefterXLedger
        }
        'signed' {
            $key = (Open-Office $folder 'created').Key
            Connect-TestDevice $folder
            $null = Set-DefterXSignature
            Disconnect-DefterXDevice
        }
    }
    if ($State -ne 'empty') { Get-DefterXSession | Disconnect-DefterXSession }
    Set-Content "$folder/key" $key
}

# Logs out, lets the devices go and removes the folder.
function Close-Office([string] $Folder) {
    Get-DefterXSession | Disconnect-DefterXSession
    Disconnect-DefterXDevice
    Remove-Item $Folder -Recurse -Force
}

# Lock and temporary files of an office, and the office's files that this process has open.
function Get-Leftover([string] $Office) {
    (Get-ChildItem $Office -Recurse -Force -File -Filter '~*').FullName
    if (Test-Path "/proc/$PID/fd") {
        (Get-ChildItem "/proc/$PID/fd").ResolvedTarget | Where-Object { $_ -like "$Office/*" -and $_ -notlike '*/logs/*' }
    }
}

# Every file of an office but its logs, with its digest: what a command that changes nothing leaves alone.
function Get-OfficeDigest([string] $Office) {
    Get-ChildItem $Office -Recurse -File -Force | Where-Object FullName -NotLike '*/logs/*' | Get-FileHash |
        ForEach-Object { "$($_.Path) $($_.Hash)" }
}
