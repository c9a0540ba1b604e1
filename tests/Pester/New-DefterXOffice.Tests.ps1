BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $source = @{ SourceIdentifier = '7341200986'; SourceTitle = 'DENEME A.Ş.' }
}

AfterAll { Remove-Item $folder -Recurse -Force }

Describe 'New-DefterXOffice' {
    It 'takes its path, customer number and name by position' {
        $office = New-DefterXOffice "$folder/ışık" 123456 'Işık Büro' @source
        $office.Path | Should -BeExactly "$folder/ışık"
        Test-Path "$folder/ışık/office.json" | Should -BeTrue
    }

    It 'takes offices from Import-Csv' {
        1, 2 | ForEach-Object {
            [pscustomobject]@{ Path = "$folder/csv$_"; CustomerNumber = "12345$_"; Name = "Büro $_"; GibEnvironment = 'Test'; SourceIdentifier = '7341200986'; SourceTitle = 'DENEME' }
        } | Export-Csv "$folder/offices.csv"
        @(Import-Csv "$folder/offices.csv" | New-DefterXOffice).Path | Should -BeExactly "$folder/csv1", "$folder/csv2"
    }

    It 'makes nothing under -WhatIf' {
        Get-WhatIf { New-DefterXOffice "$folder/yok" 123456 'Deneme' @source -WhatIf } | Should -BeLike "*Create office*$folder/yok*"
        Test-Path "$folder/yok" | Should -BeFalse
    }

    It 'leaves an office that is there alone: OfficeExists' {
        $null = New-DefterXOffice "$folder/var" 123456 'Deneme' @source
        $before = Get-OfficeDigest "$folder/var"
        Get-ErrorId { New-DefterXOffice "$folder/var" 654321 'Deneme' @source } | Should -BeExactly 'OfficeExists'
        { New-DefterXOffice "$folder/var" 654321 'Deneme' @source -ErrorAction Stop } | Should -Throw -ErrorId 'OfficeExists,*'
        Get-OfficeDigest "$folder/var" | Should -Be $before
    }

    It 'writes the same file under tr-TR' {
        foreach ($culture in 'en-US', 'tr-TR') { Use-Culture $culture { $null = New-DefterXOffice "$folder/$culture" 123456 'IŞIK' @source -Debug -Verbose 4>$null 5>$null } }
        Get-Content "$folder/tr-TR/office.json" | Should -BeExactly (Get-Content "$folder/en-US/office.json")
    }
}
