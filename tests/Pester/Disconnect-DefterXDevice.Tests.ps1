BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $null = Open-Office $folder 'empty'
    $files = $Firms[0, 1] | ForEach-Object { New-TestCertificate $folder $_ }
    function Get-Connected { @((Get-DefterXSession).Devices) }
}

AfterAll { Close-Office $folder }

Describe 'Disconnect-DefterXDevice' {
    BeforeEach { $devices = $files | ForEach-Object { Connect-DefterXDevice -PfxPath $_ -Pin (Get-TestPin) -NoGib } }

    It 'lets all devices go' {
        Get-Connected | Should -HaveCount 2
        Disconnect-DefterXDevice | Should -BeNullOrEmpty
        Get-Connected | Should -HaveCount 0
    }

    It 'lets one go by pipeline, and says so with -PassThru' {
        $gone = $devices[0] | Disconnect-DefterXDevice -PassThru -Debug -Verbose 4>$null 5>$null
        $gone.IsConnected | Should -BeFalse
        (Get-Connected).Identifier | Should -BeExactly $Firms[1]
    }

    It 'lets those go whose name a wildcard finds, under tr-TR' {
        Use-Culture 'tr-TR' { Disconnect-DefterXDevice -Name "örnek $($Firms[0])*"; Disconnect-DefterXDevice -Name "*$($Firms[0])*" }
        (Get-Connected).Identifier | Should -BeExactly $Firms[1]
    }

    It 'lets none go under -WhatIf' {
        Get-WhatIf { Disconnect-DefterXDevice -WhatIf } | Should -HaveCount 2
        Get-WhatIf { $devices[0] | Disconnect-DefterXDevice -WhatIf } | Should -BeLike "*Disconnect device*$($Firms[0])*"
        Get-Connected | Should -HaveCount 2
    }

    It 'is DeviceNotFound for a name that no device has, and nothing for none' {
        Get-ErrorId { Disconnect-DefterXDevice -Name yok } | Should -BeExactly 'DeviceNotFound'
        { Disconnect-DefterXDevice -Name yok -ErrorAction Stop } | Should -Throw -ErrorId 'DeviceNotFound,*'
        Get-ErrorId { Disconnect-DefterXDevice -Name 'yok*' } | Should -BeNullOrEmpty
    }
}
