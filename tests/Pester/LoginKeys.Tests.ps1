# Login keys in a real PowerShell, and logging in where nobody answers.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/filing.ps1"
    . "$PSScriptRoot/unattended.ps1"
    $folder = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "defterx-$([guid]::NewGuid())") -ItemType Directory).FullName
    $env:DEFTERX_OFFICE = Join-Path $folder 'büro'
    $null = New-DefterXOffice $env:DEFTERX_OFFICE 123456 'Deneme' -SourceIdentifier 7341200986 -SourceTitle 'DENEME A.Ş.'
    $key = (New-DefterXLoginKey Ayşe).Key
    $pfx = New-TestCertificate $folder '5123400670'
}

AfterAll {
    Get-DefterXSession | Disconnect-DefterXSession
    $env:DEFTERX_OFFICE = $null
    Remove-Item $folder -Recurse -Force
}

Describe 'Login keys' {
    It 'are listed and revoked by pipeline, which ends their sessions alone' {
        $other = New-DefterXLoginKey Işıl
        $session = Connect-DefterXSession $other.Key 123456 '2026-09'
        $mine = Connect-DefterXSession $key 123456 '2026-09'
        (Get-DefterXLoginKey).Name | Should -BeExactly 'Ayşe', 'Işıl'
        Get-DefterXLoginKey I* | Remove-DefterXLoginKey -Confirm:$false
        (Get-DefterXLoginKey).Name | Should -BeExactly 'Ayşe'
        { Get-DefterXFirm -Session $session -ErrorAction Stop } | Should -Throw -ErrorId 'SessionExpired*'
        "$($session.State)" | Should -BeExactly 'Revoked'
        { Get-DefterXFirm -Session $mine -ErrorAction Stop } | Should -Not -Throw
        { Connect-DefterXSession $other.Key 123456 '2026-09' -ErrorAction Stop } | Should -Throw -ErrorId 'LoginRejected*'
    }

    It 'are revoked in another process too' {
        $other = New-DefterXLoginKey Can
        $session = Connect-DefterXSession $other.Key 123456 '2026-09'
        Get-Outcome 'Remove-DefterXLoginKey Can -Confirm:$false' | Should -BeExactly 'exit 0'
        { Get-DefterXFirm -Session $session -ErrorAction Stop } | Should -Throw '*revoked*' -ErrorId 'SessionExpired*'
    }

    It 'are not revoked without a confirmation' {
        (Get-Outcome 'Remove-DefterXLoginKey Ayşe')[-1] | Should -BeExactly 'exit 0'
        (Get-DefterXLoginKey).Name | Should -Contain 'Ayşe'
    }
}

Describe 'Logging in with <_> standard input' -ForEach 'NonInteractive', 'Closed', 'Silent' {
    It 'takes everything from parameters or a credential' {
        Get-Outcome @"
            (Connect-DefterXSession '$key' 123456 '2026-09' -ErrorAction Stop).LoginKeyName
            `$login = [pscredential]::new('123456', (ConvertTo-SecureString '$key' -AsPlainText -Force))
            "`$((Connect-DefterXSession -Credential `$login -Period '2026-09' -ErrorAction Stop).State)"
"@ $_ | Should -BeExactly 'Ayşe', 'Open', 'exit 0'
    }

    It 'asks for nothing that is missing, but says what it is' {
        $lines = Invoke-Unattended @"
            Connect-DefterXSession -CustomerNumber 123456 -Period '2026-09' -ErrorVariable +failed -ErrorAction SilentlyContinue
            Connect-DefterXSession '$key' -Period '2026-09' -ErrorVariable +failed -ErrorAction SilentlyContinue
            Connect-DefterXSession '$key' 123456 -ErrorVariable +failed -ErrorAction SilentlyContinue
            Connect-DefterXSession -ErrorVariable +failed -ErrorAction SilentlyContinue
            Connect-DefterXDevice -PfxPath '$pfx' -NoGib -ErrorVariable +failed -ErrorAction SilentlyContinue
            foreach (`$e in `$failed) { "`$(`$e.FullyQualifiedErrorId.Split(',')[0]): `$e" }
"@ $_
        $lines | ForEach-Object { $_.Split(':')[0] } | Should -BeExactly @(
            'InvalidLoginKey', 'LoginRejected', 'InvalidPeriod', 'InvalidLoginKey', 'PinRequired', 'exit 0')
        $lines[0..4] | Should -Match 'nobody can be asked'
        $lines | Should -Not -Match $key
    }

    It 'ends with an exit code that a scheduler sees' {
        (Invoke-Unattended "`$ErrorActionPreference = 'Stop'; Connect-DefterXSession 'abc-234-xyz-789' 654321 '2026-09'" $_)[-1] | Should -BeExactly 'exit 1'
        Connect-DefterXSession $key 123456 '2026-09' | Disconnect-DefterXSession # forgets the wrong try
    }
}
