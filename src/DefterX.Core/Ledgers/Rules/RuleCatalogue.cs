using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace DefterX.Ledgers.Rules;

/// <summary>Numbers, texts, weights and sources of the rules, from RuleCatalogue.txt.</summary>
internal static class RuleCatalogue
{
    private static readonly string[] s_prefixes = ["Y", "K", "B", "R", "E", "EB"];

    /// <summary>All rules, in the order of <see cref="Rule"/>.</summary>
    public static IReadOnlyList<RuleEntry> Entries { get; } = Load();

    /// <summary>The numbers of the rules for a kind of document, by rule; null where the kind lacks the rule.</summary>
    public static string?[] CodesOf(DocumentKind kind)
    {
        string prefix = s_prefixes[(int)kind];
        string?[] codes = new string?[Entries.Count];
        for (int i = 0; i < codes.Length; i++)
        {
            foreach (string code in Entries[i].Codes)
            {
                if (code.StartsWith("DX", StringComparison.Ordinal) || code.Substring(0, code.Length - 3) == prefix)
                {
                    codes[i] = code;
                }
            }
        }

        return codes;
    }

    /// <summary>The rule's text in a culture, null for that of the user interface.</summary>
    public static string Text(Rule rule, CultureInfo? culture = null) =>
        Strings.ResourceManager.GetString(Entries[(int)rule].TextKey, culture ?? Strings.Culture)!;

    private static List<RuleEntry> Load()
    {
        using Stream stream = typeof(RuleCatalogue).Assembly.GetManifestResourceStream("RuleCatalogue.txt")!;
        using StreamReader reader = new(stream);
        List<RuleEntry> entries = [];
        while (reader.ReadLine() is string line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            string[] parts = line.Split('|');
            entries.Add(new RuleEntry(
                parts[0].Trim(),
                parts[1].Split([' '], StringSplitOptions.RemoveEmptyEntries),
                parts[2].Trim(),
                parts[3].Trim() == "Error" ? FindingSeverity.Error : FindingSeverity.Advice,
                parts[4].Trim()));
        }

        return entries;
    }
}

/// <summary>A rule of the catalogue.</summary>
/// <param name="Name">The name in <see cref="Rule"/>.</param>
/// <param name="Codes">Numbers, at most one of each kind of document.</param>
/// <param name="TextKey">The key of its text.</param>
/// <param name="Severity">Its weight.</param>
/// <param name="Source">Where it is written.</param>
internal sealed record RuleEntry(string Name, string[] Codes, string TextKey, FindingSeverity Severity, string Source);
