using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using DefterX.Build;
using DefterX.Ledgers;
using DefterX.Ledgers.Rules;
using Xunit;

namespace DefterX.Tests.Ledgers.Rules;

/// <summary>The rule reference says what the code does, in both languages.</summary>
public sealed class RuleReferenceTests
{
    private static readonly Regex s_number = new("\"(DX[0-9]{4}|(?:Y|K|B|R|E|EB)[0-9]{3})\"", RegexOptions.CultureInvariant);

    [Theory]
    [InlineData("rules.md", "", "Error", "Advice")]
    [InlineData("rules.tr.md", "tr", "Hata", "Öneri")]
    public void Reference_HasEveryRuleOfTheCatalogueWithItsText(string document, string culture, string error, string advice)
    {
        string[] lines = File.ReadAllLines(Repository.PathOf("docs", document));
        CultureInfo language = CultureInfo.GetCultureInfo(culture);
        IEnumerable<string> rows =
            from rule in Enum.GetValues<Rule>()
            let entry = RuleCatalogue.Entries[(int)rule]
            group (Rule: rule, entry.Codes) by (entry.TextKey, entry.Severity, entry.Source) into same
            let codes = string.Join(" ", same.SelectMany(entry => entry.Codes))
            let severity = same.Key.Severity == FindingSeverity.Error ? error : advice
            select $"| {codes} | {severity} | {RuleCatalogue.Text(same.First().Rule, language)} | {same.Key.Source} |";
        Assert.Empty(rows.Except(lines));
    }

    [Theory]
    [InlineData("rules.md")]
    [InlineData("rules.tr.md")]
    public void Reference_HasEveryNumberThatStandsInTheCode(string document)
    {
        HashSet<string> numbers = [.. File.ReadLines(Repository.PathOf("docs", document))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        string[] known = [.. Directory.EnumerateFiles(Repository.PathOf("src", "DefterX.Core", "Ledgers"), "*.cs")
            .SelectMany(file => s_number.Matches(File.ReadAllText(file)).Cast<Match>())
            .Select(match => match.Groups[1].Value)
            .Distinct()];
        Assert.Contains("DX1001", known);
        Assert.Empty(known.Except(numbers));
    }

    [Fact]
    public void Reference_SaysWhichRulesNoFileCanBreak()
    {
        string[] lines = File.ReadAllLines(Repository.PathOf("docs", "rules.md"));
        Assert.Empty(RuleMutations.Unbreakable.Select(rule => $"- {rule.Key}: {rule.Value}").Except(lines));
    }
}
