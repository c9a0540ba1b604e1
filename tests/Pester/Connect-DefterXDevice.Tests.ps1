# A SoftHSM token and PFX files in a real PowerShell: connected by pipeline, and nothing asked where nobody answers.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $env:DEFTERX_PKCS11_LIBRARY = New-TestToken $folder $Firms[0]
    $office = Open-Office $folder 'empty'
    $other = New-TestCertificate $folder $Firms[1]
    $facts = Get-Fact @"
        `$env:DEFTERX_OFFICE = '$($office.Path)'
        `$pin = ConvertTo-SecureString $TestPin -AsPlainText -Force
        function Get-Id([scriptblock] `$Script) { try { `$null = & `$Script } catch { `$_.FullyQualifiedErrorId } }
        `$f = @{}
        `$f.Asked = Get-Id { Connect-DefterXDevice -NoGib -ErrorAction Stop }
        `$f.Unknown = Get-Id { Connect-DefterXDevice -Name yok -NoGib -Pin `$pin -ErrorAction Stop }
        [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = 'tr-TR'
        try { Connect-DefterXDevice -NoGib -Pin (ConvertTo-SecureString 000000 -AsPlainText -Force) -ErrorAction Stop }
        catch { `$f.Wrong = "`$(`$_.FullyQualifiedErrorId) `$_" }
        [cultureinfo]::CurrentUICulture = 'en-US'
        `$first = Get-DefterXDevice | Select-Object -First 1
        `$f.First = (`$first | Connect-DefterXDevice -Pin `$pin -NoGib).IsConnected
        Disconnect-DefterXDevice
        `$f.Ended = (Get-DefterXDevice).IsConnected
        `$device = Get-DefterXDevice | Connect-DefterXDevice -Pin `$pin -NoGib -Debug -Verbose 4>`$null 5>`$null
        `$f.Connected = "`$(`$device.Name) `$(`$device.Identifier) `$(`$device.IsConnected) `$((Get-DefterXDevice).IsConnected)"
        `$module = '$ModulePath'
        `$f.Runspaces = '2026-08', '2026-09' | ForEach-Object -Parallel {
            Import-Module `$using:module
            `$session = Connect-DefterXSession '$($office.Key)' 123456 `$_
            "`$(`$session.Period) `$(`$session.Devices.Count) `$(@(Get-DefterXSession).Count)"
        } | Sort-Object
        `$f.Sessions = @(Get-DefterXSession).Count
        `$f
"@
}

AfterAll {
    $env:DEFTERX_PKCS11_LIBRARY = $env:SOFTHSM2_CONF = $null
    Close-Office $folder
}

Describe 'Connect-DefterXDevice with a token' {
    It 'is connected by pipeline' {
        $facts.Connected | Should -BeExactly "$($Firms[0]) $($Firms[0]) True True"
    }

    It 'can be used after Select-Object -First has stopped the search' {
        $facts.First | Should -BeTrue
        $facts.Ended | Should -BeFalse
    }

    It 'wants its PIN as a parameter where nobody can answer' {
        $facts.Asked | Should -BeExactly 'PinRequired,DefterX.Cmdlets.Commands.ConnectDefterXDeviceCommand'
    }

    It 'is DeviceNotFound under a name that no device has' {
        $facts.Unknown | Should -BeLike 'DeviceNotFound,*'
    }

    It 'says in Turkish that a PIN is wrong, and does not repeat it' {
        $facts.Wrong | Should -BeLike 'PinIncorrect,*'
        $facts.Wrong | Should -Match 'PIN.i yanlış'
        $facts.Wrong | Should -Not -Match '000000'
    }

    It 'is shared by two sessions in two runspaces' {
        $facts.Runspaces | Should -BeExactly '2026-08 1 1', '2026-09 1 1'
        $facts.Sessions | Should -Be 0
    }
}

Describe 'Connect-DefterXDevice with a PFX file' {
    AfterEach { Disconnect-DefterXDevice }

    It 'takes the password, and gives the device as connected' {
        $device = Connect-DefterXDevice -PfxPath $other -Pin (Get-TestPin) -NoGib
        "$($device.Identifier) $($device.IsConnected)" | Should -BeExactly "$($Firms[1]) True"
        @((Get-DefterXSession).Devices).Count | Should -Be 1
    }

    It 'warns and connects all the same when GİB is not there, under <_>' -ForEach 'en-US', 'tr-TR' {
        $device = Use-Culture $_ { Connect-DefterXDevice -PfxPath $other -Pin (Get-TestPin) -GibUri $NoGib -WarningVariable warned -WarningAction SilentlyContinue; "$warned" }
        $device[0].IsConnected | Should -BeTrue
        $device[1] | Should -Match 'GibUnreachable'
    }

    It 'neither reads nor asks anything under -WhatIf' {
        Get-WhatIf { Connect-DefterXDevice -PfxPath "$folder/yok.pfx" -WhatIf } | Should -BeLike '*Connect device*yok.pfx*'
    }

    It 'says what is wrong by id' {
        Get-ErrorId { Connect-DefterXDevice -PfxPath $other -NoGib -Pin (ConvertTo-SecureString 1 -AsPlainText -Force) } | Should -BeExactly 'PinIncorrect'
        Get-ErrorId { Connect-DefterXDevice -PfxPath "$folder/yok.pfx" -NoGib -Pin (Get-TestPin) } | Should -BeExactly 'DeviceNotFound'
        { Connect-DefterXDevice -PfxPath "$folder/yok.pfx" -NoGib -Pin (Get-TestPin) -ErrorAction Stop } | Should -Throw -ErrorId 'DeviceNotFound,*'
    }
}
