# A GİB that never ends with what it has: the way to it, and what stops on it. The whole way is in Examples and Nightly.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $gib = Start-Gib $folder -Signer $Firms[0] -Delay 3600000
    $office = Open-Office $folder 'imported' $gib.Address
}

AfterAll {
    Stop-Gib $gib
    Close-Office $folder
}

Describe 'Publish-DefterXLedger' {
    It 'changes nothing under -WhatIf, which says how far it would go' {
        $before = Get-OfficeDigest $office.Path
        $said = @(Get-WhatIf { Publish-DefterXLedger -Through Signed -WhatIf })
        $said | Should -HaveCount 3
        $said -join "`n" | Should -BeLike "*Publish through Signed*$($Firms[0])-202609*"
        Get-OfficeDigest $office.Path | Should -Be $before
    }

    It 'takes months from Import-Csv and tells the sum as information, in <Culture>' -ForEach @(
        @{ Culture = 'en-US'; Sum = '3 ledgers in *' }
        @{ Culture = 'tr-TR'; Sum = '*3 defter: 3 doğrulanmış*' }
    ) {
        $Firms | ForEach-Object { [pscustomobject]@{ Identifier = $_; Period = '2026-09' } } | Export-Csv "$folder/months.csv"
        $ledgers = @(Use-Culture $Culture {
            Import-Csv "$folder/months.csv" | Publish-DefterXLedger -Through Validated -Debug -Verbose -InformationVariable told 4>$null 5>$null 6>$null
            "$told"
        })
        $ledgers[0..2].State | Should -BeExactly 'Valid', 'Valid', 'Valid'
        $ledgers[3] | Should -BeLike $Sum
    }

    It 'leaves whole months when Select-Object has enough' {
        @(Publish-DefterXLedger 'ışık*' -Through Created 6>$null | Select-Object -First 1).Count | Should -Be 1
        Get-Leftover $office.Path | Should -BeNullOrEmpty
        Get-DefterXLedger | ForEach-Object { "$($_.State)" } | Select-Object -Unique | ForEach-Object { $_ | Should -BeIn 'Valid', 'Created' }
    }

    It 'without a device goes as far as it can' {
        @(Publish-DefterXLedger 6>$null).State | Should -BeExactly 'Created', 'Created', 'Created'
    }

    It 'fails for a firm alone, with an id: JournalNotFound' {
        Get-ErrorId { Publish-DefterXLedger $Firms[1] 2026-08 } | Should -BeExactly 'JournalNotFound'
        { Publish-DefterXLedger $Firms[1] 2026-08 -ErrorAction Stop } | Should -Throw -ErrorId 'JournalNotFound,*'
        Get-ErrorId { Publish-DefterXLedger 1, $Firms[0] } | Should -BeExactly 'FirmNotFound'
    }

    It 'works as a background job of another process' {
        $key, $path = $office.Key, $office.Path
        Start-Job {
            Import-Module $using:ModulePath
            $null = Connect-DefterXSession $using:key 123456 2026-09 -Office $using:path
            Publish-DefterXLedger 6>$null | ForEach-Object { "$($_.State)" }
        } | Receive-Job -Wait -AutoRemoveJob | Should -BeExactly 'Created', 'Created', 'Created'
    }

    It 'works side by side in runspaces with the device of this process' {
        Connect-TestDevice $folder -ToSend
        $session = $office.Session
        $Firms[1, 2] | ForEach-Object -Parallel { Import-Module $using:ModulePath; "$((Publish-DefterXLedger $_ -Through Signed -Session $using:session).State)" } |
            Should -BeExactly 'Signed', 'Signed'
    }

    It 'ends within a second of Ctrl+C, with the month sent' {
        $filing = "$($office.Path)/ledgers/$($Firms[0])/01.01.2026-31.12.2026/09/filing.jsonl"
        $end = Stop-Script "Publish-DefterXLedger $($Firms[0]) -Session `$Session -Wait" $office.Session {
            (Test-Path $filing) -and @(Select-String -Path $filing -Pattern '"Sent"').Count -eq 3
        }
        $end.State | Should -Be 'Stopped'
        $end.Milliseconds | Should -BeLessThan 1000
        (Get-DefterXLedger $Firms[0]).State | Should -Be 'Sent'
        Get-Leftover $office.Path | Should -BeNullOrEmpty
    }
}
