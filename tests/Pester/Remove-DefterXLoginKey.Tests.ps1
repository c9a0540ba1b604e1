BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    . "$PSScriptRoot/unattended.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'empty'
    $key = $office.Key
    $env:DEFTERX_OFFICE = $office.Path
}

AfterAll {
    $env:DEFTERX_OFFICE = $null
    Close-Office $folder
}

Describe 'Remove-DefterXLoginKey' {
    It 'revokes by pipeline, which ends the sessions of that key alone' {
        $other = New-DefterXLoginKey Işıl
        $session = Connect-DefterXSession $other.Key 123456 '2026-09'
        $mine = Connect-DefterXSession $key 123456 '2026-09'
        (Get-DefterXLoginKey).Name | Should -BeExactly 'Test', 'Işıl'
        Get-DefterXLoginKey I* | Remove-DefterXLoginKey -Confirm:$false
        (Get-DefterXLoginKey).Name | Should -BeExactly 'Test'
        { Get-DefterXFirm -Session $session -ErrorAction Stop } | Should -Throw -ErrorId 'SessionExpired*'
        "$($session.State)" | Should -BeExactly 'Revoked'
        { Get-DefterXFirm -Session $mine -ErrorAction Stop } | Should -Not -Throw
        { Connect-DefterXSession $other.Key 123456 '2026-09' -ErrorAction Stop } | Should -Throw -ErrorId 'LoginRejected*'
    }

    It 'revokes in another process too' {
        $other = New-DefterXLoginKey Can
        $session = Connect-DefterXSession $other.Key 123456 '2026-09'
        Get-Outcome 'Remove-DefterXLoginKey Can -Confirm:$false' | Should -BeExactly 'exit 0'
        { Get-DefterXFirm -Session $session -ErrorAction Stop } | Should -Throw '*revoked*' -ErrorId 'SessionExpired*'
    }

    It 'revokes nothing without a confirmation, nor under -WhatIf' {
        (Get-Outcome 'Remove-DefterXLoginKey Test')[-1] | Should -BeExactly 'exit 0'
        Get-WhatIf { Remove-DefterXLoginKey te* -WhatIf -WarningAction SilentlyContinue } | Should -BeLike "*Revoke the login key Test*$($office.Path)*"
        (Get-DefterXLoginKey).Name | Should -Contain 'Test'
    }

    It 'takes ids from Import-Csv' {
        $null = 'Ece', 'Efe' | ForEach-Object { New-DefterXLoginKey $_ }
        Get-DefterXLoginKey E* | Select-Object Id | Export-Csv "$folder/keys.csv"
        @(Import-Csv "$folder/keys.csv" | Remove-DefterXLoginKey -Confirm:$false -PassThru).Name | Should -BeExactly 'Ece', 'Efe'
    }

    It 'warns of the last key' {
        Remove-DefterXLoginKey Test -WhatIf -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike 'Test*is the last login key*'
    }
}
