BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'imported'
}

AfterAll { Close-Office $folder }

Describe 'Import-DefterXJournal' {
    It 'takes files and firms from Import-Csv by property name, the same under <_>' -ForEach 'en-US', 'tr-TR' {
        Use-Culture $_ {
            $Firms | ForEach-Object { [pscustomobject]@{ Path = $office.Export; Firm = $_; Period = '2026-09' } } | Export-Csv "$folder/list.csv"
            $imports = @(Import-Csv "$folder/list.csv" | Import-DefterXJournal -Force -Debug -Verbose -InformationVariable told 4>$null 5>$null)
            $imports.Count | Should -Be 3
            "$($imports[0].Entries) $($imports[0].Layout)" | Should -BeExactly '3 DefterX (csv)'
            $imports[0].TotalDebit | Should -Be 30
        }
    }

    It 'takes the file and the firm by position, and files by pipeline' {
        (Import-DefterXJournal $office.Export $Firms[0] -Force).Entries | Should -Be 3
        (Get-Item $office.Export | Import-DefterXJournal -Firm $Firms[0] -Force).Entries | Should -Be 3
        (Import-DefterXJournal $office.Export "*$($Firms[1])" -Force).Entries | Should -Be 3
    }

    It 'says under -WhatIf what the file holds, and writes nothing, in <Culture>' -ForEach @(
        @{ Culture = 'en-US'; Text = '*Import the journal of*2026-10*'; Sums = '*3 entries (1 to 3)*6 lines, debit 30.00, credit 30.00*' }
        @{ Culture = 'tr-TR'; Text = '*2026-10*'; Sums = '*6 satır, borç 30,00, alacak 30,00*' }
    ) {
        $export = New-Export "$folder/october.csv" -Month '2026-10'
        $before = Get-OfficeDigest $office.Path
        $said = Use-Culture $Culture { Get-WhatIf { Import-DefterXJournal $export $Firms[0] -Period 2026-10 -WhatIf } }
        $said | Should -BeLike $Text
        $said | Should -BeLike $Sums
        Get-OfficeDigest $office.Path | Should -Be $before
    }

    It 'says what is wrong by id' {
        Get-ErrorId { Import-DefterXJournal "$folder/yok.csv" $Firms[0] -Force } | Should -BeExactly 'JournalNotFound'
        Get-ErrorId { Import-DefterXJournal $office.Export 1 } | Should -BeExactly 'FirmNotFound'
        Get-ErrorId { Import-DefterXJournal (New-Export "$folder/other.csv" 4) $Firms[0] } | Should -BeExactly 'LedgerExists'
        Set-Content "$folder/bozuk.csv" 'Fiş No;Tarih', '1;2026-09-01'
        Get-ErrorId { Import-DefterXJournal "$folder/bozuk.csv" $Firms[0] -Force } | Should -BeExactly 'JournalUnreadable'
        { Import-DefterXJournal "$folder/bozuk.csv" $Firms[0] -Force -ErrorAction Stop } | Should -Throw -ErrorId 'JournalUnreadable,*'
    }

    It 'imports for several firms side by side' {
        $session, $export = $office.Session, $office.Export
        $Firms | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            (Import-DefterXJournal $using:export $_ -Force -Session $using:session).Entries
        } | Should -BeExactly 3, 3, 3
        Get-Leftover $office.Path | Should -BeNullOrEmpty
    }

    It 'takes an inventory, which stands beside the month' {
        Set-Content "$folder/envanter.csv" 'Fiş No;Tarih;Hesap Kodu;Hesap Adı;Tutar;Miktar;Birim;Stok Kodu;Stok Adı', 'E1;01.09.2026;153.01.001;Işık masa;100,50;3;Adet;STK1;Masa'
        $null = Import-DefterXJournal "$folder/envanter.csv" $Firms[1] -Inventory
        (Get-DefterXLedger $Firms[1]).Book | Should -BeExactly 'Journal', 'Inventory'
        $inventory = Get-DefterXLedger $Firms[1] -Book Inventory | New-DefterXLedger
        Split-Path @($inventory.Files)[0] -Leaf | Should -BeExactly "$($Firms[1])-202609-E-000000.xml"
        Test-DefterXLedger $Firms[1] -Book Inventory | Should -BeNullOrEmpty
    }
}
