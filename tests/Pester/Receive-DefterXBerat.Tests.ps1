# One GİB that answers at once, and one that never ends with what it has.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $gib = Start-Gib (New-Item "$folder/quick" -ItemType Directory) -Signer $Firms[0]
    $slow = Start-Gib (New-Item "$folder/slow" -ItemType Directory) -Signer $Firms[0] -Delay 3600000
    $waiting = Open-Office "$folder/slow" 'signed' $slow.Address
    Connect-TestDevice $folder -ToSend
    $null = Send-DefterXLedger $Firms[0]
    $office = Open-Office "$folder/quick" 'signed' $gib.Address
    $null = Send-DefterXLedger $Firms[0, 1] 6>$null
}

AfterAll {
    Stop-Gib $gib
    Stop-Gib $slow
    Close-Office $folder
}

Describe 'Receive-DefterXBerat' {
    It 'asks nobody under -WhatIf' {
        $before = Get-OfficeDigest $office.Path
        Get-WhatIf { Receive-DefterXBerat $Firms[0] -WhatIf } | Should -BeLike "*Ask GİB and fetch the approved berats*$($Firms[0])-202609*"
        Get-OfficeDigest $office.Path | Should -Be $before
    }

    It 'takes months from Import-Csv, until they are approved, and tells the sum as information' {
        $Firms[0, 1] | ForEach-Object { [pscustomobject]@{ Identifier = $_; Period = 'Eylül 2026' } } | Export-Csv "$folder/months.csv"
        $ledgers = @(Use-Culture 'tr-TR' { Import-Csv "$folder/months.csv" | Receive-DefterXBerat -Wait -Debug -Verbose -InformationVariable told 4>$null 5>$null 6>$null; "$told" })
        $ledgers[0, 1].State | Should -BeExactly 'Approved', 'Approved'
        $ledgers[2] | Should -BeLike '*2 defter: 2 onaylı*'
        @(Get-DefterXLedger -State Approved | Get-DefterXSignature -NoRevocationCheck | Where-Object Status -EQ 'Invalid').Count | Should -Be 0
    }

    It 'takes in what was downloaded from the portal' {
        $downloads = (New-Item "$folder/downloads" -ItemType Directory).FullName
        Get-ChildItem "$($office.Path)/ledgers/$($Firms[0])" -Recurse -Filter 'GIB-*' | Copy-Item -Destination $downloads
        Get-WhatIf { Receive-DefterXBerat -Path $downloads -WhatIf } | Should -BeLike "*Take in the approved berats*$($Firms[0])-202609*"
        "$((Receive-DefterXBerat -Path $downloads).State)" | Should -BeExactly 'Approved'
    }

    It 'is LedgerNotSigned for what was not sent, and goes on' {
        Get-ErrorId { Receive-DefterXBerat $Firms[2], $Firms[0] 6>$null } | Should -BeExactly 'LedgerNotSigned'
        "$((Receive-DefterXBerat $Firms[2], $Firms[0] -ErrorAction SilentlyContinue 6>$null).State)" | Should -BeExactly 'Approved'
        { Receive-DefterXBerat $Firms[2] -ErrorAction Stop } | Should -Throw -ErrorId 'LedgerNotSigned,*'
    }

    It 'ends within a second of Ctrl+C, and can be asked again' {
        $started = [Diagnostics.Stopwatch]::StartNew()
        $end = Stop-Script "Receive-DefterXBerat $($Firms[0]) -Session `$Session -Wait" $waiting.Session { $started.ElapsedMilliseconds -gt 1500 }
        $end.State | Should -Be 'Stopped'
        $end.Milliseconds | Should -BeLessThan 1000
        Get-Leftover $waiting.Path | Should -BeNullOrEmpty
        (Receive-DefterXBerat $Firms[0] -Session $waiting.Session).State | Should -Be 'Sent'
    }
}
