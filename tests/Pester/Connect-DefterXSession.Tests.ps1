BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    . "$PSScriptRoot/unattended.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'imported'
    $key = $office.Key
    $env:DEFTERX_OFFICE = $office.Path
    $pfx = New-TestCertificate $folder $Firms[0]
}

AfterAll {
    $env:DEFTERX_OFFICE = $null
    Close-Office $folder
}

Describe 'Connect-DefterXSession' {
    It 'takes a key in capitals with blanks, also under tr-TR' {
        Use-Culture 'tr-TR' {
            $session = Connect-DefterXSession " $($key.ToUpperInvariant()) " 123456 'EYLÜL 2026'
            "$($session.LoginKeyName) $($session.Period)" | Should -BeExactly 'Test 2026-09'
        }
        Disconnect-DefterXSession
    }

    It 'asks for no key under -WhatIf, and opens nothing' {
        $before = @(Get-DefterXSession).Count
        Get-WhatIf { Connect-DefterXSession -Period 2026-09 -WhatIf } | Should -BeLike "*Log in*$($office.Path)*"
        @(Get-DefterXSession).Count | Should -Be $before
    }

    It 'says what is wrong by id' {
        Get-ErrorId { Connect-DefterXSession $key 123456 Eylul } | Should -BeExactly 'InvalidPeriod'
        Get-ErrorId { Connect-DefterXSession $key 123456 9.2026 } | Should -BeExactly 'InvalidPeriod'
        Get-ErrorId { Connect-DefterXSession 'kısa' 123456 2026-09 } | Should -BeExactly 'InvalidLoginKey'
        Get-ErrorId { Connect-DefterXSession $key 123456 2026-09 -Office "$folder/yok" } | Should -BeExactly 'OfficeNotFound'
        Get-ErrorId { Connect-DefterXSession $key 654321 2026-09 } | Should -BeExactly 'LoginRejected'
        Connect-DefterXSession $key 123456 '2026-09' | Disconnect-DefterXSession # forgets the wrong try
    }

    It 'logs in to each runspace by itself' {
        '2026-08', '2026-09' | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            $null = Connect-DefterXSession $using:key 123456 $_ -Office $using:office.Path
            $ledgers = @(Get-DefterXLedger)
            "$(@(Get-DefterXSession).Count) $($ledgers.Count) $($ledgers[0].Period)"
            Disconnect-DefterXSession
        } | Sort-Object | Should -BeExactly '1 3 2026-08', '1 3 2026-09'
        @(Get-DefterXSession).Count | Should -Be 1
    }

    It 'logs in in a job of another process, and its session can be read afterwards' {
        $session = Start-Job { Import-Module $using:ModulePath; Connect-DefterXSession $using:key 123456 2026-09 -Office $using:office.Path } |
            Receive-Job -Wait -AutoRemoveJob
        "$($session.LoginKeyName) $($session.FirmCount)" | Should -BeExactly 'Test 3'
    }
}

Describe 'Logging in with <_> standard input' -ForEach 'NonInteractive', 'Closed', 'Silent' {
    It 'takes everything from parameters or a credential, and asks for nothing that is missing, but says what it is' {
        $lines = @(Invoke-Unattended @"
            (Connect-DefterXSession '$key' 123456 '2026-09' -ErrorAction Stop).LoginKeyName
            `$login = [pscredential]::new('123456', (ConvertTo-SecureString '$key' -AsPlainText -Force))
            "`$((Connect-DefterXSession -Credential `$login -Period '2026-09' -ErrorAction Stop).State)"
            Connect-DefterXSession -CustomerNumber 123456 -Period '2026-09' -ErrorVariable +failed -ErrorAction SilentlyContinue
            Connect-DefterXSession '$key' -Period '2026-09' -ErrorVariable +failed -ErrorAction SilentlyContinue
            Connect-DefterXSession '$key' 123456 -ErrorVariable +failed -ErrorAction SilentlyContinue
            Connect-DefterXSession -ErrorVariable +failed -ErrorAction SilentlyContinue
            Connect-DefterXDevice -PfxPath '$pfx' -NoGib -ErrorVariable +failed -ErrorAction SilentlyContinue
            foreach (`$e in `$failed) { "`$(`$e.FullyQualifiedErrorId.Split(',')[0]): `$e" }
"@ $_)
        $lines | ForEach-Object { $_.Split(':')[0] } | Should -BeExactly @(
            'Test', 'Open', 'InvalidLoginKey', 'LoginRejected', 'InvalidPeriod', 'InvalidLoginKey', 'PinRequired', 'exit 0')
        $lines[2..6] | Should -Match 'nobody can be asked'
        $lines | Should -Not -Match $key
    }

    It 'ends with an exit code that a scheduler sees' {
        (Invoke-Unattended "`$ErrorActionPreference = 'Stop'; Connect-DefterXSession 'abc-234-xyz-789' 654321 '2026-09'" $_)[-1] | Should -BeExactly 'exit 1'
        Connect-DefterXSession $key 123456 '2026-09' | Disconnect-DefterXSession # forgets the wrong try
    }
}
