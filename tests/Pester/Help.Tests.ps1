# Get-Help in a real PowerShell, in both languages: of no cmdlet is a section empty.
BeforeDiscovery {
    . "$PSScriptRoot/common.ps1"
    $cases = foreach ($culture in 'en-US', 'tr-TR') {
        foreach ($command in Get-Command -Module DefterX) { @{ Culture = $culture; Name = $command.Name } }
    }
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $facts = @{}
    foreach ($culture in 'en-US', 'tr-TR') {
        $facts[$culture] = Invoke-Pwsh @"
            [cultureinfo]::CurrentUICulture = '$culture'
            `$all = @{}
            foreach (`$command in Get-Command -Module DefterX) {
                `$help = Get-Help `$command.Name -Full
                `$all[`$command.Name] = @{
                    Synopsis    = "`$(`$help.Synopsis)"
                    Description = "`$(`$help.description.Text)"
                    Empty       = @(`$help.parameters.parameter | Where-Object { -not `$_.description.Text } | ForEach-Object { `$_.name })
                    Parameters  = @(`$help.parameters.parameter).Count
                    Sets        = @(`$help.syntax.syntaxItem).Count
                    Declared    = `$command.ParameterSets.Count
                    Examples    = @(`$help.examples.example).Count
                    NoRemark    = @(`$help.examples.example | Where-Object { -not "`$(`$_.remarks.Text)".Trim() -or -not `$_.code }).Count
                    Inputs      = "`$(`$help.inputTypes.inputType.type.name)"
                    Outputs     = "`$(`$help.returnValues.returnValue.type.name)"
                    Links       = @(`$help.relatedLinks.navigationLink).Count
                }
            }
            ConvertTo-Json `$all -Depth 5 -Compress
"@ | ConvertFrom-Json -AsHashtable
    }
}

Describe 'Get-Help' {
    It 'shows no empty section of <Name> in <Culture>' -ForEach $cases {
        $help = $facts[$Culture][$Name]
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match ([regex]::Escape("`n")) # the syntax, where there is no page
        $help.Description | Should -Not -BeNullOrEmpty
        $help.Empty | Should -BeNullOrEmpty
        $help.Parameters | Should -BeGreaterThan 0
        $help.Sets | Should -Be $help.Declared
        $help.Examples | Should -BeGreaterOrEqual 2
        $help.NoRemark | Should -Be 0
        $help.Inputs | Should -Not -BeNullOrEmpty
        $help.Outputs | Should -Not -BeNullOrEmpty
        $help.Links | Should -BeGreaterThan 0
    }

    It 'has each page in both languages, with the same code' {
        $pages = foreach ($culture in 'en-US', 'tr-TR') {
            $folder = [IO.Path]::Combine($Root, 'docs', $culture)
            , @(Get-ChildItem $folder -Filter '*-DefterX*.md' | ForEach-Object {
                "$($_.Name): $([regex]::Matches((Get-Content $_ -Raw), '(?s)```powershell.*?```').Value -join '|')"
            })
        }
        $pages[1] | Should -Be $pages[0]
    }
}
