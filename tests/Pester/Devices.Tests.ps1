# A SoftHSM token in a real PowerShell: found, connected by pipeline, and nothing asked where nobody answers.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/filing.ps1"
    $folder = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "defterx-$([guid]::NewGuid())") -ItemType Directory).FullName
    $env:DEFTERX_PKCS11_LIBRARY = New-TestToken $folder '5123400670'
    $pin = "(ConvertTo-SecureString $TestPin -AsPlainText -Force)"
}

AfterAll {
    $env:DEFTERX_PKCS11_LIBRARY = $env:SOFTHSM2_CONF = $null
    Remove-Item $folder -Recurse -Force
}

Describe 'A smart device' {
    It 'is connected by pipeline' {
        Invoke-Pwsh "`$d = Get-DefterXDevice | Connect-DefterXDevice -Pin $pin -NoGib; `$d.Name, `$d.Identifier, `$d.IsConnected, (Get-DefterXDevice).IsConnected" |
            Should -BeExactly '5123400670', '5123400670', 'True', 'True'
    }

    It 'can be used after Select-Object -First has stopped the search' {
        Invoke-Pwsh "`$first = Get-DefterXDevice | Select-Object -First 1; (`$first | Connect-DefterXDevice -Pin $pin -NoGib).IsConnected; Disconnect-DefterXDevice; (Get-DefterXDevice).IsConnected" |
            Should -BeExactly 'True', 'False'
    }

    It 'wants its PIN as a parameter where nobody can answer' {
        Invoke-Pwsh 'try { Connect-DefterXDevice -NoGib -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }' |
            Should -BeExactly 'PinRequired,DefterX.Cmdlets.Commands.ConnectDefterXDeviceCommand'
    }

    It 'says in Turkish that a PIN is wrong, and does not repeat it' {
        $message = (Invoke-Pwsh "[cultureinfo]::CurrentUICulture = 'tr-TR'; try { Connect-DefterXDevice -NoGib -Pin (ConvertTo-SecureString 000000 -AsPlainText -Force) -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId; `"`$_`" }") -join "`n"
        $message | Should -BeLike 'PinIncorrect,*'
        $message | Should -Match 'PIN.i yanlış'
        $message | Should -Not -Match '000000'
    }

    It 'is shared by two sessions in two runspaces' {
        $office = Join-Path $folder 'büro'
        $null = New-DefterXOffice $office 123456 'Deneme' -SourceIdentifier 7341200986 -SourceTitle 'DENEME A.Ş.'
        $key = (New-DefterXLoginKey Test -Office $office).Key
        $env:DEFTERX_OFFICE = $office
        try {
            Invoke-Pwsh @"
                `$null = Connect-DefterXDevice -NoGib -Pin $pin
                `$module = '$ModulePath'
                '2026-08', '2026-09' | ForEach-Object -Parallel {
                    Import-Module `$using:module
                    `$session = Connect-DefterXSession '$key' 123456 `$_
                    "`$(`$session.Period) `$(`$session.Devices.Count) `$(@(Get-DefterXSession).Count)"
                } | Sort-Object
                @(Get-DefterXSession).Count
"@ | Should -BeExactly '2026-08 1 1', '2026-09 1 1', '0'
        }
        finally { $env:DEFTERX_OFFICE = $null }
    }
}
