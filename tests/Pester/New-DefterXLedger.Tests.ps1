BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'imported'
}

AfterAll { Close-Office $folder }

Describe 'New-DefterXLedger' {
    It 'shows under -WhatIf what would be created, in <Culture>' -ForEach @(
        @{ Culture = 'en-US'; Figures = '3 entries (numbers 1 to 3), 6 lines, debit 30.00, credit 30.00' }
        @{ Culture = 'tr-TR'; Figures = '3 madde (1 - 3 numaralı), 6 satır, borç 30,00, alacak 30,00' }
    ) {
        $before = Get-OfficeDigest $office.Path
        Use-Culture $Culture { Get-WhatIf { New-DefterXLedger $Firms[0] -WhatIf } } | Should -BeLike "*$($Firms[0])-202609: $Figures*"
        New-DefterXLedger -WhatIf | Select-Object -First 1
        Get-OfficeDigest $office.Path | Should -Be $before
        Get-Leftover $office.Path | Should -BeNullOrEmpty
    }

    It 'lets Select-Object -First stop it after one whole month' {
        @(New-DefterXLedger | Select-Object -First 1).Count | Should -Be 1
        Get-Leftover $office.Path | Should -BeNullOrEmpty
        @(Get-DefterXLedger -State Created).Count | Should -Be 1
        Get-DefterXLedger -State Created | Remove-DefterXLedger -Reason 'made again' -Confirm:$false
    }

    It 'takes firms and months from Import-Csv, and firms by wildcard under tr-TR' {
        [pscustomobject]@{ Firm = $Firms[0]; Period = '09.2026' } | Export-Csv "$folder/months.csv"
        $made = Import-Csv "$folder/months.csv" | New-DefterXLedger -Debug -Verbose -InformationVariable told 4>$null 5>$null
        "$($made.Firm.Identifier) $($made.State)" | Should -BeExactly "$($Firms[0]) Created"
        @(Use-Culture 'tr-TR' { New-DefterXLedger "IŞIK*$($Firms[1])" 'EYLÜL 2026' }).Count | Should -Be 1
    }

    It 'puts the stylesheets beside the ledgers' {
        $month = Split-Path @((Get-DefterXLedger $Firms[0]).Files)[0]
        (Get-ChildItem $month -Filter *.xslt).Name | Sort-Object |
            Should -BeExactly 'berat.xslt', 'defterraporu.xslt', 'envanter.xslt', 'kebir.xslt', 'yevmiye.xslt'
    }

    It 'says by id why it does not, for that firm alone' {
        Get-ErrorId { New-DefterXLedger $Firms[0], $Firms[2] } | Should -BeExactly 'LedgerExists'
        @(Get-DefterXLedger -State Created).Count | Should -Be 3
        Get-ErrorId { New-DefterXLedger $Firms[0] 2026-08 } | Should -BeExactly 'JournalNotFound'
        { New-DefterXLedger 1 -ErrorAction Stop } | Should -Throw -ErrorId 'FirmNotFound,*'
    }

    It 'makes the same files under both cultures' {
        $digests = foreach ($culture in 'en-US', 'tr-TR') {
            $ledger = Use-Culture $culture { New-DefterXLedger $Firms[0] -Force }
            $text = (Get-Content (@($ledger.Files) -like '*-Y-*')[0] -Raw) -replace '(?s)<gl-cor:(uniqueID|creationDate)[^>]*>.*?</gl-cor:\1>' -replace '(?s)<!--.*?-->'
            [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes($text)))
        }
        $digests[1] | Should -BeExactly $digests[0]
    }

    It 'makes months side by side in jobs and runspaces' {
        $session = $office.Session
        $Firms | ForEach-Object -Parallel { Import-Module $using:ModulePath; "$((New-DefterXLedger $_ -Force -Session $using:session).State)" } |
            Should -BeExactly 'Created', 'Created', 'Created'
        Invoke-Job { param($Session, $Firm) "$((New-DefterXLedger $Firm -Force -Session $Session).State)" } $session, $Firms[0] | Should -BeExactly 'Created'
    }

    It 'ends within a second of Ctrl+C, with nothing created' {
        $null = Import-DefterXJournal (New-Export "$folder/big.csv" 40000) $Firms[2] -Force
        $ledgers = "$($office.Path)/ledgers/$($Firms[2])"
        $null = Get-DefterXLedger $Firms[2] | Remove-DefterXLedger -Reason 'made again' -Confirm:$false
        $end = Stop-Script "New-DefterXLedger $($Firms[2]) -Force -Session `$Session" $office.Session {
            [IO.Directory]::Exists($ledgers) -and [IO.Directory]::GetFiles($ledgers, '*.tmp', 'AllDirectories').Count -gt 0
        }
        $end.State | Should -Be 'Stopped'
        $end.Milliseconds | Should -BeLessThan 1000
        Get-Leftover $office.Path | Should -BeNullOrEmpty
        (Get-DefterXLedger $Firms[2]).Files | Should -BeNullOrEmpty
    }
}
