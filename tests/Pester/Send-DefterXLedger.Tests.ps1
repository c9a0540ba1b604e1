BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $gib = Start-Gib $folder -Signer $Firms[0] -Delay 3600000
    $office = Open-Office $folder 'signed' $gib.Address
}

AfterAll {
    Stop-Gib $gib
    Close-Office $folder
}

Describe 'Send-DefterXLedger' {
    It 'writes packages for the portal without a device, and nothing under -WhatIf, under <_>' -ForEach 'en-US', 'tr-TR' {
        $before = Get-OfficeDigest $office.Path
        Use-Culture $_ { Get-WhatIf { Send-DefterXLedger $Firms[2] -PackageOnly "$folder/upload" -WhatIf } } | Should -BeLike "*$folder/upload*$($Firms[2])-202609*"
        Test-Path "$folder/upload" | Should -BeFalse
        Get-OfficeDigest $office.Path | Should -Be $before
        $zips = @(Use-Culture $_ { Get-DefterXLedger $Firms[2] | Send-DefterXLedger -PackageOnly "$folder/upload-$_" })
        $zips.Count | Should -BeGreaterThan 1
        $zips[0] | Should -BeOfType [IO.FileInfo]
    }

    It 'without a device is DeviceRequired' {
        Get-ErrorId { Send-DefterXLedger $Firms[0] } | Should -BeExactly 'DeviceRequired'
        { Send-DefterXLedger $Firms[0] -ErrorAction Stop } | Should -Throw -ErrorId 'DeviceRequired,*'
        Connect-TestDevice $folder -ToSend
    }

    It 'sends nothing under -WhatIf' {
        $before = Get-OfficeDigest $office.Path
        Get-WhatIf { Send-DefterXLedger -WhatIf } | Should -HaveCount 3
        Get-WhatIf { Send-DefterXLedger $Firms[0] -WhatIf } | Should -BeLike "*Send the packages to GİB*$($Firms[0])-202609*"
        Get-OfficeDigest $office.Path | Should -Be $before
    }

    It 'takes months from Import-Csv, and tells the sum as information' {
        $Firms[0, 1] | ForEach-Object { [pscustomobject]@{ Identifier = $_; Period = '2026-09' } } | Export-Csv "$folder/months.csv"
        $sent = @(Import-Csv "$folder/months.csv" | Send-DefterXLedger -Debug -Verbose -InformationVariable told 4>$null 5>$null 6>$null)
        $sent.State | Should -BeExactly 'Sent', 'Sent'
        "$told" | Should -BeLike '2 ledgers in *2 sent*'
        Get-Leftover $office.Path | Should -BeNullOrEmpty
    }

    It 'sends nothing twice' {
        "$((Send-DefterXLedger $Firms[0]).State)" | Should -BeExactly 'Sent'
        $filing = Get-Content "$($office.Path)/ledgers/$($Firms[0])/01.01.2026-31.12.2026/09/filing.jsonl"
        @($filing -match '"Sent"').Count | Should -Be 3
    }

    It 'is LedgerNotCreated for a month without ledgers' {
        Get-ErrorId { Send-DefterXLedger $Firms[0] 2026-08 } | Should -BeExactly 'LedgerNotCreated'
    }

    It 'sends in a job with the device of this process' {
        Invoke-Job { param($Session, $Firm) "$((Send-DefterXLedger $Firm -Session $Session).State)" } $office.Session, $Firms[2] | Should -BeExactly 'Sent'
    }
}
