# The module as a whole: its manifest, coming and going, and the conventions that all cmdlets keep.
BeforeDiscovery {
    . "$PSScriptRoot/common.ps1"
    $commands = @(Get-Command -Module DefterX | ForEach-Object { @{ Name = $_.Name; Command = $_ } })
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $manifest = Import-PowerShellDataFile ([System.IO.Path]::Combine($ModulePath, 'DefterX.psd1'))
}

Describe 'Importing the module' {
    It 'has a valid manifest' {
        (Test-ModuleManifest ([System.IO.Path]::Combine($ModulePath, 'DefterX.psd1')) -ErrorAction Stop).Name | Should -BeExactly 'DefterX'
    }

    It 'exports the cmdlets that the manifest names, and nothing else' {
        $module = Get-Module DefterX
        $module.ExportedCommands.Keys | Sort-Object | Should -BeExactly ($manifest.CmdletsToExport | Sort-Object)
        (Get-Command -Module DefterX).Name | Sort-Object | Should -BeExactly ($manifest.CmdletsToExport | Sort-Object)
        @($module.ExportedFunctions.Keys) + @($module.ExportedVariables.Keys) + @($module.ExportedAliases.Keys) | Should -BeNullOrEmpty
    }

    It 'exports the same cmdlets when it is imported again with -Force' {
        $first = (Get-Command -Module DefterX).Name
        Import-Module $ModulePath -Force
        Import-Module $ModulePath -Force
        (Get-Command -Module DefterX).Name | Should -BeExactly $first
        @(Get-Module DefterX).Count | Should -Be 1
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
        $session = Connect-DefterXSession (New-DefterXLoginKey Test -Office $office).Key 123456 '2026-09' -Office $office
        @(Get-DefterXSession).Count | Should -Be 1
        Remove-Module DefterX
        Import-Module $ModulePath
        Get-DefterXSession | Should -BeNullOrEmpty
        "$($session.State)" | Should -BeExactly 'Closed'
    }

    It 'imports in a fresh session without a word, under <_>, and leaves nothing of itself when it is removed' -ForEach 'en-US', 'tr-TR' {
        $script = @"
            function Get-Trace {
                (Get-Variable -Scope Global).Name -notmatch '^(before|after|error|_|\?|\^|\`$|LASTEXITCODE)`$' | Sort-Object
                (Get-Alias).Name + (Get-ChildItem function:).Name + (Get-ChildItem env:).Name + (Get-PSProvider).Name + (Get-PSDrive).Name
                (Get-TypeData DefterX.*).TypeName; (Get-FormatData -TypeName DefterX.*).TypeNames
                "`$ErrorActionPreference `$(Get-EventSubscriber) `$([cultureinfo]::CurrentCulture) `$([cultureinfo]::CurrentUICulture)"
            }
            [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = '$_'
            `$null = Get-Trace # loads PowerShell's own modules
            `$before = (Get-Trace) -join ' '
            Import-Module '$ModulePath' -ErrorAction Stop
            (Get-Module DefterX).Version.ToString()
            (Get-FormatData -TypeName DefterX.*).Count -gt 0
            Remove-Module DefterX
            `$after = (Get-Trace) -join ' '
            if (`$after -ceq `$before) { 'nothing' } else { Compare-Object (`$before -split ' ') (`$after -split ' ') | ForEach-Object { "`$(`$_.SideIndicator) `$(`$_.InputObject)" } }
"@
        $output = & ([System.Environment]::ProcessPath) -NoProfile -NonInteractive -Command $script 2>&1 | ForEach-Object { "$_" }
        $output | Should -BeExactly $manifest.ModuleVersion, 'True', 'nothing'
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

Describe 'The cmdlet <Name>' -ForEach $commands {
    It 'is named as PowerShell names things' {
        $Command.Verb | Should -BeIn (Get-Verb).Verb
        $Command.Noun | Should -MatchExactly '^DefterX[A-Z][a-z]+([A-Z][a-z]+)*$'
        $Command.Noun | Should -Not -Match 's$'
        $Command.Parameters.Values.Name | ForEach-Object { $_ | Should -MatchExactly '^[A-Z][A-Za-z0-9]+$' }
    }

    It 'says what it gives: types of its own or of .NET' {
        $Command.OutputType | Should -Not -BeNullOrEmpty
        $Command.OutputType.Type | ForEach-Object { $_ | Should -Not -BeNullOrEmpty }
        $Command.OutputType.Name | Should -Match '^(DefterX|System)\.'
    }

    It 'has -WhatIf where it changes something, and there alone' {
        $Command.Parameters.ContainsKey('WhatIf') | Should -Be ($Command.Verb -notin 'Get', 'Test')
    }

    It 'keeps to what PowerShell expects of parameters' {
        foreach ($parameter in $Command.Parameters.Values) {
            if ($parameter.Name -in 'Force', 'PassThru', 'Wait', 'All', 'Quiet') { $parameter.SwitchParameter | Should -BeTrue -Because $parameter.Name }
            if ($parameter.Name -eq 'Session') { @($parameter.ParameterSets.Values.IsMandatory) -contains $true | Should -BeFalse }
            if ($parameter.Name -like 'Pin') { $parameter.ParameterType.Name | Should -BeExactly 'SecureString' }
        }
        foreach ($set in $Command.ParameterSets) {
            $positions = @($set.Parameters.Position | Where-Object { $_ -ge 0 })
            @($positions | Select-Object -Unique).Count | Should -Be $positions.Count
        }
    }
}
