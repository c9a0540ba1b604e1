using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace DefterX.Cmdlets.Tests.Scripts;

/// <summary>Commands are named in full, and called so that a reader sees what each argument is.</summary>
internal static class CommandRules
{
    private const int MostPositional = 2;

    // Those of Windows alone, which a session elsewhere does not have.
    private static readonly string[] s_windowsAliases =
    [
        "ac", "asnp", "cat", "clear", "compare", "cp", "cpp", "curl", "diff", "kill", "lp", "ls", "man", "mount", "mv", "ps", "rm", "rmdir", "sc",
        "sleep", "sort", "spps", "start", "tee", "wget", "write",
    ];

    private static readonly HashSet<string> s_aliases = new(
        InitialSessionState.CreateDefault2().Commands.OfType<SessionStateAliasEntry>().Select(static alias => alias.Name).Concat(s_windowsAliases),
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_verbs = new(
        new[]
        {
            typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle),
            typeof(VerbsOther), typeof(VerbsSecurity),
        }
        .SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Select(static field => (string)field.GetRawConstantValue()!),
        StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<ScriptRule> All { get; } =
    [
        new("AvoidUsingCmdletAliases", static script => script.Lines<CommandAst>(static command => s_aliases.Contains(command.GetCommandName() ?? "")),
            "Get-ChildItem | Where-Object Length", "gci", "Get-ChildItem | ? Length", "ls", "1..3 | % { $_ }"),
        new("UseApprovedVerbs", static script => script.Lines<FunctionDefinitionAst>(static function => !s_verbs.Contains(function.Name.Split('-')[0])),
            "function Get-Month { }", "function Fetch-Month { }", "function month { }"),
        new("AvoidUsingPositionalParameters",
            static script => script.Lines<CommandAst>(command => script.RunsInWindowsPowerShell && CountPositional(command) > MostPositional),
            "New-Item a b -Value 1; dotnet build a b c", "New-Item a b c", "Join-Path a b -Resolve: c d"),
        new("AvoidUsingInvokeExpression", static script => Calls(script, "Invoke-Expression", "iex"),
            "& $command", "Invoke-Expression $text", "iex $text"),
        new("AvoidUsingWriteHost", static script => Calls(script, "Write-Host"),
            "'text' | Out-Default", "Write-Host text"),
    ];

    private static IEnumerable<int> Calls(Script script, params string[] names) =>
        script.Lines<CommandAst>(command => names.Contains(command.GetCommandName(), StringComparer.OrdinalIgnoreCase));

    // What follows a parameter counts as its value, for a switch too: the command may not be known here.
    private static int CountPositional(CommandAst command)
    {
        if (command.GetCommandName()?.Contains('-', StringComparison.Ordinal) != true) return 0;

        int count = 0;
        for (int i = 1; i < command.CommandElements.Count; i++)
        {
            bool isValue = command.CommandElements[i - 1] is CommandParameterAst { Argument: null };
            if (!isValue && command.CommandElements[i] is not (CommandParameterAst or VariableExpressionAst { Splatted: true })) count++;
        }

        return count;
    }
}
