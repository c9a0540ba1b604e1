# Making, testing and taking in ledgers in a real PowerShell, as the accountant sees it.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/filing.ps1"
    $folder = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "defterx-$([guid]::NewGuid())") -ItemType Directory).FullName
    $office = Join-Path $folder 'büro'
    $key = New-FilingOffice $office 'http://127.0.0.1:9/' -Entries 20

    # The lines that a script shows in a pwsh of its own, in a language, logged in to the office.
    function Show-InLanguage([string] $Culture, [string] $Script) {
        Invoke-Pwsh "[cultureinfo]::CurrentCulture = '$Culture'; [cultureinfo]::CurrentUICulture = '$Culture'; `$null = Connect-DefterXSession '$key' 123456 2026-09 -Office '$office'; $Script"
    }
}

AfterAll {
    Get-DefterXSession | Disconnect-DefterXSession
    Remove-Item $folder -Recurse -Force
}

Describe 'New-DefterXLedger' {
    It 'shows under -WhatIf what would be created, in <Culture>' -ForEach @(
        @{ Culture = 'en-US'; Figures = '20 entries (numbers 1 to 20), 40 lines, debit 200.00, credit 200.00' }
        @{ Culture = 'tr-TR'; Figures = '20 madde (1 - 20 numaralı), 40 satır, borç 200,00, alacak 200,00' }
    ) {
        Show-InLanguage $Culture "New-DefterXLedger $($Firms[0]) -WhatIf" | Out-String | Should -BeLike "*$($Firms[0])-202609: $Figures*"
        Get-DefterXLedger -State Created | Should -BeNullOrEmpty
    }

    It 'puts the stylesheets beside the ledgers, which the pages are made with' {
        $ledger = New-DefterXLedger $Firms[0]
        $month = Split-Path @($ledger.Files)[0]
        (Get-ChildItem $month -Filter *.xslt).Name | Sort-Object |
            Should -BeExactly 'berat.xslt', 'defterraporu.xslt', 'envanter.xslt', 'kebir.xslt', 'yevmiye.xslt'
        $pages = $ledger | Export-DefterXReport -Path (Join-Path $folder 'pages') -PassThru
        $pages.Count | Should -Be 3
    }
}

Describe 'Ledgers from elsewhere' {
    BeforeAll {
        $ledger = Get-DefterXLedger $Firms[0]
        $elsewhere = (New-Item (Join-Path $folder 'elsewhere') -ItemType Directory).FullName
        $ledger.Files | Copy-Item -Destination $elsewhere
        $null = $ledger | Remove-DefterXLedger -Reason 'made again' -Confirm:$false
        Get-ChildItem (Join-Path $office 'ledgers') -Recurse -File | Remove-Item -Force
    }

    It 'are shown with what is wrong, in <Culture>' -ForEach @(
        @{ Culture = 'en-US'; Word = 'lines add up' }
        @{ Culture = 'tr-TR'; Word = 'satırlarının toplamı' }
    ) {
        $broken = (New-Item (Join-Path $folder "broken-$Culture") -ItemType Directory).FullName
        Copy-Item "$elsewhere/*" $broken
        $journal = Get-ChildItem $broken -Filter *-Y-*
        (Get-Content $journal -Raw).Replace('>10.00</gl-cor:amount>', '>10.01</gl-cor:amount>') | Set-Content $journal -NoNewline
        $findings = Test-DefterXLedger -Path $broken
        $findings.Code | Should -Contain 'Y085'
        $findings[0].Line | Should -BeGreaterThan 1
        Show-InLanguage $Culture "Test-DefterXLedger -Path '$broken' | Format-List" | Out-String | Should -Match 'Y085'
        $null = Test-DefterXLedger -Path $broken -MaxFindings 1 -WarningVariable more -WarningAction SilentlyContinue
        $more.Count | Should -Be 1
        $failure = $null
        try { Import-DefterXLedger $broken -ErrorAction Stop } catch { $failure = $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LedgerInvalid,*'
    }

    It 'come in by the pipeline of Get-ChildItem and are like our own' {
        $taken = Get-ChildItem $elsewhere -Filter *.xml | Import-DefterXLedger
        $taken.State | Should -Be 'Created'
        Test-DefterXLedger $Firms[0] | Should -BeNullOrEmpty
        foreach ($file in Get-ChildItem $elsewhere) {
            $copy = $taken.Files | Where-Object { (Split-Path $_ -Leaf) -eq $file.Name }
            (Get-FileHash $copy).Hash | Should -BeExactly (Get-FileHash $file).Hash
        }
    }
}

Describe 'Inventories' {
    It 'stand beside the month and are told apart' {
        $csv = Join-Path $folder 'envanter.csv'
        Set-Content $csv 'Fiş No;Tarih;Hesap Kodu;Hesap Adı;Tutar;Miktar;Birim;Stok Kodu;Stok Adı', 'E1;01.09.2026;153.01.001;Işık masa;100,50;3;Adet;STK1;Masa'
        $null = Import-DefterXJournal $csv $Firms[1] -Inventory
        (Get-DefterXLedger $Firms[1]).Book | Should -BeExactly 'Journal', 'Inventory'
        $inventory = Get-DefterXLedger $Firms[1] -Book Inventory | New-DefterXLedger
        Split-Path @($inventory.Files)[0] -Leaf | Should -BeExactly "$($Firms[1])-202609-E-000000.xml"
        Test-DefterXLedger $Firms[1] -Book Inventory | Should -BeNullOrEmpty
    }
}
