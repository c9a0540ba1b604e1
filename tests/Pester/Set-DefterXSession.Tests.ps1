BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $null = Open-Office $folder 'imported'
}

AfterAll { Close-Office $folder }

Describe 'Set-DefterXSession' {
    It 'changes the period by position, however it is written, under <_>' -ForEach 'en-US', 'tr-TR' {
        Use-Culture $_ {
            foreach ($period in 'Ağustos 2026', 'AĞUSTOS 2026', 'ağustos 2026', 'August 2026', '08.2026', '8/2026', '2026-08') {
                "$((Set-DefterXSession $period -PassThru -Debug 5>$null).Period)" | Should -BeExactly '2026-08' -Because $period
                Set-DefterXSession 2026-09 | Should -BeNullOrEmpty
            }
        }
        (Get-DefterXLedger)[0].Period.ToString() | Should -BeExactly '2026-09'
    }

    It 'changes nothing under -WhatIf' {
        Get-WhatIf { Set-DefterXSession 2026-08 -WhatIf } | Should -BeLike '*Change session*'
        "$((Get-DefterXSession).Period)" | Should -BeExactly '2026-09'
    }

    It 'says what is wrong by id' {
        Get-ErrorId { Set-DefterXSession 2026-13 } | Should -BeExactly 'InvalidPeriod'
        { Set-DefterXSession 2026-13 -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidPeriod,*'
        Invoke-Job { try { Set-DefterXSession 2026-08 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId } } | Should -BeLike 'SessionRequired,*'
    }

    It 'refuses an empty variable for the session' {
        $none = $null
        { Set-DefterXSession 2026-08 -Session $none } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'narrows the devices' {
        Connect-TestDevice $folder
        @((Set-DefterXSession -Device @() -PassThru).Devices).Count | Should -Be 0
        @((Set-DefterXSession -Device $null -PassThru).Devices).Count | Should -Be 1
    }
}
