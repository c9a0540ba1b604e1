using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using DefterX.Ledgers.Rules;
using Xunit;

namespace DefterX.Tests.Ledgers.Rules;

/// <summary>DefterX's own rules for one file.</summary>
public sealed class OwnRulesTests : IDisposable
{
    private static readonly (string Code, int Sample, string Mutation)[] s_cases =
    [
        ("DX2003", 0, "name -Y-=-K-"),
        ("DX2004", 0, "setall gl-cor:entriesType=other"),
        ("DX2010", 0, "add gl-cor:entryHeader gl-cor:accountMainID=1"),
        ("DX2011", 0, "move gl-cor:enteredBy>gl-cor:entryHeader"),
        ("DX2012", 0, "dup gl-cor:lineNumber"),
        ("DX2013", 0, "remove xbrli:period"),
        ("DX2014", 0, "attr gl-cor:lineNumber@decimals=INF"),
        ("DX2015", 0, "unattr gl-cor:lineNumber@contextRef"),
        ("DX2016", 0, "attr gl-cor:amount@decimals=x"),
        ("DX2017", 0, "attr gl-cor:lineNumber@contextRef=none"),
        ("DX2018", 0, "attr gl-cor:amount@unitRef=none"),
        ("DX2019", 0, "set gl-cor:enteredDate=2026-09-31"),
        ("DX2020", 0, "set gl-cor:account=x"),
        ("DX2101", 0, "set gl-cor:entryNumberCounter#2=1"),
        ("DX2102", 0, "set gl-cor:lineNumber#2=1"),
        ("DX2103", 0, "set gl-cor:enteredDate#3=2026-09-01"),
        ("DX2104", 1, "set gl-cor:lineNumber#2=0"),
        ("DX2105", 1, "move gl-cor:entryHeader#1>gl-cor:accountingEntries"),
        ("DX2106", 0, "set gl-cor:amount=abc"),
        ("DX2107", 0, "dup gl-cor:entryNumberCounter"),
        ("DX2108", 0, "set xbrli:identifier=1234567801"),
        ("DX2109", 0, "set gl-cor:documentInfo/gl-cor:uniqueID=YEV20260900000A"),
        ("DX2110", 0, "set gl-bus:fiscalYearStart=2026-09-02"),
        ("DX2111", 0, "set xbrli:instant=2026-01-01"),
        ("DX2112", 0, "attr gl-cor:amount@unitRef=countable"),
        ("DX2113", 0, "foreign; set gl-muc:amountOriginalCurrency=iso4217:TRY"),
        ("DX2114", 0, "set gl-cor:documentTypeDescription=HAVALE"),
        ("DX2115", 0, "set gl-cor:documentNumber=00001"),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Check_WhenARuleOfOursIsBroken_FindsIt()
    {
        Sample[] samples = Sample.Create(_folder.FolderPath);
        List<string> missed = [];
        foreach ((string code, int sample, string mutation) in s_cases)
        {
            List<RuleFinding> found = Check(Mutation.Apply(samples[sample], mutation));
            if (!found.Exists(finding => finding.Code == code))
            {
                missed.Add($"{code} {mutation}: {string.Join(' ', found.Select(f => f.Code))}");
            }
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));

        // DX2001 and DX2002 are about octets, DX22xx about two files.
        IEnumerable<string> own =
            RuleCatalogue.Entries.Select(e => e.Codes[0]).Where(code => code.StartsWith("DX", StringComparison.Ordinal));
        Assert.Equal(
            own.Where(code => string.CompareOrdinal(code, "DX2002") > 0 && string.CompareOrdinal(code, "DX2200") < 0),
            s_cases.Select(c => c.Code));
    }

    [Fact]
    public void Check_WhenFileIsNotUtf8_FindsOnlyThat()
    {
        Sample sample = Sample.Create(_folder.FolderPath)[0];
        sample.Document.Declaration!.Encoding = "utf-16";
        string file = _folder[sample.FileName];
        File.WriteAllText(file, sample.Document.Declaration + sample.Document.ToString(System.Xml.Linq.SaveOptions.DisableFormatting), Encoding.Unicode);
        List<RuleFinding> found = [];
        LedgerFacts facts =
            LedgerFileRules.Check(file, sample.FileName, new LedgerRuleOptions(), found.Add, CancellationToken.None);
        Assert.Equal("DX2002", Assert.Single(found).Code);
        Assert.True(facts.IsComplete);
    }

    [Fact]
    public void Check_WhenInformationStandsBehindTheEntries_StillFindsNothingElse()
    {
        Sample sample = Mutation.Apply(Sample.Create(_folder.FolderPath)[0], "move gl-cor:documentInfo>gl-cor:accountingEntries");
        Assert.Equal(["DX2011"], Check(sample).Select(finding => finding.Code));
    }

    private List<RuleFinding> Check(Sample sample)
    {
        List<RuleFinding> found = [];
        string file = sample.Save(_folder[Guid.NewGuid().ToString("N")]);
        LedgerFileRules.Check(file, sample.FileName, new LedgerRuleOptions(), found.Add, CancellationToken.None);
        return found;
    }
}
