# The package that './build.sh pack' makes ('test' makes it too), unpacked as Install-PSResource does.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $version = (Import-PowerShellDataFile ([System.IO.Path]::Combine($ModulePath, 'DefterX.psd1'))).ModuleVersion
    $package = [System.IO.Path]::Combine($Root, 'out', "DefterX.$version.nupkg")
    if (-not (Test-Path $package)) { throw "There is no package $package; run './build.sh pack' first." }

    $modules = [System.IO.Path]::Combine("$TestDrive", 'Modules')
    $installed = [System.IO.Path]::Combine($modules, 'DefterX', $version)
    [System.IO.Compression.ZipFile]::ExtractToDirectory($package, $installed)
    $nuspec = ([xml](Get-Content -Raw ([System.IO.Path]::Combine($installed, 'DefterX.nuspec')))).package.metadata
    '_rels', 'package', '[Content_Types].xml', 'DefterX.nuspec' | ForEach-Object {
        Remove-Item -LiteralPath ([System.IO.Path]::Combine($installed, $_)) -Recurse -Force -ErrorAction Stop
    }

    $manifest = Import-PowerShellDataFile ([System.IO.Path]::Combine($installed, 'DefterX.psd1'))
    $bill = Get-Content -Raw ([System.IO.Path]::Combine($installed, 'DefterX.cdx.json')) | ConvertFrom-Json
    $libraries = @($bill.components | Where-Object type -EQ library)
    $files = @(Get-ChildItem $installed -Recurse -File | ForEach-Object { [System.IO.Path]::GetRelativePath($installed, $_.FullName).Replace('\', '/') })
}

Describe 'The package' {
    It 'describes itself as its manifest does' {
        $nuspec.id | Should -BeExactly 'DefterX'
        $nuspec.version | Should -BeExactly $manifest.ModuleVersion
        $nuspec.authors | Should -BeExactly $manifest.Author
        $nuspec.description | Should -BeExactly $manifest.Description
        $nuspec.license.InnerText | Should -BeExactly 'MIT'
        $tags = $nuspec.tags -split ' '
        $tags | Should -Contain 'PSModule'
        foreach ($tag in $manifest.PrivateData.PSData.Tags) { $tags | Should -Contain $tag }
        foreach ($name in $manifest.CmdletsToExport) { $tags | Should -Contain "PSCmdlet_$name" }
    }

    It 'tells what is new in both places' {
        $nuspec.releaseNotes | Should -Match '(?m)^### Added'
        $manifest.PrivateData.PSData.ReleaseNotes.Trim() | Should -BeExactly $nuspec.releaseNotes.Trim()
    }

    It 'has the icon that it names, a picture of 128 pixels or more' {
        $bytes = [System.IO.File]::ReadAllBytes([System.IO.Path]::Combine($installed, $nuspec.icon))
        [System.Text.Encoding]::ASCII.GetString($bytes, 1, 3) | Should -BeExactly 'PNG'
        ($bytes[18] * 256 + $bytes[19]) | Should -BeGreaterOrEqual 128
    }

    It 'has the module''s files, its own three, and nothing else' {
        $built = Get-ChildItem $ModulePath -Recurse -File | Where-Object Extension -NE '.pdb' |
            ForEach-Object { [System.IO.Path]::GetRelativePath($ModulePath, $_.FullName).Replace('\', '/') }
        ($files | Sort-Object) | Should -BeExactly (@($built) + 'icon.png', 'DefterX.cdx.json', 'THIRD-PARTY-NOTICES.md' | Sort-Object)
    }

    It 'gives its files one time' {
        $archive = [System.IO.Compression.ZipFile]::OpenRead($package)
        @($archive.Entries.LastWriteTime | Sort-Object -Unique).Count | Should -Be 1
        $archive.Dispose()
    }
}

Describe 'The bill of materials' {
    It 'has each file with its hash' {
        $listed = @($bill.components | Where-Object type -EQ file)
        ($listed.name | Sort-Object) | Should -BeExactly ($files | Where-Object { $_ -ne 'DefterX.cdx.json' } | Sort-Object)
        foreach ($file in $listed) {
            $file.hashes[0].content | Should -BeExactly (Get-FileHash ([System.IO.Path]::Combine($installed, $file.name))).Hash.ToLowerInvariant()
        }
    }

    It 'has the packages of the assemblies, with licence and hash, and no other' {
        $assemblies = Get-ChildItem ([System.IO.Path]::Combine($installed, 'bin')) -Recurse -Filter *.dll |
            ForEach-Object BaseName | Where-Object { $_ -notlike 'DefterX.*' } | Sort-Object -Unique
        ($libraries.name | Sort-Object) | Should -BeExactly $assemblies
        foreach ($library in $libraries) {
            $library.licenses.license.id | Should -Not -BeNullOrEmpty
            $library.hashes[0].alg | Should -BeExactly 'SHA-512'
        }
    }

    It 'depends on nothing that it does not list' {
        $known = @($libraries.'bom-ref') + $bill.metadata.component.'bom-ref'
        $bill.dependencies.ref + $bill.dependencies.dependsOn | Sort-Object -Unique | ForEach-Object { $known | Should -Contain $_ }
    }

    It 'has every package in the notices, with the text of its licence' {
        $notices = Get-Content ([System.IO.Path]::Combine($installed, 'THIRD-PARTY-NOTICES.md'))
        $named = ($notices -match '^## Licence of ') -replace '^## Licence of ' -split ', '
        ($named | Sort-Object) | Should -BeExactly ($libraries.name | Sort-Object)
    }
}

Describe 'The installed module' {
    It 'is found by its name, with its help and views' {
        $script = "`$env:PSModulePath = '$modules' + [System.IO.Path]::PathSeparator + `$env:PSModulePath; Import-Module DefterX -ErrorAction Stop
            (Get-Module DefterX).ModuleBase; (Get-Help Get-DefterXLedger).Synopsis.Length -gt 20; (Get-Help about_DefterX).Length -gt 200
            @(Get-FormatData 'DefterX.*').Count -gt 0"
        $output = & ([System.Environment]::ProcessPath) -NoProfile -NonInteractive -Command $script 2>&1
        $output | Should -BeExactly @($installed, 'True', 'True', 'True')
    }
}
