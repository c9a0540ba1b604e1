BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'imported'
}

AfterAll { Close-Office $folder }

Describe 'Get-DefterXFirm' {
    It 'finds titles by wildcards as Turks write them, under <_>' -ForEach 'en-US', 'tr-TR' {
        Use-Culture $_ {
            foreach ($pattern in 'ışık*', 'IŞIK*', '*İNŞAAT*', '*inşaat*') { @(Get-DefterXFirm $pattern).Count | Should -Be 3 -Because $pattern }
            Get-DefterXFirm 'ıhlamur*', 'İhlamur*' | Should -BeNullOrEmpty
            (& 'GET-DEFTERXFIRM' $Firms[0]).Title | Should -BeExactly "Işık İnşaat $($Firms[0])"
        }
    }

    It 'takes numbers and objects by position and pipeline' {
        (Get-DefterXFirm $Firms[1]).Identifier | Should -BeExactly $Firms[1]
        @($Firms | Get-DefterXFirm).Identifier | Should -BeExactly $Firms
        [pscustomobject]@{ Identifier = $Firms[2] } | Export-Csv "$folder/firms.csv"
        (Import-Csv "$folder/firms.csv" | Get-DefterXFirm).Identifier | Should -BeExactly $Firms[2]
    }

    It 'gives the state and the due date of the session''s month' {
        $firm = Get-DefterXFirm $Firms[0] -Debug -Verbose -InformationVariable told 4>$null 5>$null
        "$($firm.State)" | Should -BeExactly 'Imported'
        $firm.DueDate | Should -BeOfType [datetime]
    }

    It 'goes on after a firm that is not there: FirmNotFound' {
        @(Get-DefterXFirm 1, $Firms[0] -ErrorAction SilentlyContinue).Identifier | Should -BeExactly $Firms[0]
        Get-ErrorId { Get-DefterXFirm 1, $Firms[0] } | Should -BeExactly 'FirmNotFound'
        { Get-DefterXFirm 1, $Firms[0] -ErrorAction Stop } | Should -Throw -ErrorId 'FirmNotFound,*'
    }

    It 'ends early with Select-Object -First and goes on with the script' {
        @(Get-DefterXFirm | Select-Object -First 1).Count | Should -Be 1
        @(Get-DefterXFirm).Count | Should -Be 3
        Get-Leftover $office.Path | Should -BeNullOrEmpty
    }

    It 'works in jobs and runspaces with a session of this one' {
        $session = $office.Session
        Invoke-Job { param($Session) (Get-DefterXFirm -Session $Session).Count } $session | Should -Be 3
        $Firms | ForEach-Object -Parallel { Import-Module $using:ModulePath; (Get-DefterXFirm $_ -Session $using:session).Identifier } |
            Sort-Object | Should -BeExactly ($Firms | Sort-Object)
    }
}
