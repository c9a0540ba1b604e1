BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $source = @{ SourceIdentifier = '7341200986'; SourceTitle = 'DENEME A.Ş.' }
}

AfterAll { Remove-Item $folder -Recurse -Force }

Describe 'New-DefterXOffice' {
    It 'takes its path, customer number and name by position' {
        $office = New-DefterXOffice "$folder/ışık" 123456 'Işık Büro' @source
        $office.Path | Should -BeExactly "$folder/ışık"
        Test-Path "$folder/ışık/office.json" | Should -BeTrue
    }

    It 'takes offices from Import-Csv' {
        1, 2 | ForEach-Object {
            [pscustomobject]@{ Path = "$folder/csv$_"; CustomerNumber = "12345$_"; Name = "Büro $_"; GibEnvironment = 'Test'; SourceIdentifier = '7341200986'; SourceTitle = 'DENEME' }
        } | Export-Csv "$folder/offices.csv"
        @(Import-Csv "$folder/offices.csv" | New-DefterXOffice).Path | Should -BeExactly "$folder/csv1", "$folder/csv2"
    }

    It 'makes nothing under -WhatIf' {
        Get-WhatIf { New-DefterXOffice "$folder/yok" 123456 'Deneme' @source -WhatIf } | Should -BeLike "*Create office*$folder/yok*"
        Test-Path "$folder/yok" | Should -BeFalse
    }

    It 'leaves an office that is there alone: OfficeExists' {
        $null = New-DefterXOffice "$folder/var" 123456 'Deneme' @source
        $before = Get-OfficeDigest "$folder/var"
        Get-ErrorId { New-DefterXOffice "$folder/var" 654321 'Deneme' @source } | Should -BeExactly 'OfficeExists'
        { New-DefterXOffice "$folder/var" 654321 'Deneme' @source -ErrorAction Stop } | Should -Throw -ErrorId 'OfficeExists,*'
        Get-OfficeDigest "$folder/var" | Should -Be $before
    }

    It 'writes the same file under tr-TR' {
        foreach ($culture in 'en-US', 'tr-TR') { Use-Culture $culture { $null = New-DefterXOffice "$folder/$culture" 123456 'IŞIK' @source -Debug -Verbose 4>$null 5>$null } }
        Get-Content "$folder/tr-TR/office.json" | Should -BeExactly (Get-Content "$folder/en-US/office.json")
    }
}

Describe 'New-DefterXOffice -ServiceUri' {
    BeforeAll {
        . "$PSScriptRoot/service.ps1"
        $env:DEFTERX_WORKSPACE = Join-Path $folder 'copies'
        $service = Start-OfficeService $folder
        $code = Get-RegistrationCode
        $wanted = @{ ServiceUri = $service.Address; Name = 'Işık Büro'; KeyName = 'Ayşe Işık' } + $source
    }

    AfterAll {
        Get-DefterXSession | Disconnect-DefterXSession
        Stop-OfficeService $service
        $env:DEFTERX_WORKSPACE = $null
    }

    It 'registers under <_>, shows it, and the mailed key logs in' -ForEach 'en-US', 'tr-TR' {
        Use-Culture $_ {
            $number = if ($_ -eq 'tr-TR') { '3001' } else { '3002' }
            $office = New-DefterXOffice @wanted -CustomerNumber $number -Email "a$number@buro.example" -RegistrationCode $code
            $shown = $office | Out-String -Width 120
            foreach ($value in 'Işık Büro', $number, $service.Address, 'Ayşe Işık', "a$number@buro.example") {
                $shown.Contains($value) | Should -BeTrue -Because $shown
            }
            $shown.Contains($(if ($_ -eq 'tr-TR') { 'Hizmet adresi' } else { 'ServiceUri' })) | Should -BeTrue -Because $shown
            $key = Get-MailedKey $service "a$number@buro.example"
            $shown | Should -Not -BeLike "*$key*"
            (Connect-DefterXSession $key $number '2026-09' -ServiceUri $service.Address).LoginKeyName | Should -BeExactly 'Ayşe Işık'
        }
    }

    It 'registers nothing under -WhatIf, which says what it would do' {
        $said = Get-WhatIf { New-DefterXOffice @wanted -CustomerNumber 3003 -Email a3003@buro.example -RegistrationCode $code -WhatIf }
        $said | Should -BeLike '*Işık Büro (3003)*a3003@buro.example*'
        Get-MailedKey $service 'a3003@buro.example' | Should -BeNullOrEmpty
    }

    It 'says <Id> where <Because>' -ForEach @(
        @{ Id = 'OfficeExists'; Because = 'the number is taken'; Number = '3002' }
        @{ Id = 'OfficeInvalid'; Because = 'the number is none'; Number = 'x' }
        @{ Id = 'ServiceRejected'; Because = 'the address is none'; Number = '3004'; Email = 'ayse' }
        @{ Id = 'RegistrationCodeWrong'; Because = 'the code is wrong'; Number = '3004'; Wrong = $true }
    ) {
        $given = if ($Wrong) { Get-RegistrationCode 'yanlis-kayit-kodu' } else { $code }
        $to = if ($Email) { $Email } else { 'b@buro.example' }
        Get-ErrorId { New-DefterXOffice @wanted -CustomerNumber $Number -Email $to -RegistrationCode $given } | Should -BeExactly $Id
        { New-DefterXOffice @wanted -CustomerNumber $Number -Email $to -RegistrationCode $given -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
    }

    It 'takes no folder beside a service' {
        { New-DefterXOffice @wanted -Path "$folder/x" -CustomerNumber 3005 -Email b@buro.example -RegistrationCode $code } |
            Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'makes and lists keys there, with role and address in the table of a service alone' {
        $made = New-DefterXLoginKey 'Can Demir' -Email can@buro.example -Role Signer
        foreach ($case in @{ Culture = 'en-US'; Words = 'Role', 'Signer' }, @{ Culture = 'tr-TR'; Words = 'Yetki', 'İmzalayan' }) {
            Use-Culture $case.Culture {
                $table = Get-DefterXLoginKey | Out-String -Width 120
                $list = $made | Format-List | Out-String -Width 120
                foreach ($word in @($case.Words) + 'can@buro.example') {
                    $table.Contains($word) | Should -BeTrue -Because $table
                    $list.Contains($word) | Should -BeTrue -Because $list
                }
            }
        }
        $null = New-DefterXOffice "$folder/klasör" 123456 'Deneme' @source
        $null = New-DefterXLoginKey Can -Office "$folder/klasör"
        Get-DefterXLoginKey -Office "$folder/klasör" | Out-String -Width 120 | Should -Not -Match 'Role|Email'
        Get-DefterXLoginKey -Office "$folder/klasör" | Format-List | Out-String -Width 120 | Should -Not -Match 'Role|Email'
    }

    It 'completes the names of the keys there' {
        $line = 'Remove-DefterXLoginKey CA'
        # On a busy machine the service may take longer than completion waits.
        foreach ($try in 1..20) {
            $completed = (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Where-Object { $_ -eq "'Can Demir'" }
            if ($completed) { break }
        }
        $completed | Should -BeExactly "'Can Demir'"
    }

    It 'says RegistrationClosed where no code is set, and ServiceUnreachable where nobody listens' {
        $closedFolder = (New-Item "$folder/closed" -ItemType Directory).FullName
        $closed = Start-OfficeService $closedFolder -Code ''
        $wanted.ServiceUri = $closed.Address
        try {
            Get-ErrorId { New-DefterXOffice @wanted -CustomerNumber 3006 -Email b@buro.example -RegistrationCode $code } | Should -BeExactly 'RegistrationClosed'
        }
        finally { Stop-OfficeService $closed }
        Get-ErrorId { New-DefterXOffice @wanted -CustomerNumber 3006 -Email b@buro.example -RegistrationCode $code } | Should -BeExactly 'ServiceUnreachable'
    }
}
