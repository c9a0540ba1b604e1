BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'empty'
}

AfterAll { Close-Office $folder }

Describe 'Set-DefterXOffice' {
    It 'changes what is given, and the session goes by it at once, under <_>' -ForEach 'en-US', 'tr-TR' {
        Use-Culture $_ {
            $changed = Set-DefterXOffice -Name "Işık $_" -SessionIdleTimeout 08:00:00 -GibRetry @{ FIRSTWAITSECONDS = 1.5 } -PassThru -Debug -Verbose 4>$null 5>$null
            "$($changed.Name) $($changed.SessionIdleTimeout.TotalHours) $($changed.GibUri)" | Should -BeExactly "Işık $_ 8 $NoGib"
            $changed.GibRetry.FirstWaitSeconds | Should -Be 1.5
            ($office.Session | Out-String) | Should -Match "Işık $_"
        }
    }

    It 'takes the office through the pipeline, of Get-DefterXOffice and of New-DefterXOffice' {
        Get-DefterXOffice | Set-DefterXOffice -TimeStampUri http://tsa.example/
        (Get-DefterXOffice).TimeStamp.Uri | Should -Be 'http://tsa.example/'
        New-DefterXOffice "$folder/yeni" 1 'Başka' -SourceIdentifier 7341200986 -SourceTitle 'DENEME' | Set-DefterXOffice -SourceVersion 2.0
        (Get-DefterXOffice -Office "$folder/yeni").SourceApplication.Version | Should -BeExactly '2.0'
    }

    It 'completes the names of the roots' {
        $null = New-TestCertificate $folder $Firms[0]
        Get-PfxCertificate "$folder/$($Firms[0]).pfx" -Password (Get-TestPin) | ForEach-Object { [IO.File]::WriteAllBytes("$folder/kök.cer", $_.RawData) }
        Set-DefterXOffice -AddTrustedRoot "$folder/kök.cer"
        (TabExpansion2 'Set-DefterXOffice -RemoveTrustedRoot k').CompletionMatches.CompletionText | Should -BeExactly "'kök.cer'"
        Set-DefterXOffice -RemoveTrustedRoot kök.*
        (Get-DefterXOffice).TrustedRoots | Should -BeNullOrEmpty
    }

    It 'changes nothing under -WhatIf, and says what it would' {
        $before = Get-OfficeDigest $office.Path
        Get-WhatIf { Set-DefterXOffice -Name Yeni -GibTokenType X509v3 -WhatIf } | Should -BeLike "*Change Name, GibTokenType*$($office.Path)*"
        Get-OfficeDigest $office.Path | Should -Be $before
    }

    It 'refuses what is wrong as OfficeInvalid, as an error that can be silent, and changes nothing' {
        $before = Get-OfficeDigest $office.Path
        Get-ErrorId { Set-DefterXOffice -Name Yeni -SessionIdleTimeout 8 } | Should -BeExactly 'OfficeInvalid'
        { Set-DefterXOffice -GibUri http://gib.example/ -ErrorAction Stop } | Should -Throw -ErrorId 'OfficeInvalid,*'
        Get-OfficeDigest $office.Path | Should -Be $before
        Get-Leftover $office.Path | Should -BeNullOrEmpty
    }

    It 'works in a job, for sessions that are opened later' {
        Invoke-Job { param($Office) Set-DefterXOffice -Office $Office -Name 'İş' } $office.Path
        (Get-DefterXOffice).Name | Should -BeExactly 'İş'
    }
}
