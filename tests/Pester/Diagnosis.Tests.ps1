# The diagnosis in a real PowerShell: the smart card library is found from the module's own load context.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/filing.ps1"
    $folder = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "defterx-$([guid]::NewGuid())") -ItemType Directory).FullName
    $env:DEFTERX_PKCS11_LIBRARY = New-TestToken $folder '5123400670'
    $env:PCSCLITE_CSOCK_NAME = Join-Path $folder 'pcscd.comm' # where no service listens
}

AfterAll {
    $env:DEFTERX_PKCS11_LIBRARY = $env:SOFTHSM2_CONF = $env:PCSCLITE_CSOCK_NAME = $null
    Remove-Item $folder -Recurse -Force
}

Describe 'Test-DefterXDevice' {
    It 'tells a service that does not run from one that is not installed' -Skip:(-not $IsLinux) {
        Invoke-Pwsh '(Test-DefterXDevice | Where-Object Check -eq SmartCardService).Message' |
            Should -BeExactly 'The smart card service (PC/SC) does not run.'
    }

    It 'finds the token, and says what is left to do' {
        Invoke-Pwsh 'Test-DefterXDevice 5123* | Where-Object Subject -eq 5123400670 | ForEach-Object { "$($_.Check) $($_.Status)" }; Test-DefterXDevice 5123* -Quiet; Test-DefterXDevice yok -Quiet' |
            Should -BeExactly 'Token Passed', 'Certificate Passed', 'Validity Passed', 'Trust Warning', 'Pin Passed', 'Connection Warning', 'True', 'False'
    }

    It 'names a library of another architecture in Turkish' {
        $other = Join-Path $folder 'libakisp11.so'
        $header = [byte[]]::new(64)
        0x7F, 0x45, 0x4C, 0x46, 1, 1 | ForEach-Object { $i = 0 } { $header[$i++] = $_ }
        $header[18] = 3
        [IO.File]::WriteAllBytes($other, $header)
        $text = (Invoke-Pwsh "[cultureinfo]::CurrentUICulture = 'tr-TR'; Test-DefterXDevice yok -Library '$other' | Format-List") -join "`n"
        $text | Should -Match '32 bit \(x86\), bu PowerShell 64 bit'
        $text | Should -Match 'sürümünü kurun'
        $text | Should -Match ([regex]::Escape($other))
    }

    It 'shows what to do in its table' {
        $table = (Invoke-Pwsh 'Test-DefterXDevice') -join ' ' -replace '\s+', ' '
        $table | Should -Match '→ Connect it with its PIN: Connect-DefterXDevice -Thumbprint [0-9A-F]{40}'
    }
}
