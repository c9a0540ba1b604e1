# The examples of README, docs and the help, each on an office of its own in the state that the page names: no error may come. A third of
# them, all in a long run.
BeforeDiscovery {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/examples.ps1"
    $number = 0
    $pages = @(Get-ExamplePage | ForEach-Object { @{ Path = $_; Page = [IO.Path]::GetRelativePath($Root, $_) } })
    $examples = foreach ($page in $pages) {
        foreach ($block in Get-CodeBlock $page.Path | Where-Object Word -CIn $ExampleStates) {
            $number++
            if ($env:DEFTERX_SOAK -ne '1' -and $number % 3) { continue }
            @{ Page = $block.Page; Line = $block.Line; Number = $number; State = $block.Word; Code = $block.Code }
        }
    }
    $twins = @($pages | ForEach-Object { @{ Page = $_.Page; Path = $_.Path; Twin = $_.Path -replace '\.md$', '.tr.md' } } | Where-Object { Test-Path $_.Twin })
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/office.ps1"
    . "$PSScriptRoot/examples.ps1"
    $folder = New-TestFolder
    $signer = '48312007522'
    $loginKey = 'dft-dem-ofi-s26'
    $pin = Get-TestPin
    $before = $env:DEFTERX_OFFICE
    $gib = Start-Gib $folder -Signer $signer

    # Each state from the one before.
    $none = (New-Item (Join-Path $folder 'none') -ItemType Directory).FullName
    Copy-Item (Join-Path $Root 'samples' 'office-exports') (Join-Path $none 'exports') -Recurse
    Copy-Item (New-TestCertificate $folder $signer) (Join-Path $none 'device.pfx')
    [pscustomobject](@{ Identifier = $Firms[2]; Title = 'ÖRNEK IŞIK LTD. ŞTİ.' } + $FirmFields) | Export-Csv (Join-Path $none 'firms.csv')
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

    # What was downloaded at GİB's portal for the months that are sent.
    $downloads = (New-Item (Join-Path $folder 'sent' 'downloads') -ItemType Directory).FullName
    Get-ChildItem (Join-Path $folder 'approved' 'office' 'ledgers') -Recurse -Filter 'GIB-*.xml' | Copy-Item -Destination $downloads
    Copy-Item $downloads (Join-Path $folder 'signed') -Recurse
}

AfterAll {
    $env:DEFTERX_OFFICE = $before
    Stop-Gib $gib
    Remove-Item $folder -Recurse -Force
}

Describe 'The page <Page>' -ForEach $pages {
    It 'says of each block in which state it runs' {
        Get-CodeBlock $Path | Where-Object Word -CNotIn ($ExampleStates + 'prompt', 'fragment') | ForEach-Object { "line $($_.Line): '$($_.Word)'" } |
            Should -BeNullOrEmpty
    }

    It 'has right PowerShell where it does not run' {
        Get-CodeBlock $Path | Where-Object Word -CIn 'prompt', 'fragment' | ForEach-Object { Get-CodeFlaw $_.Code } | Should -BeNullOrEmpty
    }
}

Describe 'The Turkish twin of <Page>' -ForEach $twins {
    It 'has the same code, but for comments and texts' {
        $blocks = $Path, $Twin | ForEach-Object { , @(Get-CodeBlock $_ | ForEach-Object { "$($_.Word): $(Get-BareCode $_.Code)" }) }
        $blocks[1] | Should -BeExactly $blocks[0]
    }
}

Describe 'The example' {
    It '<Number> in line <Line> of <Page> runs without an error' -ForEach $examples {
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
            Stop-Gib $own
            Remove-Item $place -Recurse -Force
        }
    }
}
