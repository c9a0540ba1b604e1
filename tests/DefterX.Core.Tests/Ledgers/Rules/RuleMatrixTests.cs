using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Xml.Linq;
using DefterX.Ledgers.Rules;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Ledgers.Rules;

/// <summary>Every rule of GİB, broken: the official Schematron and ours find the same.</summary>
public sealed class RuleMatrixTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [GibPackageFact]
    public void Check_WhenARuleIsBroken_FindsWhatTheSchematronFinds()
    {
        Dictionary<string, Sample> samples =
            Sample.Kinds.Zip(Sample.Create(_folder.FolderPath)).ToDictionary(p => p.First, p => p.Second);
        List<(string Code, string File)> cases = [];
        List<string> wrong = [];
        foreach (RuleEntry entry in RuleCatalogue.Entries.Where(e => e.Source == "Schematron" && !RuleMutations.Unbreakable.ContainsKey(e.Name)))
        {
            foreach (string code in entry.Codes)
            {
                string kind = KindOf(entry.Name, code);
                if (!RuleMutations.All.TryGetValue($"{entry.Name}@{kind}", out string? commands))
                {
                    commands = RuleMutations.All[entry.Name];
                }

                try
                {
                    cases.Add((code, Mutation.Apply(samples[kind], commands).Save(_folder[code])));
                }
                catch (Exception e) when (e is InvalidOperationException or IndexOutOfRangeException or ArgumentException)
                {
                    wrong.Add($"{code} {entry.Name}: {e.Message}");
                }
            }
        }

        Dictionary<string, HashSet<string>?> expected = SchematronOracle.Check([.. cases.Select(c => c.File)]);
        foreach ((string code, string file) in cases)
        {
            HashSet<string> theirs = expected[file] ?? ["all"];
            HashSet<string> ours = Numbers(file);
            if (!theirs.Contains(code) || !ours.SetEquals(theirs))
            {
                wrong.Add($"{code} {Path.GetFileName(file)}: schematron [{string.Join(' ', theirs.Order())}] ours [{string.Join(' ', ours.Order())}]");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [GibPackageFact]
    public void Check_WhenDocumentIsSound_FindsNothingAsTheSchematron()
    {
        foreach (bool isSigned in new[] { true, false })
        {
            Sample[] samples = Sample.Create(_folder.FolderPath, isSigned);
            Sample fund = samples[0].Copy();
            fund.AddFund();
            fund.AddForeignAmount();
            fund.AddAttachment();
            Sample branch = Mutation.Apply(samples[0], RuleMutations.Branch);
            string[] files = [.. samples.Append(fund).Append(branch).Append(InEuros(samples[0])).Select((sample, i) => sample.Save(_folder[$"{isSigned}{i}"]))];
            Dictionary<string, HashSet<string>?> expected = SchematronOracle.Check(files, isSigned);
            foreach (string file in files)
            {
                Assert.Equal([], expected[file]!);
                List<RuleFinding> found = [];
                LedgerFileRules.Check(file, Path.GetFileName(file), new LedgerRuleOptions { IsSigned = isSigned }, found.Add, CancellationToken.None);
                Assert.True(found.Count == 0, string.Join('\n', found));
            }
        }
    }

    [GibPackageFact]
    public void Check_WhenFilesAreGibsSamples_FindsWhatTheSchematronFinds()
    {
        string[] files = Directory.GetFiles(Oracle.PackageFile("samples"), "*.xml");
        Dictionary<string, HashSet<string>?> expected = SchematronOracle.Check(files);
        Assert.NotEmpty(files);
        foreach (string file in files) Assert.Equal(expected[file]!.Order(), Numbers(file).Order());
    }

    [GibPackageFact]
    public void Catalogue_HasEachOfGibsRulesOnce() => Assert.Equal(
        SchematronOracle.AllNumbers().Order(StringComparer.Ordinal),
        RuleCatalogue.Entries.Where(e => e.Source == "Schematron").SelectMany(e => e.Codes).Order(StringComparer.Ordinal));

    internal static HashSet<string> Numbers(string file)
    {
        List<RuleFinding> found = [];
        LedgerFileRules.Check(file, Path.GetFileName(file), new LedgerRuleOptions(), found.Add, CancellationToken.None);
        return [.. found.Select(finding => finding.Code).Where(code => !code.StartsWith("DX", StringComparison.Ordinal))];
    }

    // Books in a foreign currency (VUK 215): the unit's id is the currency's code.
    private static Sample InEuros(Sample sample)
    {
        sample = Mutation.Apply(
            sample, "attr xbrli:unit@id=EUR; set xbrli:measure=iso4217:EUR; add gl-cor:documentInfo gl-muc:defaultCurrency=iso4217:EUR");
        foreach (XAttribute unit in sample.Document.Descendants().Attributes("unitRef").Where(a => a.Value == "try"))
        {
            unit.Value = "EUR";
        }

        return sample;
    }

    private static string KindOf(string rule, string code)
    {
        string prefix = code[..^3];
        if (prefix != "B") return prefix;
        return rule is "BeratEntriesNotAllowed" or "EntriesTypeBeratLedger" or "UniqueIdBeratLedger" ? "KB" : "YB";
    }
}
