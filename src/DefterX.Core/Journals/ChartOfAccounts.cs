using System;
using System.Collections.Generic;
using System.IO;

namespace DefterX.Journals;

/// <summary>Names of the main accounts of the uniform chart (Muhasebe Sistemi Uygulama Genel Tebliği, Sıra No 1).</summary>
internal static class ChartOfAccounts
{
    private static readonly Dictionary<string, string> s_names = Read();

    /// <summary>The name of a main account, or null when the chart leaves it to the firm.</summary>
    public static string? NameOf(string mainId) => s_names.TryGetValue(mainId, out string? name) ? name : null;

    private static Dictionary<string, string> Read()
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        using Stream stream = typeof(ChartOfAccounts).Assembly.GetManifestResourceStream("ChartOfAccounts.txt")!;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is string line) names.Add(line.Substring(0, 3), line.Substring(4));
        return names;
    }
}
