BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'empty'
}

AfterAll { Close-Office $folder }

Describe 'Get-DefterXSession' {
    It 'lists the sessions of this runspace alone' {
        $second = Connect-DefterXSession $office.Key 123456 '2026-08' -Office $office.Path
        @(Get-DefterXSession).Id | Should -BeExactly $office.Session.Id, $second.Id
        (Get-DefterXSession $second.Id -Debug -Verbose 5>$null 4>$null).Period | Should -BeExactly $second.Period
        Invoke-Job { @(Get-DefterXSession).Count } | Should -Be 0
        1 | ForEach-Object -Parallel { Import-Module $using:ModulePath; @(Get-DefterXSession).Count } | Should -Be 0
        Disconnect-DefterXSession $second
    }

    It 'has nothing to say about an id that is not there' {
        Get-DefterXSession 987654 -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'gives the properties that scripts ask for, under <_>' -ForEach 'en-US', 'tr-TR' {
        Use-Culture $_ {
            $session = Get-DefterXSession
            "$($session.Period) $($session.State) $($session.Capabilities) $($session.GibEnvironment)" | Should -BeExactly '2026-09 Open Validate, Create Test'
        }
    }
}
