BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'created'
}

AfterAll { Close-Office $folder }

Describe 'Export-DefterXReport of ledgers' {
    It 'makes a page of each file' {
        $pages = Get-DefterXLedger $Firms[0] | Export-DefterXReport -Path "$folder/pages" -PassThru -Debug -Verbose 4>$null 5>$null
        $pages.Count | Should -Be 3
        $pages[0] | Should -BeOfType [IO.FileInfo]
    }

    It 'needs no session for files by wildcard' {
        Invoke-Job { param($Files, $Target) @(Export-DefterXReport $Files $Target -PassThru).Count } "$($office.Path)/ledgers/*/*/09/*-Y-*.xml", "$folder/others" |
            Should -Be 3
    }

    It 'leaves pages that are there alone without -Force: LedgerExists' {
        $null = Get-DefterXLedger $Firms[1] | Export-DefterXReport -Path "$folder/twice"
        Get-ErrorId { Get-DefterXLedger $Firms[1] | Export-DefterXReport -Path "$folder/twice" } | Should -BeExactly 'LedgerExists'
        { Get-DefterXLedger $Firms[1] | Export-DefterXReport -Path "$folder/twice" -Force -ErrorAction Stop } | Should -Not -Throw
        Get-ErrorId { Get-DefterXLedger $Firms[1] 2026-08 | Export-DefterXReport -Path "$folder/none" } | Should -BeExactly 'LedgerNotCreated'
    }

    It 'lets Select-Object -First stop it with whole pages' {
        @(Get-DefterXLedger | Export-DefterXReport -Path "$folder/first" -PassThru | Select-Object -First 1).Count | Should -Be 1
        Get-ChildItem "$folder/first" -Filter *.tmp | Should -BeNullOrEmpty
        Get-Leftover $office.Path | Should -BeNullOrEmpty
    }
}

Describe 'Export-DefterXReport of the office' {
    It 'writes <Ending> in the language of <Culture>' -ForEach @(
        foreach ($culture in 'en-US', 'tr-TR') { foreach ($ending in 'html', 'csv', 'json') { @{ Culture = $culture; Ending = $ending } } }
    ) {
        $file = "$folder/overview-$Culture.$Ending"
        (Use-Culture $Culture { Export-DefterXReport -Path $file -PassThru }).FullName | Should -BeExactly $file
        $text = Get-Content $file -Raw
        $text | Should -Match $Firms[0]
        if ($Ending -eq 'html') { $text | Should -Match "<html lang=`"$($Culture.Substring(0, 2))`"" }
        if ($Ending -eq 'json') { ($text | ConvertFrom-Json).totals.states.Created | Should -Be 3 }
    }

    It 'has the same figures in JSON in both languages' {
        $reports = foreach ($culture in 'en-US', 'tr-TR') {
            @((Get-Content "$folder/overview-$culture.json" -Raw | ConvertFrom-Json).ledgers | Select-Object firm, period, state, dueDate | ConvertTo-Json)
        }
        $reports[1] | Should -BeExactly $reports[0]
    }

    It 'writes nothing under -WhatIf' {
        Get-WhatIf { Export-DefterXReport -Path "$folder/yok.html" -WhatIf } | Should -BeLike "*Write the overview of the office*$folder/yok.html*"
        Test-Path "$folder/yok.html" | Should -BeFalse
    }

    It 'without a session is SessionRequired' {
        Invoke-Job { param($Target) try { Export-DefterXReport -Path $Target -ErrorAction Stop } catch { $_.FullyQualifiedErrorId } } "$folder/yok.html" |
            Should -BeLike 'SessionRequired,*'
    }
}
