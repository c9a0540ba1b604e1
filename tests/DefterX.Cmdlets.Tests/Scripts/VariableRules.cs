using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace DefterX.Cmdlets.Tests.Scripts;

/// <summary>Every variable is set and used. Whole files count, since Pester's blocks share their variables; pages are left out.</summary>
internal static class VariableRules
{
    // Those that PowerShell itself sets or reads, and Pester's folder.
    private static readonly HashSet<string> s_automatic = new(StringComparer.OrdinalIgnoreCase)
    {
        "_", "args", "ConfirmPreference", "DebugPreference", "Error", "ErrorActionPreference", "Event", "EventSubscriber",
        "ExecutionContext", "false", "HOME", "Host", "input", "LASTEXITCODE", "Matches", "MyInvocation", "null",
        "OutputEncoding", "PID", "PROFILE", "ProgressPreference", "PSBoundParameters", "PSCmdlet", "PSCommandPath",
        "PSCulture", "PSDefaultParameterValues", "PSHOME", "PSItem", "PSScriptRoot", "PSUICulture", "PSVersionTable", "PWD",
        "TestDrive", "this", "true", "VerbosePreference", "WarningPreference",
    };

    public static IReadOnlyList<ScriptRule> All { get; } =
    [
        new("UseDeclaredVarsMoreThanAssignments", Unread,
            "$a = 1; $b = @{}; $b.c = $a; $script:d = 2; $ErrorActionPreference = 'Stop'; [int] $e, $f = 1, 2; Get-Item \"$e\" @f",
            "$a = 1", "$a, $b = 1, 2; $a", "[int] $a = 1"),
        new("ReviewUnusedParameter", UnreadParameters,
            "param($a) { $a }", "param($a, $b) $a", "function Get-Month($Month) { }"),
        new("UseOfUndeclaredVariable", Undeclared,
            "foreach ($a in $args) { $a }; Get-Item -ErrorVariable +b; $b; function Get-Month($c) { $c }; $env:HOME", "$a", "$a = 1; \"$b$a\"", "$a += @{ c = $_ }; $c"),
        new("AvoidGlobalVars", static script => script.Lines<VariableExpressionAst>(static variable => variable.VariablePath.IsGlobal),
            "$script:a", "$global:a = 1", "$global:a"),
    ];

    public static string NameOf(VariablePath path) => path.UserPath[(path.UserPath.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>The variables that assignments set, not those whose members or elements they set.</summary>
    public static IEnumerable<VariableExpressionAst> Assigned(Script script) =>
        script.All<AssignmentStatementAst>().SelectMany(static assignment => Targets(assignment.Left));

    private static IEnumerable<VariableExpressionAst> Targets(ExpressionAst left) => left switch
    {
        VariableExpressionAst variable => [variable],
        AttributedExpressionAst { Child: ExpressionAst child } => Targets(child),
        ArrayLiteralAst array => array.Elements.SelectMany(Targets),
        _ => [],
    };

    private static IEnumerable<int> Unread(Script script)
    {
        HashSet<string> read = Read(script);
        return Assigned(script).Where(variable => !script.IsPage && IsPlain(variable) && !read.Contains(NameOf(variable.VariablePath)))
            .Select(static variable => variable.Extent.StartLineNumber);
    }

    private static IEnumerable<int> UnreadParameters(Script script)
    {
        HashSet<string> read = Read(script);
        return script.Lines<ParameterAst>(parameter => !read.Contains(NameOf(parameter.Name.VariablePath)));
    }

    private static IEnumerable<int> Undeclared(Script script)
    {
        if (script.IsPage) return [];

        HashSet<string> declared = new(script.Shared, StringComparer.OrdinalIgnoreCase);
        declared.UnionWith(Assigned(script).Select(static variable => NameOf(variable.VariablePath)));
        declared.UnionWith(script.All<ParameterAst>().Select(static parameter => NameOf(parameter.Name.VariablePath)));
        declared.UnionWith(script.All<ForEachStatementAst>().Select(static loop => NameOf(loop.Variable.VariablePath)));
        declared.UnionWith(script.All<CommandAst>().SelectMany(StreamVariables));
        if (script.Path.EndsWith(".Tests.ps1", StringComparison.Ordinal)) declared.UnionWith(CaseVariables(script));
        return script.Lines<VariableExpressionAst>(variable => IsPlain(variable) && !declared.Contains(NameOf(variable.VariablePath)));
    }

    private static HashSet<string> Read(Script script) => new(
        script.All<VariableExpressionAst>().Except(Assigned(script)).Except(script.All<ParameterAst>().Select(static parameter => parameter.Name))
            .Select(static variable => NameOf(variable.VariablePath)),
        StringComparer.OrdinalIgnoreCase);

    private static bool IsPlain(VariableExpressionAst variable) =>
        !variable.VariablePath.IsDriveQualified && !variable.VariablePath.IsScript && !variable.VariablePath.IsGlobal
        && !s_automatic.Contains(NameOf(variable.VariablePath)) && !WindowsPowerShellRules.IsUnknown(variable);

    // -ErrorVariable, -OutVariable and their like.
    private static IEnumerable<string> StreamVariables(CommandAst command) => command.CommandElements
        .Zip(command.CommandElements.Skip(1))
        .Where(static pair => pair.First is CommandParameterAst parameter && parameter.ParameterName.EndsWith("Variable", StringComparison.Ordinal))
        .Select(static pair => pair.Second.Extent.Text.TrimStart('+'));

    // Pester makes a variable of each key of a case.
    private static IEnumerable<string> CaseVariables(Script script) => script.All<HashtableAst>()
        .SelectMany(static table => table.KeyValuePairs)
        .Select(static pair => pair.Item1.Extent.Text);
}
