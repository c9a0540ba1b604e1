BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'created'
}

AfterAll { Close-Office $folder }

Describe 'Get-DefterXLedger' {
    It 'takes firm and period by position, and finds titles under <_>' -ForEach 'en-US', 'tr-TR' {
        Use-Culture $_ {
            (Get-DefterXLedger $Firms[0] 'Eylül 2026').Entries | Should -Be 3
            @(Get-DefterXLedger 'ışık*').Count | Should -Be 3
            @(Get-DefterXLedger 'IŞIK*' -State Created).Count | Should -Be 3
            Get-DefterXLedger -State Approved | Should -BeNullOrEmpty
        }
    }

    It 'shows amounts as they are written under <Culture>' -ForEach @(
        @{ Culture = 'en-US'; Amount = '30\.00' }
        @{ Culture = 'tr-TR'; Amount = '30,00' }
    ) {
        Use-Culture $Culture { Get-DefterXLedger $Firms[1] | Out-String -Width 120 } | Should -Match $Amount
    }

    It 'takes firms and months from Import-Csv, and its own ledgers' {
        [pscustomobject]@{ Identifier = $Firms[0]; Period = '2026-09'; Branch = '' }, [pscustomobject]@{ Identifier = $Firms[1]; Period = '2026-08'; Branch = '' } |
            Export-Csv "$folder/months.csv"
        $ledgers = @(Import-Csv "$folder/months.csv" | Get-DefterXLedger -Debug -Verbose -InformationVariable told 4>$null 5>$null)
        $ledgers.State | Should -BeExactly 'Created', 'Missing'
        ($ledgers | Get-DefterXLedger).State | Should -BeExactly 'Created', 'Missing'
    }

    It 'says what is wrong by id, and goes on' {
        Get-ErrorId { Get-DefterXLedger 1, $Firms[0] } | Should -BeExactly 'FirmNotFound'
        Get-ErrorId { Get-DefterXLedger $Firms[0] Eylul } | Should -BeExactly 'InvalidPeriod'
        @(Get-DefterXLedger 1, $Firms[0] -ErrorAction SilentlyContinue).Count | Should -Be 1
        { Get-DefterXLedger 1 -ErrorAction Stop } | Should -Throw -ErrorId 'FirmNotFound,*'
    }

    It 'leaves nothing open when Select-Object has enough' {
        @(Get-DefterXLedger | Select-Object -First 1).Count | Should -Be 1
        Get-Leftover $office.Path | Should -BeNullOrEmpty
    }

    It 'works in jobs and runspaces with a session of this one' {
        $session = $office.Session
        Invoke-Job { param($Session) @(Get-DefterXLedger -Session $Session).Count } $session | Should -Be 3
        $Firms | ForEach-Object -Parallel { Import-Module $using:ModulePath; "$((Get-DefterXLedger $_ -Session $using:session).State)" } |
            Should -BeExactly 'Created', 'Created', 'Created'
    }
}
