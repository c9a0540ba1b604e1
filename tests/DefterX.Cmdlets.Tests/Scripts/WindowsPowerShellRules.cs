using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;

namespace DefterX.Cmdlets.Tests.Scripts;

/// <summary>What Windows PowerShell 5.1 does not know: PowerShell 7's syntax, cmdlets, parameters and variables.</summary>
internal static class WindowsPowerShellRules
{
    private static readonly string[] s_variables =
        ["IsWindows", "IsLinux", "IsMacOS", "IsCoreCLR", "PSStyle", "PSNativeCommandUseErrorActionPreference", "EnabledExperimentalFeatures"];

    private static readonly string[] s_commands =
    [
        "ConvertFrom-Markdown", "ConvertTo-CliXml", "ConvertFrom-CliXml", "Get-Error", "Get-SecureRandom", "Get-Uptime", "Join-String", "Remove-Alias",
        "Remove-Service", "Show-Markdown", "Start-ThreadJob", "Test-Json",
    ];

    private static readonly Dictionary<string, string[]> s_parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ConvertFrom-Json"] = ["AsHashtable", "Depth", "NoEnumerate"],
        ["ConvertFrom-SecureString"] = ["AsPlainText"],
        ["ConvertTo-Json"] = ["AsArray", "EnumsAsStrings", "EscapeHandling"],
        ["Export-Csv"] = ["QuoteFields", "UseQuotes"],
        ["ForEach-Object"] = ["AsJob", "Parallel", "ThrottleLimit", "TimeoutSeconds"],
        ["Get-ChildItem"] = ["FollowSymlink"],
        ["Get-Content"] = ["AsByteStream"],
        ["Invoke-RestMethod"] = ["Authentication", "Form", "SkipCertificateCheck", "StatusCodeVariable", "Token"],
        ["Invoke-WebRequest"] = ["Authentication", "Form", "SkipCertificateCheck", "SkipHttpErrorCheck", "Token"],
        ["Join-Path"] = ["AdditionalChildPath", "Extension"],
        ["Read-Host"] = ["MaskInput"],
        ["Select-String"] = ["Culture", "NoEmphasis", "Raw"],
        ["Set-Content"] = ["AsByteStream"],
        ["Sort-Object"] = ["Bottom", "Stable", "Top"],
        ["Split-Path"] = ["Extension", "LeafBase"],
        ["Start-Process"] = ["Environment"],
    };

    private static readonly string[] s_encodings = ["utf8BOM", "utf8NoBOM"];

    public static IReadOnlyList<ScriptRule> All { get; } =
    [
        new("UseCompatibleSyntax", static script => For(script, Syntax),
            "if ($a) { $a.b } else { $c[0] }; $a += 1; \"`n`t\"",
            "$a ? 1 : 2", "$a ?? 1", "$a ??= 1", "${a}?.b", "${a}?[0]", "Get-Item a && Get-Item b", "Get-Item a || Get-Item b", "Get-Item a &",
            "function Get-Month { process { 1 } clean { 2 } }", "\"`e[0m\"", "\"`u{131}\""),
        new("UseCompatibleVariables", static script => For(script, Variables),
            "$PSVersionTable.PSEdition", "if ($IsWindows) { }", "$PSStyle.Reset"),
        // A page may tell of PowerShell 7 as well.
        new("UseCompatibleCmdlets", static script => script.IsPage ? [] : For(script, Commands),
            "Get-Content a -Encoding utf8 | ConvertFrom-Json; Join-Path a b; Sort-Object -Descending",
            "Test-Json a", "1 | ForEach-Object -Parallel { 1 }", "ConvertFrom-Json a -AsHashtable", "Join-Path a b c", "Set-Content a b -Encoding utf8NoBOM"),
    ];

    /// <summary>Whether the variable is one of PowerShell 7's own.</summary>
    public static bool IsUnknown(VariableExpressionAst variable) => s_variables.Contains(variable.VariablePath.UserPath, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<int> For(Script script, Func<Script, IEnumerable<int>> lines) => script.RunsInWindowsPowerShell ? lines(script) : [];

    private static IEnumerable<int> Syntax(Script script) => script.Lines<Ast>(static ast => ast
            is TernaryExpressionAst or PipelineChainAst or PipelineBaseAst and PipelineAst { Background: true }
            or BinaryExpressionAst { Operator: TokenKind.QuestionQuestion }
            or AssignmentStatementAst { Operator: TokenKind.QuestionQuestionEquals }
            or MemberExpressionAst { NullConditional: true } or IndexExpressionAst { NullConditional: true }
            or ScriptBlockAst { CleanBlock: not null })
        .Concat(script.Tokens.OfType<StringExpandableToken>()
            .Where(static token => token.Text.Contains("`e", StringComparison.Ordinal) || token.Text.Contains("`u{", StringComparison.Ordinal))
            .Select(static token => token.Extent.StartLineNumber));

    // The views' methods take nothing for $PSStyle's colours.
    private static IEnumerable<int> Variables(Script script) => script.IsView ? [] : script.Lines<VariableExpressionAst>(IsUnknown);

    private static IEnumerable<int> Commands(Script script) => script.Lines<CommandAst>(static command =>
        s_commands.Contains(command.GetCommandName(), StringComparer.OrdinalIgnoreCase)
        || (s_parameters.TryGetValue(command.GetCommandName() ?? "", out string[]? parameters) && Names(command).Intersect(parameters, StringComparer.OrdinalIgnoreCase).Any())
        || (command.GetCommandName() == "Join-Path" && command.CommandElements.Count(static element => element is not CommandParameterAst) > 3)
        || command.CommandElements.Any(static element => s_encodings.Contains(element.Extent.Text, StringComparer.OrdinalIgnoreCase)));

    private static IEnumerable<string> Names(CommandAst command) =>
        command.CommandElements.OfType<CommandParameterAst>().Select(static parameter => parameter.ParameterName);
}
