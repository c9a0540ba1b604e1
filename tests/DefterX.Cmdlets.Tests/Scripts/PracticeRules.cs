using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace DefterX.Cmdlets.Tests.Scripts;

/// <summary>Scripts parse, fail loudly, and keep secrets out of their text.</summary>
internal static partial class PracticeRules
{
    public static IReadOnlyList<ScriptRule> All { get; } =
    [
        new("ParseError", static script => script.Errors.Select(static error => error.Extent.StartLineNumber),
            "if ($a) { }", "if ($a {", "'a", "@{ a = 1; a = 2 }"),
        new("AvoidUsingEmptyCatchBlock", static script => script.Lines<CatchClauseAst>(static clause => clause.Body.Statements.Count == 0),
            "try { 1 } catch { throw }", "try { 1 } catch { }", "try { 1 } catch [System.IO.IOException] { <# nothing #> }"),
        new("PossibleIncorrectComparisonWithNull", static script => script.Lines<BinaryExpressionAst>(IsNullOnTheRight),
            "$null -eq $a -and $b", "$a -eq $null", "$a -ne $null", "$a -ceq $null"),
        new("AvoidUsingPlainTextForPassword", static script => script.Lines<ParameterAst>(IsPlainSecret),
            "param([securestring] $Pin, [string] $PinSecret, [string] $Shipping)",
            "param([string] $Pin)", "param([string[]] $PfxPassword)", "function Get-Month([string] $Passphrase) { $Passphrase }"),
        new("AvoidSecretsInText", static script => script.Lines<CommandAst>(IsGivenSecret),
            "Connect-DefterXDevice -Pin $pin; ConvertTo-SecureString $key -AsPlainText -Force",
            "Connect-DefterXDevice -Pin 1357", "Connect-DefterXDevice -Pin:'1357'", "ConvertTo-SecureString 'abc' -AsPlainText -Force"),
    ];

    private static bool IsNullOnTheRight(BinaryExpressionAst expression) =>
        expression.Operator is TokenKind.Ieq or TokenKind.Ine or TokenKind.Ceq or TokenKind.Cne
        && expression.Right is VariableExpressionAst { VariablePath.UserPath: string name }
        && name.Equals("null", StringComparison.OrdinalIgnoreCase);

    private static bool IsPlainSecret(ParameterAst parameter) =>
        (parameter.StaticType == typeof(string) || parameter.StaticType == typeof(string[]))
        && SecretName().IsMatch(parameter.Name.VariablePath.UserPath);

    private static bool IsGivenSecret(CommandAst command)
    {
        IReadOnlyList<CommandElementAst> elements = command.CommandElements;
        if (command.GetCommandName() == "ConvertTo-SecureString") return elements.Skip(1).Any(static element => element is StringConstantExpressionAst);

        return elements.Index().Any(element => element.Item is CommandParameterAst parameter
            && SecretName().IsMatch(parameter.ParameterName)
            && (parameter.Argument ?? elements.ElementAtOrDefault(element.Index + 1)) is ConstantExpressionAst);
    }

    [GeneratedRegex("(^|[a-z])(Password|Passphrase|Pin)$")]
    private static partial Regex SecretName();
}
