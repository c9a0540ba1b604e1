using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Ledgers;
using Xunit;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>Ledgers that come from elsewhere, inventories and months in several parts, at the prompt.</summary>
public sealed class ImportLedgerTests : IAsyncLifetime
{
    private FilingOffice _office = null!;

    public async Task InitializeAsync() => _office = await FilingOffice.StartAsync();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public async Task Import_WhenFilesComeByPipeline_TakesTheirMonthsIn(string culture)
    {
        await using FilingOffice office = await FilingOffice.StartAsync(culture);
        CreateAndTakeAway(office);
        Ledger[] ledgers = office.Ledgers("[IO.Directory]::GetFiles(\"$Root/elsewhere\", '*.xml', 'AllDirectories') | Import-DefterXLedger");
        Assert.Equal(4, ledgers.Length);
        Assert.All(ledgers, ledger => Assert.Equal((LedgerState.Created, 5L), (ledger.State, ledger.Entries)));
        Assert.Empty(office.Succeed("Test-DefterXLedger").Output);
        Assert.Equal(["DENEME GIDA A.Ş.", "DENEME GIDA A.Ş."], ledgers.Where(l => l.Branch is not null).Select(l => l.Firm.Title));
    }

    [Fact]
    public void Import_WithWhatIf_ChangesNothing()
    {
        CreateAndTakeAway(_office);
        string[] before = _office.Snapshot();
        Assert.Empty(_office.Succeed("Import-DefterXLedger $Root/elsewhere -WhatIf").Output);
        Assert.Equal(before, _office.Snapshot());
    }

    [Fact]
    public void Import_WhenAMonthIsHere_FailsForThatOneAlone()
    {
        _office.ImportAll();
        _office.Ledgers("New-DefterXLedger");
        Copy(_office);
        _office.Succeed($"Remove-DefterXLedger {FilingOffice.Trader} -Reason x -Confirm:$false");
        Engine.Result result = _office.Invoke("Import-DefterXLedger $Root/elsewhere");
        Assert.Equal(3, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith(ErrorIds.LedgerExists, error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(FilingOffice.Trader, ((Ledger)Assert.Single(result.Output).BaseObject).Identifier);
    }

    [Fact]
    public void Test_WithPath_ShowsWhatIsWrongBeforeItIsTakenIn()
    {
        CreateAndTakeAway(_office);
        string journal = Directory.GetFiles(Path.Combine(_office.Root, "elsewhere"), $"{FilingOffice.Trader}-202609-Y-*", SearchOption.AllDirectories).Single();
        File.WriteAllText(journal, File.ReadAllText(journal).Replace("100.00</gl-cor:amount>", "100.01</gl-cor:amount>", StringComparison.Ordinal));
        Finding[] findings = [.. _office.Succeed("Test-DefterXLedger -Path $Root/elsewhere").Output.Select(item => (Finding)item.BaseObject)];
        Assert.Contains(findings, finding => finding is { Code: "Y085", Line: > 1, EntryNumber: "00001" });
        Assert.All(findings, finding => Assert.Equal(FilingOffice.Trader, finding.Firm.Identifier));
        Engine.Result wanted = _office.Succeed("Test-DefterXLedger -Path $Root/elsewhere -Code 'y*85', X* -Severity Error");
        Assert.Equal(
            findings.Where(static finding => finding.Code == "Y085").Select(static finding => finding.Line),
            wanted.Output.Select(static item => ((Finding)item.BaseObject).Line));
        Assert.Empty(_office.Succeed("Test-DefterXLedger -Path $Root/elsewhere -Code Y085 -Severity Advice").Output);
        Engine.Result capped = _office.Succeed("Test-DefterXLedger -Path $Root/elsewhere -MaxFindings 1 -WarningVariable more; $more.Count");
        Assert.Equal(2, capped.Output.Count);
        Assert.Equal(1, capped.Output[1].BaseObject);
    }

    [Fact]
    public void New_WithSplitDate_MakesParts()
    {
        _office.Import(entries: 20);
        Ledger ledger = Assert.Single(_office.Ledgers($"New-DefterXLedger {FilingOffice.Company} -SplitDate 2026-09-11, 2026-09-21"));
        Assert.Equal((3, 7), (ledger.Parts, ledger.Files.Count));
    }

    [Theory]
    [InlineData("", "5 entries (numbers 1 to 5), 10 lines, debit 510.00, credit 510.00")]
    [InlineData("tr-TR", "5 madde (1 - 5 numaralı), 10 satır, borç 510,00, alacak 510,00")]
    public async Task Figures_OfAMonth_AreWrittenInTheLanguageOfTheUser(string culture, string figures)
    {
        await using FilingOffice office = await FilingOffice.StartAsync(culture);
        office.Import();
        office.Set("Ledger", Assert.Single(office.Ledgers($"New-DefterXLedger {FilingOffice.Company}")));
        Assert.Equal(figures, office.Succeed("[DefterX.Cmdlets.Formatting.Display]::Figures($Ledger)").Single<string>());
    }

    private static void CreateAndTakeAway(FilingOffice office)
    {
        office.ImportAll();
        office.Ledgers("New-DefterXLedger");
        Copy(office);
        office.Succeed("Get-DefterXLedger | Remove-DefterXLedger -Reason 'başka yerde' -Confirm:$false");
        Directory.Delete(Path.Combine(office.Path, "ledgers"), recursive: true);
    }

    private static void Copy(FilingOffice office)
    {
        string source = Path.Combine(office.Path, "ledgers");
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(office.Root, "elsewhere", Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
