using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Xml.Linq;
using DefterX.Ledgers.Rules;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Ledgers.Rules;

/// <summary>Documents that are changed at random, the same for the same seed.</summary>
public sealed class RuleFuzzTests : IDisposable
{
    private static readonly string[] s_values =
    [
        "", " ", "0", "1", "-1", "1.5", "abc", "NaN", "1e2", "2026-09-31", "2026-10-01", "D", "debit", "other", "invoice", "100", "1000.001",
        " 7 ", "00001", "x y", "iso4217:EUR", "journal", "+5", ".5", "5.", "standard",
    ];

    private static readonly string[] s_attributes = ["contextRef", "unitRef", "decimals", "id", "x"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [GibPackageFact]
    public void Check_WhenDocumentsAreChangedAtRandom_FindsWhatTheSchematronAndTheSchemaFind()
    {
        string[] files = [.. Mutants(Soak.Size(24, 600))];
        Dictionary<string, HashSet<string>?> expected = SchematronOracle.Check(files);
        HashSet<string> invalid = Invalid(files);
        List<string> wrong = [];
        foreach (string file in files)
        {
            string name = Path.GetRelativePath(_folder.FolderPath, file);
            if (expected[file] is HashSet<string> theirs)
            {
                HashSet<string> ours = RuleMatrixTests.Numbers(file);
                if (!ours.SetEquals(theirs))
                {
                    wrong.Add($"{name}: schematron [{Text(theirs.Except(ours))}] ours [{Text(ours.Except(theirs))}] {What(file)}");
                }
            }

            // Where the rules cannot be evaluated at all, something has to be said too.
            if ((expected[file] is null || invalid.Contains(file)) && Findings(file).Count == 0)
            {
                wrong.Add($"{name}: the schema refuses it, we do not. {What(file)}");
            }
        }

        Assert.InRange(invalid.Count, files.Length / 10, files.Length);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Check_WhenFileIsBroken_SaysWhereAndEnds()
    {
        Sample[] samples = Sample.Create(_folder.FolderPath);
        for (int seed = 0; seed < Soak.Size(300); seed++)
        {
            Random random = new(seed);
            Sample sample = samples[seed % samples.Length];
            byte[] document =
                Encoding.UTF8.GetBytes(sample.Document.Declaration + sample.Document.ToString(SaveOptions.DisableFormatting));
            byte[] broken = random.Next(3) switch
            {
                0 => document[..random.Next(document.Length)],
                1 => Scatter(random, document),
                _ => [.. document[..(document.Length / 2)], .. document[random.Next(document.Length)..]],
            };
            string file = Write("broken.xml", broken);
            foreach (RuleFinding finding in Findings(file).Where(finding => finding.Code == "DX2001"))
            {
                Assert.InRange(finding.Line, 1, 10_000);
            }
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>")]
    [InlineData("<a>&undefined;</a>")]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("<a xmlns='http://www.edefter.gov.tr'")]
    public void Check_WhenXmlIsMalformed_FindsDx2001(string document)
    {
        RuleFinding finding = Assert.Single(Findings(Write("a.xml", Encoding.UTF8.GetBytes(document))), f => f.Code == "DX2001");
        Assert.Equal(1, finding.Line);
    }

    [Fact]
    public void Check_WhenThingsAreHuge_Ends()
    {
        string huge = new('x', 20_000_000);
        Assert.Contains(Findings(Write("a.xml", Encoding.UTF8.GetBytes($"<{huge}/>"))), f => f.Code == "DX2001");
        Assert.Contains(Findings(Write("b.xml", Encoding.UTF8.GetBytes($"<a b='{huge}'/>"))), f => f.Code == "DX2001");
        Assert.NotEmpty(Findings(Write("c.xml", Encoding.UTF8.GetBytes($"<a>{huge}</a>"))));
        Assert.Contains(Findings(Write("d.xml", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 100_000))))), f => f.Code == "DX2001");
    }

    [Fact]
    public void Check_WhenThereAreTooManyFindings_CountsThemAll()
    {
        Sample journal = Mutation.Apply(Sample.Create(_folder.FolderPath)[0], "setall gl-cor:amount=0");
        List<RuleFinding> found = [];
        string file = journal.Save(_folder["many"]);
        LedgerFacts facts = LedgerFileRules.Check(
            file, journal.FileName, new LedgerRuleOptions { MaxFindings = 3 }, found.Add, CancellationToken.None);
        Assert.Equal(3, found.Count);
        Assert.InRange(facts.Errors, 10, 100);
    }

    [Fact]
    public void Check_WhenCultureIsTurkish_FindsTheSame()
    {
        string[] files = [.. Mutants(12)];
        string[] Codes() => [.. files.SelectMany(Findings).Select(f => $"{f.Code} {f.Line} {f.Value}")];
        string[] invariant = Codes();
        using CultureScope scope = new("tr-TR");
        Assert.Equal(invariant, Codes());
        Assert.Contains(
            Findings(files[0]).Concat(Findings(files[1])), f => f.Message.Any(c => c is 'ı' or 'ş' or 'ğ' or 'ü' or 'ö' or 'ç'));
    }

    private IEnumerable<string> Mutants(int count)
    {
        Sample[] samples = Sample.Create(_folder.FolderPath, entries: 4);
        samples[0].AddFund();
        samples[0].AddForeignAmount();
        samples[0].AddAttachment();
        for (int seed = 0; seed < count; seed++)
        {
            Random random = new(seed);
            Sample sample = samples[seed % samples.Length].Copy();
            string what = Change(random, sample.Document);
            string folder = _folder[seed.ToString(CultureInfo.InvariantCulture)];
            string file = sample.Save(folder);
            File.WriteAllText(Path.Combine(folder, "what.txt"), what);
            yield return file;
        }
    }

    private static string Change(Random random, XDocument document)
    {
        XElement[] all = [.. document.Root!.Elements().SelectMany(e => e.DescendantsAndSelf()).Where(e => e.Name.Namespace != Sample.Ds
            && e.Name.Namespace != Sample.Xades && e.Name.LocalName is not ("schemaRef" or "documentInfo" or "entriesType"))];
        XElement element = all[random.Next(all.Length)];
        string name = element.Name.LocalName;
        switch (random.Next(6))
        {
            case 0:
                element.Remove();
                return "remove " + name;
            case 1:
                element.AddAfterSelf(new XElement(element));
                return "duplicate " + name;
            case 2:
                XElement target = all[random.Next(all.Length)];
                if (target == element || target.Ancestors().Contains(element) || !target.HasElements) goto case 3;
                element.Remove();
                target.Add(element);
                return $"move {name} to {target.Name.LocalName}";
            case 3:
                XElement[] leaves = [.. all.Where(e => !e.HasElements)];
                XElement leaf = leaves[random.Next(leaves.Length)];
                leaf.Value = s_values[random.Next(s_values.Length)];
                return $"set {leaf.Name.LocalName}='{leaf.Value}'";
            case 4:
                string attribute = s_attributes[random.Next(s_attributes.Length)];
                string? value = random.Next(3) == 0 ? null : s_values[random.Next(s_values.Length)];
                element.SetAttributeValue(attribute, value);
                return $"{name}@{attribute}='{value}'";
            default:
                element.Name = Sample.Cor + "amount";
                return $"rename {name} to amount";
        }
    }

    private static HashSet<string> Invalid(string[] files)
    {
        ExternalTool run = Oracle.Run("xsd", files);
        return [.. run.Text.Split('\n').Where(line => line.StartsWith("FAIL", StringComparison.Ordinal)).Select(line => line.Split('\t')[1])];
    }

    private static List<RuleFinding> Findings(string file)
    {
        List<RuleFinding> found = [];
        LedgerFileRules.Check(file, Path.GetFileName(file), new LedgerRuleOptions(), found.Add, CancellationToken.None);
        return found;
    }

    private static byte[] Scatter(Random random, byte[] document)
    {
        byte[] copy = [.. document];
        for (int i = random.Next(1, 20); i > 0; i--) copy[random.Next(copy.Length)] = (byte)random.Next(256);
        return copy;
    }

    private string Write(string name, byte[] octets)
    {
        File.WriteAllBytes(_folder[name], octets);
        return _folder[name];
    }

    private static string What(string file) => File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "what.txt"));

    private static string Text(IEnumerable<string> numbers) => string.Join(' ', numbers.Order(StringComparer.Ordinal));
}
