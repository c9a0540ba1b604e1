BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'created'
    Set-DefterXFirm $Firms[2] -AuthorizedSigner ''
}

AfterAll { Close-Office $folder }

Describe 'Set-DefterXSignature' {
    It 'without a device is DeviceRequired' {
        Get-ErrorId { Set-DefterXSignature $Firms[0] } | Should -BeExactly 'DeviceRequired'
        { Set-DefterXSignature $Firms[0] -ErrorAction Stop } | Should -Throw -ErrorId 'DeviceRequired,*'
        Connect-TestDevice $folder
    }

    It 'signs nothing under -WhatIf, which shows the figures, in <Culture>' -ForEach @(
        @{ Culture = 'en-US'; Figures = 'debit 30.00' }
        @{ Culture = 'tr-TR'; Figures = 'borç 30,00' }
    ) {
        $before = Get-OfficeDigest $office.Path
        Use-Culture $Culture { Get-WhatIf { Set-DefterXSignature $Firms[0] -WhatIf } } | Should -BeLike "*$($Firms[0])-202609: *$Figures*"
        Get-OfficeDigest $office.Path | Should -Be $before
    }

    It 'says in Turkish that a month is not created, with an id that stays' {
        $failure = Use-Culture 'tr-TR' { try { Set-DefterXSignature $Firms[0] 2026-08 -ErrorAction Stop } catch { $_ } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LedgerNotCreated,*'
        "$failure" | Should -Match 'oluşturulmamış'
    }

    It 'takes months from Import-Csv, and leaves whole ones when Select-Object has enough' {
        $Firms[0, 1] | ForEach-Object { [pscustomobject]@{ Identifier = $_; Period = '2026-09' } } | Export-Csv "$folder/months.csv"
        @(Import-Csv "$folder/months.csv" | Set-DefterXSignature | Select-Object -First 1).Count | Should -Be 1
        Get-Leftover $office.Path | Should -BeNullOrEmpty
        $ledgers = @(Import-Csv "$folder/months.csv" | Set-DefterXSignature -Debug -Verbose -InformationVariable told 4>$null 5>$null)
        $ledgers.State | Should -BeExactly 'Signed', 'Signed'
        @($ledgers | Get-DefterXSignature | Where-Object Status -EQ 'Invalid').Count | Should -Be 0
        Get-Leftover $office.Path | Should -BeNullOrEmpty
    }

    It 'leaves a firm alone that did not allow the signer: SignerNotAuthorized' {
        Get-ErrorId { Get-DefterXFirm | Set-DefterXSignature } | Should -BeExactly 'SignerNotAuthorized'
        "$((Get-DefterXLedger $Firms[2]).State)" | Should -BeExactly 'Created'
    }

    It 'signs in a job with the device of this process' {
        Set-DefterXFirm $Firms[2] -AuthorizedSigner $Firms[0]
        Invoke-Job { param($Session, $Firm) "$((Set-DefterXSignature $Firm -Session $Session).State)" } $office.Session, $Firms[2] | Should -BeExactly 'Signed'
    }
}
