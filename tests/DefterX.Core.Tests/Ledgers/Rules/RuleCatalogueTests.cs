using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using DefterX.Build;
using DefterX.Ledgers.Rules;
using Xunit;

namespace DefterX.Tests.Ledgers.Rules;

public sealed class RuleCatalogueTests
{
    [Fact]
    public void Catalogue_HasEveryNumberOnceAndATextInBothLanguages()
    {
        Assert.Equal(Enum.GetNames<Rule>(), RuleCatalogue.Entries.Select(entry => entry.Name));
        string[] codes = [.. RuleCatalogue.Entries.SelectMany(entry => entry.Codes)];
        Assert.Equal(codes.Length, codes.Distinct().Count());
        foreach ((string prefix, int count) in new[] { ("Y", 131), ("K", 123), ("B", 106), ("R", 94), ("E", 105), ("EB", 77) })
        {
            Assert.Equal(
                Enumerable.Range(1, count).Select(i => $"{prefix}{i:000}"),
                codes.Where(code => code[..^3] == prefix).Order(StringComparer.Ordinal));
        }

        foreach (Rule rule in Enum.GetValues<Rule>())
        {
            Assert.NotEmpty(RuleCatalogue.Text(rule, CultureInfo.InvariantCulture));
            Assert.NotEqual(RuleCatalogue.Text(rule, CultureInfo.InvariantCulture), RuleCatalogue.Text(rule, CultureInfo.GetCultureInfo("tr")));
        }
    }

    [Fact]
    public void Catalogue_IsWhatTheDocumentationSays()
    {
        string document = File.ReadAllText(DocumentPath());
        foreach (string row in Rows()) Assert.Contains(row, document, StringComparison.Ordinal);
        foreach ((string rule, string reason) in RuleMutations.Unbreakable)
        {
            Assert.Contains($"{rule}: {reason}", document, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Rows()
    {
        foreach ((RuleEntry entry, int i) in RuleCatalogue.Entries.Select((entry, i) => (entry, i)))
        {
            string text = RuleCatalogue.Text((Rule)i, CultureInfo.InvariantCulture);
            yield return $"| {string.Join(" ", entry.Codes)} | {entry.Severity} | {text} | {entry.Source} |";
        }
    }

    private static string DocumentPath() => Repository.PathOf("docs", "rules.md");
}
