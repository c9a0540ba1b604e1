# samples/nightly.ps1 as a scheduled task runs it: in a pwsh of its own that nobody answers, against a simulated GİB.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    . "$PSScriptRoot/unattended.ps1"
    . "$PSScriptRoot/nightly.ps1"
    $folder = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "defterx-$([guid]::NewGuid())") -ItemType Directory).FullName
    $office = Join-Path $folder 'büro'
    $reports = Join-Path $folder 'raporlar'
    $gib = Start-Gib $folder -Delay 3000
    $key = New-FilingOffice $office $gib.Address
    $pfx = @($Firms | ForEach-Object { New-TestCertificate $folder $_ }) -join ','

    New-FileVault $folder @{ key = $key; badkey = 'abc-def-ghi-jkl'; pin = $TestPin; badpin = '111111' }

    function Invoke-Nightly([string] $Arguments, [string] $Language = 'en_US') {
        Invoke-NightlyScript $folder "-Office '$office' -ReportPath '$reports' $Arguments" @{ LC_ALL = "$Language.UTF-8" }
    }

    function Get-Report { Get-Content (Join-Path $reports "defterx-123456-$args.json") -Raw | ConvertFrom-Json }
}

AfterAll {
    Get-DefterXSession | Disconnect-DefterXSession
    if (-not $gib.Process.HasExited) { $gib.Process.Kill() }
    Remove-Item $folder -Recurse -Force
}

Describe 'samples/nightly.ps1' {
    It 'cannot start without a right login, vault or module: exit 2' -ForEach @(
        @{ Arguments = '-LoginKeySecret badkey -Period 2026-09'; Id = 'LoginRejected' }
        @{ Arguments = '-LoginKeySecret yok -Period 2026-09'; Id = 'InvalidLoginKey' }
        @{ Arguments = '-Period 2026-09'; Id = '-LoginKeySecret' }
        @{ Arguments = '-LoginKeySecret key -Period Eylul'; Id = 'InvalidPeriod' }
        @{ Arguments = "-LoginKeySecret key -Period 2026-09 -PinSecret pin,pin -PfxPath 5123400670.pfx"; Id = 'each device needs its own' }
    ) {
        $lines = Invoke-Nightly $Arguments
        $lines[-1] | Should -BeExactly 'exit 2'
        $lines -join "`n" | Should -Match $Id
        Test-Path $reports | Should -BeFalse
    }

    It 'cannot start when a device refuses its PIN: exit 2' {
        $lines = Invoke-Nightly "-LoginKeySecret key -Period 2026-09 -PinSecret badpin -PfxPath '$folder/$($Firms[0]).pfx'"
        $lines[-1] | Should -BeExactly 'exit 2'
        $lines -join "`n" | Should -Match 'PinIncorrect'
    }

    It 'without a device creates what is ready, and says so: exit 0' {
        $lines = Invoke-Nightly '-LoginKeySecret key -Period 2026-09' -Language tr_TR
        $lines[-1] | Should -BeExactly 'exit 0' -Because ($lines -join "`n")
        $lines | Should -Contain 'Created: 3'
        $lines -join "`n" | Should -Match 'No device'
        (Get-Report 2026-09).totals.states.Created | Should -Be 3
        Get-Content (Join-Path $reports 'defterx-123456-2026-09.html') -Raw | Should -Match '<html lang="tr">'
    }

    It 'when GİB has not finished in time: exit 4' {
        $lines = Invoke-Nightly "-LoginKeySecret key -Period 2026-09 -TimeoutSeconds 1 -PinSecret pin,pin,pin -PfxPath '$pfx'"
        $lines[-1] | Should -BeExactly 'exit 4' -Because ($lines -join "`n")
    }

    It 'goes on where the last run stopped: exit 0' {
        $lines = Invoke-Nightly "-LoginKeySecret key -Period 2026-09 -PinSecret pin,pin,pin -PfxPath '$pfx'" -Language tr_TR
        $lines[-1] | Should -BeExactly 'exit 0' -Because ($lines -join "`n")
        $lines | Should -Contain 'Approved: 3'
        (Get-Report 2026-09).totals.states.Approved | Should -Be 3
    }

    It 'with one firm''s books wrong does the others: exit 1' {
        $lines = foreach ($day in 1..3) { "$day;2026-10-0$day;100.01.001;Kasa;10.00;;I;F"; "$day;2026-10-0$day;102.01.001;Banka;;10.00;I;F" }
        $header = 'EntryNumber;Date;AccountCode;AccountName;Debit;Credit;Description;EntryDescription'
        Set-Content "$folder/good.csv" (@($header) + $lines)
        Set-Content "$folder/bad.csv" (@($header) + $lines[0..4] + ($lines[5] -replace '10\.00', '9.00'))
        $null = Import-DefterXJournal "$folder/good.csv" $Firms[0] -Period 2026-10
        $null = Import-DefterXJournal "$folder/good.csv" $Firms[1] -Period 2026-10
        $null = Import-DefterXJournal "$folder/bad.csv" $Firms[2] -Period 2026-10
        $lines = Invoke-Nightly "-LoginKeySecret key -Period 2026-10 -PinSecret pin,pin,pin -PfxPath '$pfx'"
        $lines[-1] | Should -BeExactly 'exit 1' -Because ($lines -join "`n")
        @($lines -match '^Failed: LedgerInvalid: ').Count | Should -Be 1
        $report = Get-Report 2026-10
        @($report.ledgers | Where-Object { $_.period -eq '2026-10' -and $_.state -eq 'Approved' }).Count | Should -Be 2
        @($report.ledgers | Where-Object { $_.error }).error.id | Should -BeExactly 'LedgerInvalid'
    }

    It 'without GİB does what needs none: exit 3' {
        $gib.Process.Kill()
        $gib.Process.WaitForExit()
        $null = Import-DefterXJournal "$folder/good.csv" $Firms[2] -Period 2026-10 -Force
        $lines = Invoke-Nightly "-LoginKeySecret key -Period 2026-10 -PinSecret pin,pin,pin -PfxPath '$pfx'"
        $lines[-1] | Should -BeExactly 'exit 3' -Because ($lines -join "`n")
        $lines -join "`n" | Should -Match 'GibUnreachable'
        (Get-Report 2026-10).totals.states.Signed | Should -Be 1
    }
}
