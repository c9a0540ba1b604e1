BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'empty'
    $env:DEFTERX_OFFICE = $office.Path
}

AfterAll {
    $env:DEFTERX_OFFICE = $null
    Close-Office $folder
}

Describe 'New-DefterXLoginKey' {
    It 'shows the key, which logs in and stands in no file' {
        $made = New-DefterXLoginKey Ayşe
        $made.Key | Should -MatchExactly '^[a-z0-9]{3}(-[a-z0-9]{3}){3}$'
        $session = Connect-DefterXSession $made.Key 123456 '2026-09'
        $session.LoginKeyName | Should -BeExactly 'Ayşe'
        Disconnect-DefterXSession $session
        Get-ChildItem $office.Path -Recurse -File | Select-String $made.Key -SimpleMatch | Should -BeNullOrEmpty
    }

    It 'takes names and offices from Import-Csv' {
        [pscustomobject]@{ Name = 'Işıl'; Office = $office.Path }, [pscustomobject]@{ Name = 'Can'; Office = $office.Path } | Export-Csv "$folder/keys.csv"
        @(Import-Csv "$folder/keys.csv" | New-DefterXLoginKey).Name | Should -BeExactly 'Işıl', 'Can'
    }

    It 'takes the office that New-DefterXOffice gives' {
        $made = New-DefterXOffice "$folder/yeni" 123456 'Deneme' -SourceIdentifier 7341200986 -SourceTitle 'DENEME A.Ş.' | New-DefterXLoginKey Test
        (Get-DefterXLoginKey -Office "$folder/yeni").Id | Should -BeExactly $made.Id
    }

    It 'makes nothing under -WhatIf' {
        $before = Get-OfficeDigest $office.Path
        Get-WhatIf { New-DefterXLoginKey Veli -WhatIf } | Should -BeLike "*Create a login key for Veli*$($office.Path)*"
        Get-OfficeDigest $office.Path | Should -Be $before
    }

    It 'without an office is OfficeNotFound' {
        Get-ErrorId { New-DefterXLoginKey Ayşe -Office "$folder/yok" } | Should -BeExactly 'OfficeNotFound'
    }
}
