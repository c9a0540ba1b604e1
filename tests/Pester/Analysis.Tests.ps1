# PSScriptAnalyzer over all scripts, where it is installed; the rules in DefterX.Cmdlets.Tests/Scripts need nothing and always run.
BeforeDiscovery {
    . "$PSScriptRoot/common.ps1"
    $analyzer = Get-Module PSScriptAnalyzer -ListAvailable
    $files = if ($analyzer) {
        # The manifest and what it names are together in the built module alone.
        Get-ChildItem (Join-Path $ModulePath 'DefterX.psd1')
        Get-ChildItem "$Root/*" -File -Include *.ps1, *.md
        Get-ChildItem "$Root/module", "$Root/samples", "$Root/docs", "$Root/tests", "$Root/tools" -File -Recurse -Include *.ps1, *.psm1, *.ps1xml, *.md |
            Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]'
    }
    $cases = foreach ($file in $files) { @{ Name = [IO.Path]::GetRelativePath($Root, $file.FullName).Replace('\', '/'); File = $file } }
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $settings = Join-Path $Root 'PSScriptAnalyzerSettings.psd1'

    # Tests and tools run in PowerShell 7 alone; tests share variables from block to block, and need no -WhatIf.
    $notInTests = 'PSUseCompatibleSyntax', 'PSUseCompatibleCmdlets', 'PSUseBOMForUnicodeEncodedFile',
        'PSUseDeclaredVarsMoreThanAssignments', 'PSUseShouldProcessForStateChangingFunctions', 'PSAvoidUsingPositionalParameters'

    # An example shows what to assign, and the reader goes on with it; a page may tell of PowerShell 7 as well.
    $notInPages = 'PSUseDeclaredVarsMoreThanAssignments', 'PSUseCompatibleCmdlets'

    # The scripts in a page or a view, on the lines where they are in the file.
    function Get-Script([IO.FileInfo] $File) {
        $isScript = $false
        $lines = foreach ($line in [IO.File]::ReadAllLines($File.FullName)) {
            if ($line -match '^\s*```') { $isScript = $line -match '```powershell' }
            elseif ($isScript) { $line; continue }
            elseif ($line -cmatch '<ScriptBlock>(.*)</ScriptBlock>') { [Net.WebUtility]::HtmlDecode($Matches[1]); continue }
            ''
        }
        $lines -join "`n"
    }
}

if ($analyzer) {
    Describe 'PSScriptAnalyzer' {
        It 'finds nothing in <Name>' -ForEach $cases {
            $what = if ($File.Extension -in '.md', '.ps1xml') { @{ ScriptDefinition = Get-Script $File } } else { @{ Path = $File.FullName } }
            if ($Name -like 'tests/*' -or $Name -like 'tools/*') { $what.ExcludeRule = $notInTests } elseif ($File.Extension -eq '.md') { $what.ExcludeRule = $notInPages }
            # Now and then one of its runspaces does not find Get-Command; that is an error, and no finding.
            Invoke-ScriptAnalyzer @what -Settings $settings -ErrorAction SilentlyContinue |
                ForEach-Object { "$($_.Line): $($_.RuleName): $($_.Message)" } |
                Should -BeNullOrEmpty
        }
    }
}
