BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'empty'
}

AfterAll { Close-Office $folder }

Describe 'Get-DefterXOffice' {
    It 'shows the office of the session' {
        $shown = Get-DefterXOffice
        "$($shown.Office) $($shown.CustomerNumber) $($shown.Name)" | Should -BeExactly "$($office.Path) 123456 Deneme Ofis"
        "$($shown.SessionIdleTimeout) $($shown.GibEnvironment) $($shown.Version)" | Should -BeExactly '12:00:00 Test '
    }

    It 'takes the office by property name: of a session, of New-DefterXOffice' {
        (Get-DefterXSession | Get-DefterXOffice).Name | Should -BeExactly 'Deneme Ofis'
        (New-DefterXOffice "$folder/yeni" 1 'Başka' -SourceIdentifier 7341200986 -SourceTitle 'DENEME' | Get-DefterXOffice).Name | Should -BeExactly 'Başka'
    }

    It 'is shown with labels of <Culture>' -ForEach @(
        @{ Culture = 'en-US'; Labels = 'SessionIdleTimeout +: 12:00:00', 'GibEnvironment +: Test', 'attempts = 5' }
        @{ Culture = 'tr-TR'; Labels = 'Boşta kalma süresi +: 12:00:00', 'GİB ortamı +: Test', 'Güvenilen kökler', 'attempts = 5' }
    ) {
        $text = (Invoke-Pwsh "[cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = '$Culture'; Get-DefterXOffice -Office '$($office.Path)' | Out-String -Width 120") -join "`n"
        $Labels | ForEach-Object { $text | Should -Match $_ }
    }

    It 'without an office is OfficeNotFound, as an error that can be silent' {
        Get-ErrorId { Get-DefterXOffice -Office "$folder/yok" } | Should -BeExactly 'OfficeNotFound'
        { Get-DefterXOffice -Office "$folder/yok" -ErrorAction Stop } | Should -Throw -ErrorId 'OfficeNotFound,*'
    }

    It 'works in a job' {
        Invoke-Job { param($Office) (Get-DefterXOffice -Office $Office).Name } $office.Path | Should -BeExactly 'Deneme Ofis'
    }
}
