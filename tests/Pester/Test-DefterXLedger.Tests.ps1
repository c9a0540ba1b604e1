BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'imported'
    $bad = "$folder/bad.csv"
    $lines = 1, 2 | ForEach-Object { "$_;2026-08-01;100.01;Kasa;10.00;"; "$_;2026-08-01;102.01;Banka;;9.00" }
    Set-Content $bad (@('EntryNumber;Date;AccountCode;AccountName;Debit;Credit') + $lines)
    $null = Import-DefterXJournal $bad $Firms[1] -Period 2026-08
}

AfterAll { Close-Office $folder }

Describe 'Test-DefterXLedger' {
    It 'finds nothing in books that are right, and says that they are valid' {
        Test-DefterXLedger -Debug -Verbose -InformationVariable told 4>$null 5>$null | Should -BeNullOrEmpty
        @(Get-DefterXLedger -State Valid).Count | Should -Be 3
        Get-Leftover $office.Path | Should -BeNullOrEmpty
    }

    It 'has findings with code, line and text, in <Culture>' -ForEach @(
        @{ Culture = 'en-US'; Word = 'debit' }
        @{ Culture = 'tr-TR'; Word = 'borç' }
    ) {
        $findings = @(Use-Culture $Culture { Test-DefterXLedger $Firms[1] -Period 'Ağustos 2026' })
        $findings[0].Severity | Should -BeExactly 'Error'
        $findings[0].Code | Should -MatchExactly '^(DX|Y|K)\d+$'
        $findings.Message -join ' ' | Should -Match $Word
        "$((Get-DefterXLedger $Firms[1] 2026-08).State)" | Should -BeExactly 'Invalid'
    }

    It 'takes firms and months from Import-Csv' {
        [pscustomobject]@{ Identifier = $Firms[1]; Period = '2026-08' } | Export-Csv "$folder/months.csv"
        @(Import-Csv "$folder/months.csv" | Test-DefterXLedger).Count | Should -BeGreaterThan 0
        @(Get-DefterXLedger $Firms[1] 2026-08 | Test-DefterXLedger).Count | Should -BeGreaterThan 0
    }

    It 'stops at -MaxFindings, with a warning' {
        @(Test-DefterXLedger $Firms[1] 2026-08).Count | Should -BeGreaterThan 1
        @(Test-DefterXLedger $Firms[1] 2026-08 -MaxFindings 1 -WarningVariable more -WarningAction SilentlyContinue).Count | Should -Be 1
        $more.Count | Should -Be 1
    }

    It 'leaves the file of the books closed when Select-Object has enough' {
        (Test-DefterXLedger $Firms[1] 2026-08 | Select-Object -First 1).Severity | Should -BeExactly 'Error'
        Get-Leftover $office.Path | Should -BeNullOrEmpty
    }

    It 'goes on after a firm without books: JournalNotFound' {
        Get-ErrorId { Test-DefterXLedger $Firms[0], $Firms[1] -Period 2026-08 } | Should -BeExactly 'JournalNotFound'
        @(Test-DefterXLedger $Firms[0], $Firms[1] -Period 2026-08 -ErrorAction SilentlyContinue).Count | Should -BeGreaterThan 0
        { Test-DefterXLedger $Firms[0] 2026-08 -ErrorAction Stop } | Should -Throw -ErrorId 'JournalNotFound,*'
    }

    It 'works side by side with a session of this runspace' {
        $session = $office.Session
        $Firms | ForEach-Object -Parallel { Import-Module $using:ModulePath; Test-DefterXLedger $_ -Session $using:session } | Should -BeNullOrEmpty
        @(Get-DefterXLedger -State Valid).Count | Should -Be 3
    }

    It 'finds what is wrong in a folder of ledgers, in <_>' -ForEach 'en-US', 'tr-TR' {
        $ledger = Get-DefterXLedger $Firms[0] -State Created
        if (-not $ledger) { $ledger = New-DefterXLedger $Firms[0] }
        $broken = (New-Item "$folder/broken-$_" -ItemType Directory).FullName
        Copy-Item $ledger.Files $broken
        $journal = Get-ChildItem $broken -Filter *-Y-*
        (Get-Content $journal -Raw).Replace('>10.00</gl-cor:amount>', '>10.01</gl-cor:amount>') | Set-Content $journal -NoNewline
        $findings = @(Use-Culture $_ { Test-DefterXLedger -Path $broken })
        $findings.Code | Should -Contain 'Y085'
        $findings[0].Line | Should -BeGreaterThan 1
        Use-Culture $_ { $findings | Format-List | Out-String } | Should -Match 'Y085'
    }
}
