BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'created'
}

AfterAll { Close-Office $folder }

Describe 'Export-DefterXOffice' {
    It 'names the folder under -WhatIf and makes none, in the language of <Culture>' -ForEach @(
        @{ Culture = 'en-US'; Action = 'Copy the office' }, @{ Culture = 'tr-TR'; Action = 'Büroyu kopyala' }
    ) {
        $said = @(Get-WhatIf { Use-Culture $Culture { Export-DefterXOffice "$folder/none" -WhatIf } })
        $said | Should -HaveCount 1
        $said[0] | Should -BeLike "*$Action*none*"
        "$folder/none" | Should -Not -Exist
    }

    It 'makes an office that can be opened and holds the same books' {
        $copied = Export-DefterXOffice "$folder/copy" -Debug -Verbose 4>$null 5>$null
        $copied | Should -HaveCount 3
        $copied | ForEach-Object { "$($_.State)" } | Should -Be (@('Created') * 3)
        foreach ($file in $copied.Files) {
            (Get-FileHash $file).Hash | Should -BeExactly (Get-FileHash $file.Replace((Join-Path $folder 'copy'), $office.Path)).Hash
        }
        $key = (New-DefterXLoginKey Kopya -Office "$folder/copy").Key
        $session = Connect-DefterXSession $key 123456 '2026-09' -Office "$folder/copy"
        Test-DefterXLedger -Session $session | Should -BeNullOrEmpty
        Disconnect-DefterXSession $session
    }

    It 'takes firms by wildcard, under tr-TR too' {
        $copied = Use-Culture 'tr-TR' { Export-DefterXOffice "$folder/some" 'IŞIK*512*' -Session $office.Session }
        "$($copied.Firm.Identifier)" | Should -BeExactly $Firms[0]
        (Get-ChildItem "$folder/some/firms").BaseName | Should -Be $Firms[0]
    }

    It 'adds what a copy lacks, and says nothing of what is there' {
        Export-DefterXOffice "$folder/some" -Session $office.Session | Should -HaveCount 2
        Export-DefterXOffice "$folder/some" -Session $office.Session | Should -BeNullOrEmpty
        Get-Leftover "$folder/some" | Should -BeNullOrEmpty
    }

    It 'leaves a folder alone that is not its own: OfficeExists' {
        $other = (New-Item "$folder/other" -ItemType Directory).FullName
        Set-Content "$other/note.txt" 'x'
        Get-ErrorId { Export-DefterXOffice $other -Session $office.Session } | Should -BeExactly 'OfficeExists'
        (Get-ChildItem $other).Name | Should -Be 'note.txt'
    }
}
