BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'empty'
    $null = 'Işıl', 'IŞIK', 'Ilgaz', 'İnci' | ForEach-Object { New-DefterXLoginKey $_ -Office $office.Path }
    $env:DEFTERX_OFFICE = $office.Path
}

AfterAll {
    $env:DEFTERX_OFFICE = $null
    Close-Office $folder
}

Describe 'Get-DefterXLoginKey' {
    It 'finds names by wildcards as Turks write them, under <_>' -ForEach 'en-US', 'tr-TR' {
        Use-Culture $_ {
            @(Get-DefterXLoginKey 'ışı*').Name | Should -BeExactly 'Işıl', 'IŞIK'
            @(Get-DefterXLoginKey 'İN*').Name | Should -BeExactly 'İnci'
            @(Get-DefterXLoginKey).Count | Should -Be 5
        }
    }

    It 'takes the office by property name, and shows no key' {
        $keys = [pscustomobject]@{ Office = $office.Path } | Get-DefterXLoginKey -Debug -Verbose 4>$null 5>$null
        @($keys).Count | Should -Be 5
        $keys[0].PSObject.Properties.Name | Should -Not -Contain 'Key'
    }

    It 'without an office is OfficeNotFound, as an error that can be silent' {
        Get-ErrorId { Get-DefterXLoginKey -Office "$folder/yok" } | Should -BeExactly 'OfficeNotFound'
        { Get-DefterXLoginKey -Office "$folder/yok" -ErrorAction Stop } | Should -Throw -ErrorId 'OfficeNotFound,*'
    }

    It 'works in a job' {
        Invoke-Job { param($Office) (Get-DefterXLoginKey -Office $Office).Count } $office.Path | Should -Be 5
    }
}
