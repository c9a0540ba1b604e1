# Every cmdlet with nothing given, in a PowerShell that may ask nothing: it ends, and its error has an id that stays.
BeforeDiscovery {
    $sessionless = 'New-DefterXLedger', 'Get-DefterXFirm', 'Get-DefterXLedger', 'Test-DefterXLedger', 'Set-DefterXSignature', 'Send-DefterXLedger',
        'Receive-DefterXBerat', 'Publish-DefterXLedger', 'Export-DefterXReport', 'Set-DefterXSession', 'Disconnect-DefterXSession', 'Get-DefterXAuditLog'
    $mandatory = 'New-DefterXOffice', 'New-DefterXLoginKey', 'Remove-DefterXLoginKey', 'New-DefterXFirm', 'Set-DefterXFirm', 'Remove-DefterXFirm',
        'Import-DefterXJournal', 'Import-DefterXLedger', 'Import-DefterXOffice', 'Export-DefterXOffice', 'Remove-DefterXLedger', 'Get-DefterXSignature'
    $cases = @($sessionless | ForEach-Object { @{ Name = $_; Id = 'SessionRequired' } }) +
        @($mandatory | ForEach-Object { @{ Name = $_; Id = 'MissingMandatoryParameter' } }) +
        @('Connect-DefterXSession', 'Get-DefterXLoginKey', 'Get-DefterXOffice', 'Set-DefterXOffice' | ForEach-Object { @{ Name = $_; Id = 'OfficeNotFound' } }) +
        @{ Name = 'Connect-DefterXDevice'; Id = 'DeviceNotFound|PinRequired|DeviceAmbiguous' } +
        @('Get-DefterXSession', 'Get-DefterXDevice', 'Disconnect-DefterXDevice', 'Test-DefterXDevice' | ForEach-Object { @{ Name = $_; Id = '' } })
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $answers = Get-Fact @"
        Set-Location '$TestDrive'
        `$f = @{}
        foreach (`$culture in 'en-US', 'tr-TR') {
            [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = `$culture
            `$f[`$culture] = @{}
            foreach (`$name in (Get-Command -Module DefterX).Name) {
                try { `$null = & `$name -ErrorAction Stop; `$f[`$culture][`$name] = '' }
                catch { `$f[`$culture][`$name] = `$_.FullyQualifiedErrorId.Split(',')[0] }
            }
        }
        `$f
"@
}

Describe 'With nothing given and nobody to ask' {
    It '<Name> says <Id>' -ForEach $cases {
        foreach ($culture in 'en-US', 'tr-TR') { $answers[$culture][$Name] | Should -MatchExactly "^($Id)`$" -Because $culture }
    }

    It 'each cmdlet is in this list' {
        $answers['en-US'].Keys | Sort-Object | Should -BeExactly ((Get-Command -Module DefterX).Name | Sort-Object)
        $answers['en-US'].Count | Should -Be 33
    }
}
