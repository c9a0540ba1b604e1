# The diagnosis in a real PowerShell: the smart card library is found from the module's own load context.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/devices.ps1"
    $folder = New-TestFolder
    $env:DEFTERX_PKCS11_LIBRARY = New-TestToken $folder '5123400670'
    $env:PCSCLITE_CSOCK_NAME = Join-Path $folder 'pcscd.comm' # where no service listens
    $other = Join-Path $folder 'libakisp11.so'
    $header = [byte[]]::new(64)
    0x7F, 0x45, 0x4C, 0x46, 1, 1 | ForEach-Object { $i = 0 } { $header[$i++] = $_ }
    $header[18] = 3
    [IO.File]::WriteAllBytes($other, $header)
    $facts = Get-Fact @"
        `$f = @{}
        `$all = Test-DefterXDevice -Debug -Verbose -InformationVariable told 4>`$null 5>`$null
        `$f.Service = (`$all | Where-Object Check -eq SmartCardService).Message
        `$f.Table = (`$all | Out-String -Width 120)
        `$f.Token = Test-DefterXDevice 5123* | Where-Object Subject -eq 5123400670 | ForEach-Object { "`$(`$_.Check) `$(`$_.Status)" }
        `$f.Quiet = (Test-DefterXDevice 5123* -Quiet), (Test-DefterXDevice yok -Quiet)
        `$f.Job = Start-ThreadJob { Import-Module '$ModulePath'; Test-DefterXDevice 5123* -Quiet } | Receive-Job -Wait -AutoRemoveJob
        [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = 'tr-TR'
        `$f.Other = (Test-DefterXDevice yok -Library '$other' | Format-List | Out-String -Width 400)
        `$f
"@
}

AfterAll {
    $env:DEFTERX_PKCS11_LIBRARY = $env:SOFTHSM2_CONF = $env:PCSCLITE_CSOCK_NAME = $null
    Remove-Item $folder -Recurse -Force
}

Describe 'Test-DefterXDevice' {
    It 'tells a service that does not run from one that is not installed' -Skip:(-not $IsLinux) {
        $facts.Service | Should -BeExactly 'The smart card service (PC/SC) does not run.'
    }

    It 'finds the token, and says what is left to do' {
        $facts.Token | Should -BeExactly 'Token Passed', 'Certificate Passed', 'Validity Passed', 'Trust Warning', 'Pin Passed', 'Connection Warning'
        $facts.Quiet | Should -BeExactly $true, $false
        $facts.Job | Should -BeTrue
    }

    It 'names a library of another architecture in Turkish' {
        $facts.Other | Should -Match '32 bit \(x86\), bu PowerShell 64 bit'
        $facts.Other | Should -Match 'sürümünü kurun'
        $facts.Other | Should -Match ([regex]::Escape($other))
    }

    It 'shows what to do in its table' {
        $facts.Table -replace '\s+', ' ' | Should -Match '→ Connect it with its PIN: Connect-DefterXDevice -Thumbprint [0-9A-F]{40}'
    }
}
