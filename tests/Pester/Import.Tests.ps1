BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $manifest = Import-PowerShellDataFile ([System.IO.Path]::Combine($ModulePath, 'DefterX.psd1'))
}

Describe 'Importing the module' {
    It 'has a valid manifest' {
        (Test-ModuleManifest ([System.IO.Path]::Combine($ModulePath, 'DefterX.psd1')) -ErrorAction Stop).Name | Should -BeExactly 'DefterX'
    }

    It 'exports the cmdlets that the manifest names, and nothing else' {
        $exported = (Get-Command -Module DefterX).Name | Sort-Object
        $exported | Should -BeExactly ($manifest.CmdletsToExport | Sort-Object)
    }

    It 'exports the same cmdlets when it is imported again with -Force' {
        $first = (Get-Command -Module DefterX).Name
        Import-Module $ModulePath -Force
        Import-Module $ModulePath -Force
        (Get-Command -Module DefterX).Name | Should -BeExactly $first
    }

    It 'leaves no command when it is removed, and comes back' {
        $first = (Get-Command -Module DefterX).Name
        Remove-Module DefterX
        Get-Module DefterX* | Should -BeNullOrEmpty
        Get-Command '*-DefterX*' -CommandType Cmdlet -ListImported | Should -BeNullOrEmpty
        Import-Module $ModulePath
        (Get-Command -Module DefterX).Name | Should -BeExactly $first
    }

    It 'closes its sessions when it is removed' {
        $office = [System.IO.Path]::Combine("$TestDrive", 'office')
        $null = New-DefterXOffice $office 123456 'Deneme' -SourceIdentifier 7341200986 -SourceTitle 'DENEME A.Ş.'
        $null = Connect-DefterXSession (New-DefterXLoginKey Test -Office $office).Key 123456 '2026-09' -Office $office
        @(Get-DefterXSession).Count | Should -Be 1
        Remove-Module DefterX
        Import-Module $ModulePath
        Get-DefterXSession | Should -BeNullOrEmpty
    }

    It 'imports in a fresh session without a word, under <_>' -ForEach 'en-US', 'tr-TR' {
        $import = "[cultureinfo]::CurrentCulture = '$_'; [cultureinfo]::CurrentUICulture = '$_'; Import-Module '$ModulePath' -ErrorAction Stop; (Get-Module DefterX).Version.ToString()"
        $output = & ([System.Environment]::ProcessPath) -NoProfile -NonInteractive -Command $import 2>&1
        $output | Should -BeExactly $manifest.ModuleVersion
    }
}

Describe 'The files of the module' {
    It 'have no engine of their own in <_>' -ForEach 'core', 'desktop' {
        [System.IO.Path]::Combine($ModulePath, 'bin', $_, 'System.Management.Automation.dll') | Should -Not -Exist
    }

    It 'have no facades of the framework in core' {
        foreach ($facade in 'System.Memory', 'System.Buffers', 'System.Numerics.Vectors', 'System.Runtime.CompilerServices.Unsafe', 'System.Text.Json') {
            [System.IO.Path]::Combine($ModulePath, 'bin', 'core', "$facade.dll") | Should -Not -Exist
        }
    }

    It 'have Turkish texts in <_>' -ForEach 'core', 'desktop' {
        [System.IO.Path]::Combine($ModulePath, 'bin', $_, 'tr', 'DefterX.Core.resources.dll') | Should -Exist
    }
}
