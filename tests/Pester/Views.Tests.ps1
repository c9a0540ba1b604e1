# What the views show in a real PowerShell: labels in the user's language, colours only where the host has them.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder
    $shown = @{}
    foreach ($culture in 'en-US', 'tr-TR') {
        $shown[$culture] = Get-Fact @"
            [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = '$culture'
            `$session = Connect-DefterXSession '$($office.Key)' 123456 2026-09 -Office '$($office.Path)'
            `$null = Test-DefterXLedger
            `$ledgers = Get-DefterXLedger
            @{
                Welcome = `$session | Out-String -Width 80
                Session = `$session | Format-Table | Out-String -Width 120
                Firms   = Get-DefterXFirm | Out-String -Width 80
                Ledgers = `$ledgers | Out-String -Width 120
                List    = `$ledgers[0] | Format-List | Out-String -Width 120
                Period  = "`$(`$session.Period | Out-String)".Trim()
            }
"@
    }
}

AfterAll {
    Close-Office $folder
}

Describe 'The views' {
    It 'label <View> in <Culture>' -ForEach @(
        @{ Culture = 'en-US'; View = 'Welcome'; Labels = 'Period +September 2026', 'Firms +3 \(3 valid\)', 'Due' }
        @{ Culture = 'tr-TR'; View = 'Welcome'; Labels = 'Dönem +Eylül 2026', 'Firmalar +3 \(3 ', 'Son gün' }
        @{ Culture = 'en-US'; View = 'Session'; Labels = 'Customer', 'Opened at', 'Open ' }
        @{ Culture = 'tr-TR'; View = 'Session'; Labels = 'Müşteri', 'Açılış', 'Açık ' }
        @{ Culture = 'en-US'; View = 'Firms'; Labels = 'Title', 'State', 'Valid' }
        @{ Culture = 'tr-TR'; View = 'Firms'; Labels = 'Unvan', 'Durum', 'Doğrulandı' }
        @{ Culture = 'en-US'; View = 'Ledgers'; Labels = 'Firm', 'Approved at', '30.00' }
        @{ Culture = 'tr-TR'; View = 'Ledgers'; Labels = 'Firma', 'Onay zamanı', '30,00' }
        @{ Culture = 'en-US'; View = 'List'; Labels = 'TotalDebit +: 30.00', 'LastError' }
        @{ Culture = 'tr-TR'; View = 'List'; Labels = 'Borç toplamı +: 30,00', 'Son hata' }
        @{ Culture = 'en-US'; View = 'Period'; Labels = '^2026-09$' }
        @{ Culture = 'tr-TR'; View = 'Period'; Labels = '^2026-09$' }
    ) {
        foreach ($label in $Labels) { $shown[$Culture][$View] | Should -MatchExactly $label }
        $shown[$Culture][$View] | Should -Not -Match ([char]27)
    }
}
