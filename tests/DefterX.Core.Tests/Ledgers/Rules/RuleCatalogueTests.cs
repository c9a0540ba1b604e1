using System;
using System.Globalization;
using System.Linq;
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
}
