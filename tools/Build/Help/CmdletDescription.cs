using System.Collections.Generic;

namespace DefterX.Build.Help;

/// <summary>A cmdlet as its class declares it.</summary>
/// <param name="DefaultSet">The default parameter set, or null.</param>
/// <param name="SupportsShouldProcess">Whether it takes <c>-WhatIf</c> and <c>-Confirm</c>.</param>
internal sealed record CmdletDescription(
    string Name, string? DefaultSet, bool SupportsShouldProcess, IReadOnlyList<CmdletParameter> Parameters);

/// <summary>A parameter as its class declares it.</summary>
/// <param name="TypeName">Without namespace, such as <c>String[]</c>.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="TakesWildcards">Whether wildcards are expanded.</param>
/// <param name="Sets">In which sets it is, and how.</param>
internal sealed record CmdletParameter(
    string Name, string TypeName, IReadOnlyList<string> Aliases, bool TakesWildcards, IReadOnlyList<ParameterUse> Sets)
{
    internal bool IsSwitch => TypeName == "SwitchParameter";
}

/// <summary>How a parameter stands in a set.</summary>
/// <param name="Set">The set's name, or null for all.</param>
/// <param name="Position">From 0, or null where it is named.</param>
internal sealed record ParameterUse(string? Set, bool IsMandatory, int? Position, bool ByValue, bool ByPropertyName)
{
    /// <summary>As help says it.</summary>
    internal string PipelineInput => (ByValue, ByPropertyName) switch
    {
        (true, true) => "true (ByValue, ByPropertyName)",
        (true, false) => "true (ByValue)",
        (false, true) => "true (ByPropertyName)",
        _ => "false",
    };
}
