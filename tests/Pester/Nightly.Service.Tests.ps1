# samples/nightly.ps1 over an office service, against a simulated GİB.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    . "$PSScriptRoot/unattended.ps1"
    . "$PSScriptRoot/service.ps1"
    . "$PSScriptRoot/nightly.ps1"
    $folder = New-TestFolder
    $gib = Start-Gib $folder
    $service = Start-OfficeService (Join-Path $folder 'hizmet')
    $null = New-EmptyOffice "$folder/büro" $gib.Address
    $administrator = Register-Office $service "$folder/büro/office.json"

    # This process is the PC at which books come in; the night's PC has a copy of its own.
    $workspace = $env:DEFTERX_WORKSPACE
    $env:DEFTERX_WORKSPACE = Join-Path $folder 'gündüz'
    $null = Connect-DefterXSession $administrator 123456 '2026-09' -ServiceUri $service.Address
    $preparer, $signer = foreach ($role in 'Preparer', 'Signer') {
        $null = New-DefterXLoginKey "Gece $role" -Email "$role@buro.example" -Role $role
        Get-MailedKey $service "$role@buro.example"
    }
    New-FileVault $folder @{ key = $signer; preparer = $preparer; badkey = 'abc-def-ghi-jkl'; pin = $TestPin }
    $export = New-Export "$folder/eylül.csv"
    foreach ($id in $Firms) {
        $null = New-DefterXFirm $id -Title "Işık İnşaat $id" @FirmFields
        $null = Import-DefterXJournal $export $id
    }
    $pfx = @($Firms | ForEach-Object { New-TestCertificate $folder $_ }) -join ','
    $devices = "-PinSecret pin,pin,pin -PfxPath '$pfx'"
    $copies = Join-Path $folder 'gece'

    function Invoke-Nightly([string] $Arguments, [string] $Address = $service.Address) {
        Invoke-NightlyScript $folder "-ServiceUri '$Address' -Period 2026-09 $Arguments" @{
            DEFTERX_WORKSPACE = $copies; XDG_DATA_HOME = "$folder/veri"; LC_ALL = 'en_US.UTF-8'
        }
    }

    function Get-Report { Get-Content "$folder/veri/DefterX/reports/defterx-123456-2026-09.json" -Raw | ConvertFrom-Json }
}

AfterAll {
    Get-DefterXSession | Disconnect-DefterXSession
    $env:DEFTERX_WORKSPACE = $workspace
    Stop-OfficeService $service
    Stop-Gib $gib
    Remove-Item $folder -Recurse -Force
}

Describe 'samples/nightly.ps1 at a service' {
    It 'with a wrong key, or a preparer''s and devices, cannot start: exit 2' -ForEach @(
        @{ Secret = 'badkey'; Id = 'LoginRejected' }
        @{ Secret = 'preparer'; Id = 'RoleRequired' }
    ) {
        $lines = Invoke-Nightly "-LoginKeySecret $Secret $devices"
        $lines[-1] | Should -BeExactly 'exit 2' -Because ($lines -join "`n")
        $lines -join "`n" | Should -Match $Id
        @(Get-DefterXLedger -State Imported).Count | Should -Be 3
    }

    It 'where no service answers, comes again: exit 3' {
        $lines = Invoke-Nightly '-LoginKeySecret key' -Address 'http://127.0.0.1:9'
        $lines[-1] | Should -BeExactly 'exit 3' -Because ($lines -join "`n")
        $lines -join "`n" | Should -Match 'ServiceUnreachable'
    }

    It 'takes a folder or a service, and not both' {
        $lines = Invoke-Nightly "-LoginKeySecret key -Office '$folder/büro'"
        $lines -join "`n" | Should -Match 'AmbiguousParameterSet|Parameter set cannot be resolved'
        $lines -join "`n" | Should -Not -Match 'Office http'
    }

    It 'with a preparer''s key creates what is ready: exit 0' {
        $lines = Invoke-Nightly '-LoginKeySecret preparer'
        $lines[-1] | Should -BeExactly 'exit 0' -Because ($lines -join "`n")
        $lines | Should -Contain 'Created: 3'
        (Get-Report).totals.states.Created | Should -Be 3
        @(Get-DefterXLedger -State Created).Count | Should -Be 3 -Because 'the other PCs see it'
    }

    It 'whose service goes on the way, keeps what it did and goes on in the next run: exit 3, then 0' {
        $cut = Start-ThreadJob {
            param($Copies, $Process)
            $patience = [Diagnostics.Stopwatch]::StartNew()
            while ($patience.Elapsed.TotalSeconds -lt 120 -and -not (Get-ChildItem $Copies -Recurse -Filter '*-YB-*.xml')) { Start-Sleep -Milliseconds 20 }
            $Process.Kill()
        } -ArgumentList $copies, $service.Process
        $lines = Invoke-Nightly "-LoginKeySecret key $devices"
        $cut | Receive-Job -Wait -AutoRemoveJob
        $lines[-1] | Should -BeExactly 'exit 3' -Because ($lines -join "`n")
        $lines -join "`n" | Should -Match 'Failed: ServiceUnreachable'
        $lines -join "`n" | Should -Match 'The report was not written'

        $service = Start-OfficeService $service.Folder $service.Address
        try {
            $lines = Invoke-Nightly "-LoginKeySecret key $devices"
            $lines[-1] | Should -BeExactly 'exit 0' -Because ($lines -join "`n")
            $lines | Should -Contain 'Approved: 3'
            (Get-Report).totals.states.Approved | Should -Be 3
            @(Get-DefterXLedger -State Approved).Count | Should -Be 3

            Remove-DefterXLoginKey 'Gece Signer' -Confirm:$false
            $lines = Invoke-Nightly "-LoginKeySecret key $devices"
            $lines[-1] | Should -BeExactly 'exit 2' -Because ($lines -join "`n")
            $lines -join "`n" | Should -Match 'LoginRejected'
        }
        finally { Stop-OfficeService $service }
    }
}
