# What needs a real host: Select-Object -First stops the pipeline from below, and must leave nothing behind.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $root = Join-Path ([IO.Path]::GetTempPath()) "defterx-$([guid]::NewGuid())"
    $null = New-DefterXOffice $root 123456 'Deneme' -SourceIdentifier 7341200986 -SourceTitle 'DENEME A.Ş.'
    $key = New-DefterXLoginKey Test -Office $root
    $null = Connect-DefterXSession $key.Key 123456 '2026-09' -Office $root
    $firm = @{
        BuildingNumber = '1'; Street = 'Sokak'; City = 'Ankara'; ZipCode = '06100'; Phone = '3125550101'
        Email = 'a@ornek.example'; NaceCode = '47.11.01'; AccountantName = 'SMMM Ayşe Örnek'; AccountantEngagement = '-'
    }
    foreach ($id in '5123400670', '7341200986', '6234500112') { $null = New-DefterXFirm $id -Title "Firma $id" @firm }
}

AfterAll {
    Get-DefterXSession | Disconnect-DefterXSession
    Remove-Item $root -Recurse -Force
}

Describe 'Pipeline' {
    It 'ends early with Select-Object -First and goes on with the script' {
        $firms = @(Get-DefterXFirm | Select-Object -First 1)
        $firms.Count | Should -Be 1
        @(Get-DefterXFirm).Count | Should -Be 3
    }

    It 'takes firms from Import-Csv by property name' {
        $csv = Join-Path $root 'firmalar.csv'
        [pscustomobject]@{ Identifier = '5123400670'; Phone = '3125550102' } | Export-Csv $csv -NoTypeInformation
        (Import-Csv $csv | Set-DefterXFirm -PassThru).Phone | Should -Be '3125550102'
    }

    It 'stops with -ErrorAction Stop at the first unknown firm' {
        { Get-DefterXFirm 1, 5123400670 -ErrorAction Stop } | Should -Throw -ErrorId 'FirmNotFound*'
    }

    It 'asks for no PIN and no key in a script that nobody answers' {
        { Connect-DefterXSession -CustomerNumber 123456 -Period '2026-09' -Office $root -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidLoginKey*'
    }
}
