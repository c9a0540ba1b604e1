BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'signed'
    $files = @((Get-DefterXLedger $Firms[0]).Files)
}

AfterAll { Close-Office $folder }

Describe 'Get-DefterXSignature' {
    It 'takes ledgers, files, folders and wildcards' {
        @(Get-DefterXLedger | Get-DefterXSignature).Count | Should -Be 15
        (Get-DefterXSignature $files[0]).Path | Should -BeExactly $files[0]
        @(Get-ChildItem (Split-Path $files[0]) -Filter *-Y-*.xml | Get-DefterXSignature).Count | Should -Be 1
        @(Get-DefterXSignature "$($office.Path)/ledgers/*/*/09/*-?B-*.xml").Count | Should -Be 6
        @(Get-DefterXSignature (Split-Path $files[0])).Count | Should -Be 5
    }

    It 'takes paths from Import-Csv' {
        [pscustomobject]@{ LiteralPath = $files[0] } | Export-Csv "$folder/paths.csv"
        (Import-Csv "$folder/paths.csv" | Get-DefterXSignature -Debug -Verbose -InformationVariable told 4>$null 5>$null).Identifier | Should -BeExactly $Firms[0]
    }

    It 'calls a changed file invalid, with the reason in <Culture>' -ForEach @(
        @{ Culture = 'en-US'; Reason = 'changed after it was signed' }
        @{ Culture = 'tr-TR'; Reason = 'imzalandıktan sonra' }
    ) {
        $changed = Join-Path $folder (Split-Path $files[0] -Leaf)
        (Get-Content $files[0] -Raw).Replace('Kasa', 'Kaşa') | Set-Content $changed -NoNewline
        $signature = Use-Culture $Culture { Get-DefterXSignature $changed }
        "$($signature.Status)" | Should -BeExactly 'Invalid'
        $signature.StatusMessage | Should -Match $Reason
    }

    It 'goes on after a file that is not there' {
        @(Get-DefterXSignature "$folder/yok.xml", $files[0] -ErrorAction SilentlyContinue -ErrorVariable failed).Count | Should -Be 1
        $failed | Should -HaveCount 1
        { Get-DefterXSignature "$folder/yok.xml" -ErrorAction Stop } | Should -Throw
    }

    It 'leaves nothing open when Select-Object has enough' {
        @(Get-DefterXSignature (Split-Path $files[0]) | Select-Object -First 1).Count | Should -Be 1
        Get-Leftover $office.Path | Should -BeNullOrEmpty
    }

    It 'needs no session, in jobs and runspaces' {
        Invoke-Job { param($File) "$((Get-DefterXSignature $File).Status)" } $files[0] | Should -BeExactly 'Valid'
        $files | ForEach-Object -Parallel { Import-Module $using:ModulePath; "$((Get-DefterXSignature $_).Status)" } |
            Select-Object -Unique | Should -BeExactly 'Valid'
    }
}
