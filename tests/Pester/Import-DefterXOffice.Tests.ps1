BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $source = Open-Office $folder 'signed'
    $key = New-EmptyOffice "$folder/hedef"
    $target = Connect-DefterXSession $key 123456 '2026-09' -Office "$folder/hedef"
}

AfterAll { Close-Office $folder }

Describe 'Import-DefterXOffice' {
    It 'names each firm with its months under -WhatIf, and changes nothing' {
        $before = Get-OfficeDigest "$folder/hedef"
        $said = @(Get-WhatIf { Import-DefterXOffice $source.Path -WhatIf -Session $target })
        $said | Should -HaveCount 3
        $said[0] | Should -BeLike '*Copy into the office*-202609*'
        Get-OfficeDigest "$folder/hedef" | Should -Be $before
    }

    It 'brings one firm, signed as it is, and leaves the source as it was' {
        $before = Get-OfficeDigest $source.Path
        $taken = Import-DefterXOffice $source.Path $Firms[1] -Session $target
        "$($taken.Firm.Identifier) $($taken.State)" | Should -BeExactly "$($Firms[1]) Signed"
        ($taken | Get-DefterXSignature).Status | ForEach-Object { "$_" } | Should -Be (@('Valid') * 5)
        Get-OfficeDigest $source.Path | Should -Be $before
    }

    It 'brings the others, and nothing twice' {
        Import-DefterXOffice $source.Path -Session $target -Debug -Verbose 4>$null 5>$null | Should -HaveCount 2
        Import-DefterXOffice $source.Path -Session $target | Should -BeNullOrEmpty
        Get-Leftover "$folder/hedef" | Should -BeNullOrEmpty
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'OfficeNotFound'; Path = 'yok' }, @{ Id = 'OfficeInvalid'; Path = 'hedef' }, @{ Id = 'FirmNotFound'; Path = 'büro'; Firm = '1234567808' }
    ) {
        $firm = if ($Firm) { @{ Firm = $Firm } } else { @{} }
        Get-ErrorId { Import-DefterXOffice "$folder/$Path" @firm -Session $target } | Should -BeExactly $Id
    }
}
