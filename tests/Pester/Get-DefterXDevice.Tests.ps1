# The search for devices loads PKCS#11 libraries, so it runs in a process of its own.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/devices.ps1"
    $folder = New-TestFolder
    $env:DEFTERX_PKCS11_LIBRARY = New-TestToken $folder '5123400670'
    $pfx = New-TestCertificate $folder '7341200986'
    Set-Content "$folder/broken.so" 'no library'
    $facts = Get-Fact @"
        `$f = @{}
        `$f.All = @(Get-DefterXDevice).Name
        `$f.Found = (Get-DefterXDevice 5123* -Debug -Verbose -InformationVariable told 4>`$null 5>`$null).Name
        `$f.None = @(Get-DefterXDevice yok*).Count
        Get-DefterXDevice yok -ErrorAction SilentlyContinue -ErrorVariable failed
        `$f.Unknown = `$failed[0].FullyQualifiedErrorId
        try { Get-DefterXDevice yok -Wait -Timeout 1 -ErrorAction Stop } catch { `$f.Timeout = `$_.FullyQualifiedErrorId }
        `$f.Pfx = (Get-DefterXDevice -PfxPath '$pfx' | Where-Object Name -NE 5123400670).Name.Count
        `$f.Broken = @(Get-DefterXDevice -Library '$folder/broken.so' -WarningVariable warned -WarningAction SilentlyContinue).Count
        `$f.Warned = "`$warned"
        `$f.First = @(Get-DefterXDevice | Select-Object -First 1).Count
        `$f.Parallel = 1, 2 | ForEach-Object -Parallel { Import-Module '$ModulePath'; @(Get-DefterXDevice 5123*).Count }
        `$shell = [powershell]::Create().AddScript("Import-Module '$ModulePath'; Get-DefterXDevice yok* -Wait -Timeout 600")
        `$run = `$shell.BeginInvoke()
        while (-not `$shell.Streams.Progress.Count) { Start-Sleep -Milliseconds 20 }
        `$clock = [Diagnostics.Stopwatch]::StartNew()
        `$shell.Stop()
        `$f.Stopped = `$clock.ElapsedMilliseconds
        [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = 'tr-TR'
        `$f.Turkish = (Get-DefterXDevice 5123* | Format-List | Out-String)
        `$f
"@
}

AfterAll {
    $env:DEFTERX_PKCS11_LIBRARY = $env:SOFTHSM2_CONF = $null
    Remove-Item $folder -Recurse -Force
}

Describe 'Get-DefterXDevice' {
    It 'finds the token, by wildcard too' {
        $facts.All | Should -BeExactly '5123400670'
        $facts.Found | Should -BeExactly '5123400670'
        $facts.First | Should -Be 1
        $facts.Turkish | Should -Match '5123400670'
    }

    It 'finds PFX files when asked' {
        $facts.Pfx | Should -Be 1
    }

    It 'finds nothing by a wildcard, but is DeviceNotFound for a name' {
        $facts.None | Should -Be 0
        $facts.Unknown | Should -BeLike 'DeviceNotFound,*'
    }

    It 'waits no longer than -Timeout: OperationTimeout' {
        $facts.Timeout | Should -BeLike 'OperationTimeout,*'
    }

    It 'warns of a broken library and goes on' {
        $facts.Broken | Should -Be 1
        $facts.Warned | Should -Match 'broken\.so'
    }

    It 'works in runspaces side by side' {
        $facts.Parallel | Should -Be 1, 1
    }

    It 'stops waiting within a second of Ctrl+C' {
        $facts.Stopped | Should -BeLessThan 1000
    }
}
