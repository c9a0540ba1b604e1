# What Invoke-ScriptAnalyzer asks of the scripts, besides its own defaults. They run in Windows PowerShell 5.1 too, but for the tests.
@{
    Rules        = @{
        PSUseCompatibleSyntax                 = @{ Enable = $true; TargetVersions = @('5.1', '7.0') }
        PSUseCompatibleCmdlets                = @{ compatibility = @('desktop-5.1.14393.206-windows') }
        PSAvoidExclaimOperator                = @{ Enable = $true }
        PSAvoidSemicolonsAsLineTerminators    = @{ Enable = $true }
        PSUseCorrectCasing                    = @{ Enable = $true }
        PSPlaceOpenBrace                      = @{ Enable = $true; OnSameLine = $true; NewLineAfter = $true; IgnoreOneLineBlock = $true }
        PSUseConsistentWhitespace             = @{ Enable = $true; CheckOperator = $false; CheckPipeForRedundantWhitespace = $true; CheckParameter = $true }
        PSUseSingleValueFromPipelineParameter = @{ Enable = $true }
        PSUseConsistentParameterSetName       = @{ Enable = $true }
    }
    ExcludeRules = @(
        # It takes $using:office.Path for a variable of the script block itself.
        'PSUseUsingScopeModifierInNewRunspaces'
        # A key that New-DefterXLoginKey has just shown is a text already; our own rule finds secrets written into scripts.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
    )
}
