using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DefterX.Tests.Checks;

namespace DefterX.Tests.Ledgers.Rules;

/// <summary>Which of GİB's rules fail in files, by our numbers: the place of an assert in its .sch file.</summary>
internal static partial class SchematronOracle
{
    private static readonly XNamespace Sch = "http://purl.oclc.org/dsdl/schematron";

    private static readonly Dictionary<string, string> s_files = new()
    {
        ["Y"] = "edefter_yevmiye",
        ["K"] = "edefter_kebir",
        ["B"] = "edefter_berat",
        ["R"] = "edefter_rapor",
        ["E"] = "envanter_defter",
        ["EB"] = "envanter_berat",
    };

    /// <summary>Runs the check on all files at once.</summary>
    /// <returns>By file, the numbers of the rules that failed or had an error; null where the rules could not be evaluated at
    /// all.</returns>
    public static Dictionary<string, HashSet<string>?> Check(IReadOnlyCollection<string> files, bool isSigned = true)
    {
        ILookup<string, Assertion> rules = s_files.SelectMany(pair => Load(pair.Key, pair.Value)).ToLookup(rule => rule.Prefix);
        string[] options = isSigned ? [] : ["--unsigned"];
        ExternalTool run = Oracle.Run("schematron", [.. options, .. files]);
        Dictionary<string, HashSet<string>?> results = files.ToDictionary(file => file, _ => (HashSet<string>?)[]);
        HashSet<string> seen = [];
        foreach (string line in run.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split('\t');
            if (parts.Length < 2 || !results.TryGetValue(parts[1], out HashSet<string>? found))
            {
                throw new InvalidDataException(line);
            }

            seen.Add(parts[1]);
            if (parts[0] == "OK" || found is null) continue;
            if (parts[2] == "-") results[parts[1]] = null;
            else found.UnionWith(Numbers(rules[PrefixOf(parts[1])], parts[0] == "ERROR", parts[2], parts[3]));
        }

        return seen.Count == files.Count ? results : throw new InvalidDataException(run.Text);
    }

    /// <summary>Which rules GİB has, by kind.</summary>
    public static IEnumerable<string> AllNumbers() =>
        s_files.SelectMany(pair => Load(pair.Key, pair.Value)).Select(rule => rule.Number);

    private static string PrefixOf(string file)
    {
        XElement root = XDocument.Load(file).Root!;
        if (root.Name.LocalName == "defterraporu") return "R";
        string type = root.Descendants(Sample.Cor + "entriesType").FirstOrDefault()?.Value.Trim() ?? "";
        bool isBerat = root.Name.LocalName == "berat";
        return type switch { "assets" => isBerat ? "EB" : "E", _ when isBerat => "B", "ledger" => "K", _ => "Y" };
    }

    private static IEnumerable<string> Numbers(IEnumerable<Assertion> rules, bool isError, string location, string message)
    {
        string element = LocalName(Index().Replace(location.Split(' ')[0].Split('/')[^1], ""));
        Assertion[] found = isError
            ? [.. rules.Where(rule => message.EndsWith(" in " + rule.Test, StringComparison.Ordinal) && rule.Element == element)]
            : [.. rules.Where(rule => rule.Message.IsMatch(message) && (rule.Element == element || rule.Element is "*" or "/"))];

        // An error in a let is no rule's.
        if (found.Length == 0 && isError) return [];
        if (found.Length == 0) throw new InvalidDataException($"No rule has the message '{message}' at {location}.");
        return found.Select(rule => rule.Number);
    }

    private static IEnumerable<Assertion> Load(string prefix, string name)
    {
        XDocument document = XDocument.Load(Oracle.PackageFile($"sch/{name}.sch"), LoadOptions.PreserveWhitespace);
        int number = 0;
        foreach (XElement assert in document.Descendants(Sch + "assert"))
        {
            string context = Predicate().Replace((string)assert.Parent!.Attribute("context")!, "");
            string test = ((string)assert.Attribute("test")!).Replace("gl-bus_m", "gl-bus:m", StringComparison.Ordinal);
            string pattern =
                string.Concat(assert.Nodes().Select(node => node is XText text ? text.Value : node is XElement ? "\u0001" : ""));
            pattern = Space().Replace(pattern, " ").Trim();
            
            // An empty value leaves one space of two.
            string escaped = Value().Replace(Regex.Escape(pattern), ".*");
            Regex message = new($"^{escaped}$", RegexOptions.Singleline);
            string element = LocalName(context.Split('/')[^1]);
            yield return new Assertion(
                prefix, $"{prefix}{++number:000}", context == "/" ? "/" : element, Space().Replace(test, " ").Trim(), message);
        }
    }

    private static string LocalName(string name) => name.Split(':')[^1];

    private sealed record Assertion(string Prefix, string Number, string Element, string Test, Regex Message);

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Predicate();

    [GeneratedRegex(@"(\\ )?\u0001(\\ )?")]
    private static partial Regex Value();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
