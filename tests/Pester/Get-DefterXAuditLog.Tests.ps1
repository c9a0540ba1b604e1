BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    . "$PSScriptRoot/service.ps1"
    $folder = New-TestFolder
    $office = Open-Office $folder 'empty'
    $service = Start-OfficeService (Join-Path $folder "hizmet")
    $before = $env:DEFTERX_WORKSPACE
    $env:DEFTERX_WORKSPACE = "$folder/kopyalar"
    $settings = @{
        customerNumber = '1001'; name = 'Işık Büro'
        sourceApplication = @{ identifier = '7341200986'; title = 'DENEME'; program = 'P'; version = '1' }
    }
    $registration = @{ customerNumber = '1001'; email = 'ayse@buro.example'; keyName = 'Ayşe'; office = $settings } | ConvertTo-Json -Depth 5
    $null = Invoke-RestMethod "$($service.Address)/v1/offices" -Method Post -ContentType 'application/json; charset=utf-8' -Body $registration `
        -Headers @{ 'X-Registration-Code' = $RegistrationCode }
    $key = Get-MailedKey $service 'ayse@buro.example'
    $null = Connect-DefterXSession $key 1001 '2026-09' -ServiceUri $service.Address
}

AfterAll {
    Get-DefterXSession | Disconnect-DefterXSession
    $env:DEFTERX_WORKSPACE = $before
    Stop-OfficeService $service
    Close-Office $folder
}

Describe 'Get-DefterXAuditLog' {
    It 'shows logins and changes, newest first, and no key' {
        Set-DefterXOffice -Name 'Işıl Büro' -SessionIdleTimeout 02:00:00
        $events = @(Get-DefterXAuditLog -Debug -Verbose 4>$null 5>$null)
        $events.Action | Should -BeExactly 'OfficeChanged', 'Login', 'OfficeRegistered'
        "$($events[0].KeyName) $($events[0].Detail)" | Should -BeExactly 'Ayşe name, sessionIdleTimeout'
        $events | ConvertTo-Json | Should -Not -Match $key
        $events[0].Time | Should -BeGreaterThan (Get-Date).AddMinutes(-10)
    }

    It 'ends early, and narrows by action and time as the culture writes it' {
        @(Get-DefterXAuditLog -First 1).Count | Should -Be 1
        @(Get-DefterXAuditLog | Select-Object -First 1).Count | Should -Be 1
        @(Get-DefterXAuditLog login*).Action | Should -BeExactly 'Login'
        Use-Culture 'tr-TR' { @(Get-DefterXAuditLog -After (Get-Date).AddDays(-1).ToString('d.MM.yyyy') -Before (Get-Date).AddDays(1).ToString('d')).Count } | Should -Be 3
        @(Get-DefterXAuditLog -Before (Get-Date).AddDays(-1).ToString('yyyy-MM-dd')) | Should -BeNullOrEmpty
        (TabExpansion2 'Get-DefterXAuditLog LoginT').CompletionMatches.CompletionText | Should -BeExactly 'LoginThrottled'
    }

    It 'is shown with labels and actions of <Culture>' -ForEach @(
        @{ Culture = 'en-US'; Labels = 'Time +Action +Login key', 'Settings changed +Ayşe' }
        @{ Culture = 'tr-TR'; Labels = 'Zaman +İşlem +Giriş anahtarı', 'Ayarlar değişti +Ayşe' }
    ) {
        $text = (Invoke-Pwsh @"
            [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = '$Culture'
            `$null = Connect-DefterXSession '$key' 1001 2026-09 -ServiceUri '$($service.Address)'
            Get-DefterXAuditLog | Out-String -Width 120
"@) -join "`n"
        $Labels | ForEach-Object { $text | Should -Match $_ }
    }

    It 'of a folder is ServiceRequired, as an error that can be silent' {
        Get-ErrorId { Get-DefterXAuditLog -Session $office.Session } | Should -BeExactly 'ServiceRequired'
        { Get-DefterXAuditLog -Session $office.Session -ErrorAction Stop } | Should -Throw -ErrorId 'ServiceRequired,*'
    }
}
