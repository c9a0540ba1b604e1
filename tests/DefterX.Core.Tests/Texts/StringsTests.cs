using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Xunit;

namespace DefterX.Tests.Texts;

public sealed class StringsTests
{
    private static readonly Regex s_placeholder = new(@"\{\d+(:[^}]*)?\}");

    [Fact]
    public void Strings_WhenTurkish_HaveTheSameNamesAndPlaceholdersAsEnglish()
    {
        Assembly core = typeof(DefterXException).Assembly;
        IEnumerable<string> resources = core.GetManifestResourceNames()
            .Where(name => name.EndsWith(".Strings.resources", StringComparison.Ordinal));
        foreach (string resource in resources)
        {
            ResourceManager texts = new(resource.Substring(0, resource.Length - ".resources".Length), core);
            Dictionary<string, string> english = Read(texts, CultureInfo.InvariantCulture);
            Dictionary<string, string> turkish = Read(texts, CultureInfo.GetCultureInfo("tr"));
            Assert.Equal(english.Keys.Order(StringComparer.Ordinal), turkish.Keys.Order(StringComparer.Ordinal));
            foreach ((string name, string text) in english)
            {
                Assert.True(Placeholders(text).SetEquals(Placeholders(turkish[name])), $"{resource}: {name}");
            }
        }
    }

    private static Dictionary<string, string> Read(ResourceManager texts, CultureInfo culture) =>
        texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static HashSet<string> Placeholders(string text) =>
        s_placeholder.Matches(text).Cast<Match>().Select(match => match.Value).ToHashSet();
}
