BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'imported'
}

AfterAll { Close-Office $folder }

Describe 'Set-DefterXFirm' {
    It 'takes firms from Import-Csv by property name' {
        [pscustomobject]@{ Identifier = $Firms[0]; Phone = '3125550102' }, [pscustomobject]@{ Identifier = $Firms[1]; Phone = '3125550103' } |
            Export-Csv "$folder/firms.csv"
        (Import-Csv "$folder/firms.csv" | Set-DefterXFirm -PassThru -Debug -Verbose 4>$null 5>$null).Phone | Should -BeExactly '3125550102', '3125550103'
        (Get-DefterXFirm $Firms[0]).Title | Should -BeExactly "Işık İnşaat $($Firms[0])"
    }

    It 'changes of a piped firm what was typed alone' {
        $old = Get-DefterXFirm $Firms[0]
        Set-DefterXFirm $Firms[0] -Email 'yeni@ornek.example'
        $old | Set-DefterXFirm -WebSite 'https://ornek.example'
        (Get-DefterXFirm $Firms[0]).Email | Should -BeExactly 'yeni@ornek.example'
    }

    It 'changes all that a wildcard finds, under tr-TR too' {
        Use-Culture 'tr-TR' { @(Set-DefterXFirm 'IŞIK*' -City 'Iğdır' -PassThru).Count } | Should -Be 3
    }

    It 'changes nothing under -WhatIf' {
        $before = Get-OfficeDigest $office.Path
        Get-WhatIf { Get-DefterXFirm | Set-DefterXFirm -City 'İzmir' -WhatIf } | Should -HaveCount 3
        Get-WhatIf { Set-DefterXFirm $Firms[0] -City 'İzmir' -WhatIf } | Should -BeLike "*Change firm*$($Firms[0])*"
        Get-OfficeDigest $office.Path | Should -Be $before
    }

    It 'goes on after a firm that is not there' {
        Get-ErrorId { '1', $Firms[0] | Set-DefterXFirm -City 'İzmir' } | Should -BeExactly 'FirmNotFound'
        (Get-DefterXFirm $Firms[0]).Address.City | Should -BeExactly 'İzmir'
        { '1', $Firms[1] | Set-DefterXFirm -City 'İzmir' -ErrorAction Stop } | Should -Throw -ErrorId 'FirmNotFound,*'
    }
}
