BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'created'
}

AfterAll { Close-Office $folder }

Describe 'Remove-DefterXLedger' {
    It 'removes nothing under -WhatIf, which names each month' {
        $before = Get-OfficeDigest $office.Path
        $said = @(Get-WhatIf { Get-DefterXLedger | Remove-DefterXLedger -Reason 'yanlış' -WhatIf })
        $said | Should -HaveCount 3
        $said -join "`n" | Should -BeLike "*Take the month back*$($Firms[0])-202609*"
        Get-OfficeDigest $office.Path | Should -Be $before
    }

    It 'wants a reason, and a confirmation that nobody can give in a job' {
        { Remove-DefterXLedger $Firms[0] -Reason '' -Confirm:$false } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        Invoke-Job { param($Session, $Firm) try { Remove-DefterXLedger $Firm -Reason 'yanlış' -Session $Session -ErrorAction Stop } catch { 'asked' } } $office.Session, $Firms[0] |
            Should -BeExactly 'asked'
        @(Get-DefterXLedger -State Created).Count | Should -Be 3
    }

    It 'takes months from Import-Csv, with the reason in the record, under tr-TR' {
        [pscustomobject]@{ Identifier = $Firms[0]; Period = '2026-09' } | Export-Csv "$folder/months.csv"
        $ledger = Use-Culture 'tr-TR' { Import-Csv "$folder/months.csv" | Remove-DefterXLedger -Reason 'ışık' -Confirm:$false -PassThru -Debug -Verbose 4>$null 5>$null }
        "$($ledger.State)" | Should -BeExactly 'Valid'
        Get-ChildItem $office.Path -Recurse -Filter filing.jsonl | Select-String 'ışık' | Should -HaveCount 1
    }

    It 'goes on after a month that is not there: LedgerNotCreated' {
        Get-ErrorId { Remove-DefterXLedger $Firms[0], $Firms[1] -Reason 'yanlış' -Confirm:$false } | Should -BeExactly 'LedgerNotCreated'
        @(Get-DefterXLedger -State Created).Count | Should -Be 1
        { Remove-DefterXLedger $Firms[0] -Reason 'yanlış' -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'LedgerNotCreated,*'
        Get-Leftover $office.Path | Should -BeNullOrEmpty
    }
}
