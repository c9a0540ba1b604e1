# The examples of the help, each on an office of its own in the state that the page names: no error may come. A third of them, all in a
# long run. They are the same in both languages (Help.Tests.ps1).
BeforeDiscovery {
    . "$PSScriptRoot/common.ps1"
    $number = 0
    $examples = foreach ($page in Get-ChildItem ([IO.Path]::Combine($Root, 'docs', 'en-US')) -Filter '*.md') {
        foreach ($match in [regex]::Matches((Get-Content $page -Raw), '(?s)```powershell (\w+)\r?\n(.*?)\r?\n```')) {
            $number++
            if ($env:DEFTERX_SOAK -ne '1' -and $number % 3) { continue }
            @{ Page = $page.BaseName; Number = $number; State = $match.Groups[1].Value; Code = $match.Groups[2].Value }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/filing.ps1"
    $folder = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "defterx-$([guid]::NewGuid())") -ItemType Directory).FullName
    $signer = '48312007522'
    $loginKey = 'dft-dem-ofi-s26'
    $pin = ConvertTo-SecureString $TestPin -AsPlainText -Force
    $before = $env:DEFTERX_OFFICE
    $gib = Start-Gib $folder -Signer $signer

    function Set-GibUri([string] $Office, [string] $Address) {
        $file = Join-Path $Office 'office.json'
        $settings = Get-Content $file -Raw | ConvertFrom-Json -AsHashtable
        $settings.gibUri = $Address
        $settings | ConvertTo-Json -Depth 9 | Set-Content $file
    }

    # Each state from the one before.
    $none = (New-Item (Join-Path $folder 'none') -ItemType Directory).FullName
    Copy-Item (Join-Path $Root 'samples' 'office-exports') (Join-Path $none 'exports') -Recurse
    Copy-Item (New-TestCertificate $folder $signer) (Join-Path $none 'device.pfx')
    [pscustomobject]@{
        Identifier = $Firms[2]; Title = 'ÖRNEK IŞIK LTD. ŞTİ.'; BuildingNumber = '1'; Street = 'Sokak'; City = 'Ankara'; ZipCode = '06100'
        Phone = '3125550101'; Email = 'a@ornek.example'; NaceCode = '47.11.01'; AccountantName = 'SMMM Ayşe Örnek'; AccountantEngagement = '-'
    } | Export-Csv (Join-Path $none 'firms.csv')
    $last = Join-Path $folder 'office'
    Copy-Item $none $last -Recurse
    Copy-Item (Join-Path $Root 'samples' 'office') (Join-Path $last 'office') -Recurse
    Set-GibUri (Join-Path $last 'office') $gib.Address
    foreach ($state in 'imported', 'created', 'signed', 'sent', 'approved') {
        $next = Join-Path $folder $state
        Copy-Item $last $next -Recurse
        $last = $next
        $null = Connect-DefterXSession $loginKey 1234567 '2026-09' -Office (Join-Path $next 'office')
        if ($state -eq 'imported') {
            Get-DefterXFirm | Set-DefterXFirm -AuthorizedSigner $signer
            foreach ($export in Get-ChildItem (Join-Path $next 'exports')) {
                $firm, $branch = $export.BaseName.Substring(0, $export.BaseName.Length - 8) -split '-'
                $null = Import-DefterXJournal $export $firm -Branch "$branch"
            }
            $null = Connect-DefterXDevice -PfxPath (Join-Path $next 'device.pfx') -Pin $pin
        }
        else { $null = Publish-DefterXLedger -Through $state -Wait:($state -eq 'approved') 6>$null }
        Get-DefterXSession | Disconnect-DefterXSession
    }
    Disconnect-DefterXDevice
}

AfterAll {
    $env:DEFTERX_OFFICE = $before
    $gib.Process.Kill()
    $gib.Process.WaitForExit()
    Remove-Item $folder -Recurse -Force
}

Describe 'The example' {
    It '<Number> of <Page> runs without an error' -ForEach $examples {
        $place = Join-Path $folder $Number
        Copy-Item (Join-Path $folder $State) $place -Recurse
        # What is signed anew is another package, which a GİB that has the first one does not take.
        $own = $null
        if ($State -in 'imported', 'created' -and $Code -match 'Send-|Publish-|Receive-') {
            $own = Start-Gib $place -Signer $signer
            Set-GibUri (Join-Path $place 'office') $own.Address
        }
        $env:DEFTERX_OFFICE = if ($State -ne 'none') { './office' }
        $shell = [powershell]::Create()
        try {
            $setup = 'param($Module, $Place, $Key, $Pin, $State) Import-Module $Module; Set-Location $Place; $global:key = $Key; $global:pin = $Pin
                if ($State -ne "none") { $null = Connect-DefterXSession $Key 1234567 2026-09 }
                if ($State -notin "none", "office") { $null = Connect-DefterXDevice -PfxPath ./device.pfx -Pin $Pin }'
            $null = $shell.AddScript($setup).AddArgument($ModulePath).AddArgument($place).AddArgument($loginKey).AddArgument($pin).
                AddArgument($State).Invoke()
            $shell.Commands.Clear()
            $null = $shell.AddScript($Code).Invoke()
            "$($shell.Streams.Error)" | Should -BeNullOrEmpty -Because $Code
        }
        finally {
            $shell.Commands.Clear()
            $null = $shell.AddScript('Get-DefterXSession | Disconnect-DefterXSession; Disconnect-DefterXDevice').Invoke()
            $shell.Dispose()
            if ($own) { $own.Process.Kill() }
        }
    }
}
