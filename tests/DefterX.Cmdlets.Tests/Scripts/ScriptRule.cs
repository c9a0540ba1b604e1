using System;
using System.Collections.Generic;

namespace DefterX.Cmdlets.Tests.Scripts;

/// <summary>What no script may have.</summary>
/// <param name="Name">PSScriptAnalyzer's name, where it has such a rule too.</param>
/// <param name="Lines">The lines of a script that break it, from 1.</param>
/// <param name="Sound">A script that keeps it, close to those that break it.</param>
/// <param name="Offenders">Scripts that break it.</param>
internal sealed record ScriptRule(string Name, Func<Script, IEnumerable<int>> Lines, string Sound, params string[] Offenders)
{
    public override string ToString() => Name;
}
