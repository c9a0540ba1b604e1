BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'created'
    $elsewhere = (New-Item "$folder/elsewhere" -ItemType Directory).FullName
    Get-DefterXLedger | ForEach-Object { $_.Files } | Copy-Item -Destination $elsewhere
    Get-DefterXLedger | Remove-DefterXLedger -Reason 'made again' -Confirm:$false
    Get-ChildItem (Join-Path $office.Path 'ledgers') -Recurse -File | Remove-Item -Force
}

AfterAll { Close-Office $folder }

Describe 'Import-DefterXLedger' {
    It 'refuses ledgers that are wrong: LedgerInvalid' {
        $broken = (New-Item "$folder/broken" -ItemType Directory).FullName
        Copy-Item "$elsewhere/$($Firms[0])*" $broken
        $journal = Get-ChildItem $broken -Filter *-Y-*
        (Get-Content $journal -Raw).Replace('>10.00</gl-cor:amount>', '>10.01</gl-cor:amount>') | Set-Content $journal -NoNewline
        Get-ErrorId { Import-DefterXLedger $broken } | Should -BeExactly 'LedgerInvalid'
        { Import-DefterXLedger $broken -ErrorAction Stop } | Should -Throw -ErrorId 'LedgerInvalid,*'
        Get-Leftover $office.Path | Should -BeNullOrEmpty
    }

    It 'names under -WhatIf each month and its files, and takes in nothing' {
        $before = Get-OfficeDigest $office.Path
        $said = @(Get-WhatIf { Import-DefterXLedger $elsewhere -WhatIf })
        $said | Should -HaveCount 3
        $said[0] | Should -BeLike "*Check and take in*-202609-Y-000000.xml*"
        Get-OfficeDigest $office.Path | Should -Be $before
    }

    It 'takes paths from Import-Csv, byte for byte' {
        Get-ChildItem $elsewhere -Filter "$($Firms[1])*.xml" | Select-Object @{ Name = 'Path'; Expression = { $_.FullName } } | Export-Csv "$folder/paths.csv"
        $taken = Import-Csv "$folder/paths.csv" | Import-DefterXLedger -Debug -Verbose -InformationVariable told 4>$null 5>$null
        "$($taken.Firm.Identifier) $($taken.State)" | Should -BeExactly "$($Firms[1]) Created"
    }

    It 'takes in by the pipeline of Get-ChildItem what is then like our own, under tr-TR' {
        $taken = Use-Culture 'tr-TR' { Get-ChildItem $elsewhere -Filter "$($Firms[0])*.xml" | Import-DefterXLedger }
        "$($taken.State)" | Should -BeExactly 'Created'
        Test-DefterXLedger $Firms[0] | Should -BeNullOrEmpty
        foreach ($file in Get-ChildItem $elsewhere -Filter "$($Firms[0])*") {
            $copy = $taken.Files | Where-Object { (Split-Path $_ -Leaf) -eq $file.Name }
            (Get-FileHash $copy).Hash | Should -BeExactly (Get-FileHash $file).Hash
        }
    }

    It 'takes in nothing from where nothing is' {
        Get-ErrorId { Import-DefterXLedger "$folder/yok" } | Should -Not -BeNullOrEmpty
    }
}
