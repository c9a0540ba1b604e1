BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'empty'
}

AfterAll { Close-Office $folder }

Describe 'New-DefterXFirm' {
    It 'takes firms from Import-Csv by property name, the same under <_>' -ForEach 'en-US', 'tr-TR' {
        Use-Culture $_ {
            $Firms | ForEach-Object { [pscustomobject](@{ Identifier = $_; Title = "IŞIK İNŞAAT $_" } + $FirmFields) } | Export-Csv "$folder/firms.csv"
            $made = @(Import-Csv "$folder/firms.csv" | New-DefterXFirm -Debug -Verbose -InformationVariable told 4>$null 5>$null)
            $made.Identifier | Should -BeExactly $Firms
            $made[0].Title | Should -BeExactly "IŞIK İNŞAAT $($Firms[0])"
            (Get-DefterXFirm | Remove-DefterXFirm -PassThru).Count | Should -Be 3
        }
    }

    It 'adds nothing under -WhatIf' {
        Get-WhatIf { New-DefterXFirm $Firms[0] -Title 'Işık' @FirmFields -WhatIf } | Should -BeLike "*Add firm*$($Firms[0])*"
        Get-DefterXFirm | Should -BeNullOrEmpty
    }

    It 'goes on after a firm that is wrong' {
        $rows = $Firms[0], '123', $Firms[1] | ForEach-Object { [pscustomobject](@{ Identifier = $_; Title = 'Işık' } + $FirmFields) }
        Get-ErrorId { $rows | New-DefterXFirm } | Should -BeExactly 'FirmInvalid'
        @(Get-DefterXFirm).Identifier | Sort-Object | Should -BeExactly ($Firms[0, 1] | Sort-Object)
        { $rows | New-DefterXFirm -ErrorAction Stop } | Should -Throw -ErrorId 'FirmExists,*'
    }

    It 'works in runspaces side by side with one session' {
        Get-DefterXFirm | Remove-DefterXFirm
        $session, $fields = $office.Session, $FirmFields
        $Firms | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            $fields = $using:fields
            $null = New-DefterXFirm $_ -Title 'Işık' @fields -Session $using:session
        }
        @(Get-DefterXFirm).Count | Should -Be 3
    }
}
