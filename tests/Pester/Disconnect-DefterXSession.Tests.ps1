BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'empty'
}

AfterAll { Close-Office $folder }

Describe 'Disconnect-DefterXSession' {
    BeforeEach { $other = Connect-DefterXSession $office.Key 123456 '2026-08' -Office $office.Path }
    AfterEach { Get-DefterXSession | Where-Object Id -NE $office.Session.Id | Disconnect-DefterXSession }

    It 'closes the current session alone' {
        Disconnect-DefterXSession
        @(Get-DefterXSession).Id | Should -BeExactly $office.Session.Id
        "$($other.State)" | Should -BeExactly 'Closed'
        Get-ErrorId { Get-DefterXFirm -Session $other } | Should -BeExactly 'SessionExpired'
    }

    It 'closes by pipeline, and by id' {
        (Get-DefterXSession $other.Id | Disconnect-DefterXSession -PassThru).Id | Should -Be $other.Id
        $again = Connect-DefterXSession $office.Key 123456 '2026-08' -Office $office.Path
        Disconnect-DefterXSession -Id $again.Id -Debug -Verbose 4>$null 5>$null
        @(Get-DefterXSession).Id | Should -BeExactly $office.Session.Id
    }

    It 'closes nothing under -WhatIf, nor for an empty variable' {
        Get-WhatIf { Get-DefterXSession | Disconnect-DefterXSession -WhatIf } | Should -HaveCount 2
        $none = $null
        { Disconnect-DefterXSession $none } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        @(Get-DefterXSession).Count | Should -Be 2
    }

    It 'without a session is SessionRequired, in <_>' -ForEach 'en-US', 'tr-TR' {
        Invoke-Job {
            param($Culture)
            [cultureinfo]::CurrentUICulture = $Culture
            try { Disconnect-DefterXSession -ErrorAction Stop } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
        } $_ | Should -BeExactly 'SessionRequired'
    }
}
