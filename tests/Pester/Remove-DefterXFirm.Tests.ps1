BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'imported'
}

AfterAll { Close-Office $folder }

Describe 'Remove-DefterXFirm' {
    It 'removes nothing under -WhatIf' {
        $before = Get-OfficeDigest $office.Path
        Get-WhatIf { Get-DefterXFirm | Remove-DefterXFirm -Force -WhatIf } | Should -HaveCount 3
        Get-WhatIf { Remove-DefterXFirm $Firms[0] -Force -WhatIf } | Should -BeLike "*Remove firm*$($Firms[0])*"
        Get-OfficeDigest $office.Path | Should -Be $before
    }

    It 'says by id why it does not' {
        Get-ErrorId { Remove-DefterXFirm 1 } | Should -BeExactly 'FirmNotFound'
        { Remove-DefterXFirm 1 -ErrorAction Stop } | Should -Throw -ErrorId 'FirmNotFound,*'
        @(Get-DefterXFirm).Count | Should -Be 3
    }

    It 'takes firms from Import-Csv, and by wildcard under tr-TR' {
        [pscustomobject]@{ Identifier = $Firms[0] } | Export-Csv "$folder/firms.csv"
        (Import-Csv "$folder/firms.csv" | Remove-DefterXFirm -Force -PassThru -Debug -Verbose 4>$null 5>$null).Identifier | Should -BeExactly $Firms[0]
        Use-Culture 'tr-TR' { @(Remove-DefterXFirm 'ışık*' -Force -PassThru).Count } | Should -Be 2
        Get-DefterXFirm | Should -BeNullOrEmpty
    }
}
