using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace DefterX.Cmdlets.Tests.Scripts;

/// <summary>
/// The rules of PSScriptAnalyzer that matter here, and a few of our own, on PowerShell's parser: they always run, where
/// tests/Pester/Analysis.Tests.ps1 needs the analyzer itself.
/// </summary>
public sealed class ScriptRuleTests
{
    private static readonly IReadOnlyList<ScriptRule> s_rules =
        [.. PracticeRules.All, .. CommandRules.All, .. VariableRules.All, .. TextRules.All, .. WindowsPowerShellRules.All];

    private static readonly Lazy<IReadOnlyList<Script>> s_scripts = new(ScriptFiles.Read);

    public static TheoryData<string> Rules => [.. s_rules.Select(static rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_OnAllScripts_FindsNothing(string name)
    {
        ScriptRule rule = Find(name);
        string[] found =
        [
            .. s_scripts.Value.SelectMany(script => rule.Lines(script)
                .Distinct().Order()
                .Select(line => $"{script.Path}:{line} {name}: {script.Source.Split('\n')[line - 1].Trim()}")),
        ];
        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_OnOffenders_FindsEachAndNothingElse(string name)
    {
        ScriptRule rule = Find(name);
        Assert.NotEmpty(rule.Offenders);
        Assert.All(rule.Offenders, offender => Assert.NotEmpty(rule.Lines(new Script("samples/a.ps1", offender))));
        Assert.Empty(rule.Lines(new Script("samples/a.ps1", rule.Sound)));
    }

    [Fact]
    public void Scripts_AreFilesViewsAndPages()
    {
        string[] paths = [.. s_scripts.Value.Select(static script => script.Path)];
        Assert.Superset(
            new HashSet<string>
            {
                "build.ps1", "DefterX.psd1", "module/DefterX.psm1", "module/DefterX.Format.ps1xml", "samples/nightly.ps1", "tests/Pester/common.ps1",
                "README.md", "docs/tr-TR/Publish-DefterXLedger.md",
            },
            paths.ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a.md", "Text\n```powershell\ngci\n```\n```text\nls\n```\n", 3)]
    [InlineData("a.ps1xml", "<A>\n  <ScriptBlock>1</ScriptBlock>\n  <ScriptBlock>1 -gt\n  2</ScriptBlock>\n <ScriptBlock>gci &gt; a</ScriptBlock></A>", 5)]
    public void Rule_OnScriptInAnotherFile_NamesTheFilesLine(string path, string source, int line)
    {
        Script script = new(path, source);
        Assert.Empty(script.Errors);
        Assert.Equal([line], Find("AvoidUsingCmdletAliases").Lines(script));
    }

    [Fact]
    public void Rule_OnVariablesOfOtherScripts_TakesThemAsDeclared() =>
        Assert.Empty(Find("UseOfUndeclaredVariable").Lines(new Script("tests/a.ps1", "$Root", shared: ["root"])));

    private static ScriptRule Find(string name) => s_rules.Single(rule => rule.Name == name);
}
