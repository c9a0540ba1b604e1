# Filing in a real PowerShell: what stops a pipeline early leaves whole months and nothing open.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/filing.ps1"
    $folder = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "defterx-$([guid]::NewGuid())") -ItemType Directory).FullName
    $office = Join-Path $folder 'büro'
    $gib = Start-Gib $folder -Delay 3600000
    $key = New-FilingOffice $office $gib.Address
    $pin = ConvertTo-SecureString $TestPin -AsPlainText -Force
    $null = Connect-DefterXDevice -PfxPath (New-TestCertificate $folder $Firms[0]) -Pin $pin
}

AfterAll {
    Get-DefterXSession | Disconnect-DefterXSession
    Disconnect-DefterXDevice
    $gib.Process.Kill()
    $gib.Process.WaitForExit()
    Remove-Item $folder -Recurse -Force
}

Describe 'Select-Object -First' {
    It 'leaves nothing open behind <_>' -ForEach { Get-DefterXLedger }, { Test-DefterXLedger }, { New-DefterXLedger -WhatIf }, { New-DefterXLedger } {
        $null = & $_ | Select-Object -First 1
        Get-Leftover $office | Should -BeNullOrEmpty
        @(Get-DefterXLedger).Count | Should -Be 3
    }

    It 'has let New-DefterXLedger make one month and no more' {
        @(Get-DefterXLedger -State Created).Count | Should -Be 1
    }

    It 'over findings leaves the file of the books closed' {
        $bad = "$office-bad.csv"
        Set-Content $bad 'EntryNumber;Date;AccountCode;AccountName;Debit;Credit', '1;2026-08-01;100.01;Kasa;10.00;', '1;2026-08-01;102.01;Banka;;9.00'
        $null = Import-DefterXJournal $bad $Firms[1] -Period 2026-08
        $finding = Test-DefterXLedger $Firms[1] -Period 2026-08 | Select-Object -First 1
        $finding.Severity | Should -Be 'Error'
        Get-Leftover $office | Should -BeNullOrEmpty
    }
}

Describe 'Ctrl+C' {
    It 'ends Publish-DefterXLedger -Wait within a second, with the month sent' {
        $filing = Join-Path $office "ledgers/$($Firms[0])/01.01.2026-31.12.2026/09/filing.jsonl"
        $end = Stop-Script "Publish-DefterXLedger $($Firms[0]) -Session `$Session -Wait" (Get-DefterXSession) {
            (Test-Path $filing) -and @(Select-String -Path $filing -Pattern '"Sent"').Count -eq 3
        }
        $end.State | Should -Be 'Stopped'
        $end.Milliseconds | Should -BeLessThan 1000
        (Get-DefterXLedger $Firms[0]).State | Should -Be 'Sent'
        Get-Leftover $office | Should -BeNullOrEmpty
    }

    It 'ends Receive-DefterXBerat -Wait within a second, and it can be asked again' {
        $started = [Diagnostics.Stopwatch]::StartNew()
        $end = Stop-Script "Receive-DefterXBerat $($Firms[0]) -Session `$Session -Wait" (Get-DefterXSession) { $started.ElapsedMilliseconds -gt 1500 }
        $end.State | Should -Be 'Stopped'
        $end.Milliseconds | Should -BeLessThan 1000
        Get-Leftover $office | Should -BeNullOrEmpty
        (Receive-DefterXBerat $Firms[0]).State | Should -Be 'Sent'
    }

    It 'ends New-DefterXLedger within a second, with nothing created' {
        $big = "$office-big.csv"
        $lines = foreach ($i in 1..40000) { "$i;2026-09-01;100.01.001;Kasa;10.00;;I;F"; "$i;2026-09-01;102.01.001;Banka;;10.00;I;F" }
        Set-Content $big (@('EntryNumber;Date;AccountCode;AccountName;Debit;Credit;Description;EntryDescription') + $lines)
        $null = Import-DefterXJournal $big $Firms[2] -Force
        $end = Stop-Script "New-DefterXLedger $($Firms[2]) -Force -Session `$Session" (Get-DefterXSession) {
            [IO.Directory]::Exists("$office/ledgers/$($Firms[2])") -and [IO.Directory]::GetFiles("$office/ledgers/$($Firms[2])", '*.tmp', 'AllDirectories').Count -gt 0
        }
        $end.State | Should -Be 'Stopped'
        $end.Milliseconds | Should -BeLessThan 1000
        Get-Leftover $office | Should -BeNullOrEmpty
        (Get-DefterXLedger $Firms[2]).Files | Should -BeNullOrEmpty
    }
}

Describe 'Two sessions' {
    It 'work side by side with ForEach-Object -Parallel' {
        $states = '2026-08', '2026-09' | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            $null = Connect-DefterXSession $using:key 123456 $_ -Office $using:office
            $ledgers = @(Get-DefterXLedger)
            "$(@(Get-DefterXSession).Count) $($ledgers.Count) $($ledgers[0].Period)"
            Disconnect-DefterXSession
        } | Sort-Object
        $states | Should -BeExactly '1 3 2026-08', '1 3 2026-09'
        @(Get-DefterXSession).Count | Should -Be 1
    }
}

Describe 'Under tr-TR' {
    It 'shows views and errors in Turkish, with ids that stay' {
        $lines = Invoke-Pwsh @"
            [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = 'tr-TR'
            `$null = Connect-DefterXSession '$key' 123456 'Eylül 2026' -Office '$office'
            (Get-DefterXLedger $($Firms[1]) | Out-String -Width 120).Trim()
            try { Set-DefterXSignature $($Firms[1]) -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId; "`$_" }
            'get-defterxfirm', 'GET-DEFTERXFIRM' | ForEach-Object { (& `$_ $($Firms[1])).Title }
"@
        $text = $lines -join "`n"
        $text | Should -Match '30,00'
        $text | Should -Match 'LedgerNotCreated,'
        $text | Should -Match 'oluşturulmamış'
        @($lines -eq "Işık İnşaat $($Firms[1])").Count | Should -Be 2
    }
}

Describe 'Set-DefterXSignature over all firms' {
    BeforeAll {
        Get-DefterXFirm | Set-DefterXFirm -AuthorizedSigner $Firms[0]
        $null = Import-DefterXJournal "$office.csv" $Firms[2] -Force
        $null = New-DefterXLedger $Firms[1], $Firms[2]
    }

    It 'leaves whole months when Select-Object has enough, and signs the rest the next time' {
        @(Get-DefterXFirm | Set-DefterXSignature | Select-Object -First 1).Count | Should -Be 1
        Get-Leftover $office | Should -BeNullOrEmpty
        $ledgers = @(Get-DefterXFirm | Set-DefterXSignature)
        $ledgers.State | Sort-Object | Should -Be 'Signed', 'Signed', 'Sent'
        @(Get-DefterXLedger -State Signed | Get-DefterXSignature | Where-Object Status -EQ 'Invalid').Count | Should -Be 0
        Get-Leftover $office | Should -BeNullOrEmpty
    }
}
