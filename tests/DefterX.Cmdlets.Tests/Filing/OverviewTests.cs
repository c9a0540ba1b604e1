using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary><c>Export-DefterXReport</c> without ledgers: the overview of the office.</summary>
public sealed class OverviewTests : IAsyncLifetime
{
    private FilingOffice _office = null!;

    public async Task InitializeAsync() => _office = await FilingOffice.StartAsync("tr-TR");

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public void Export_WithNothingButASession_WritesTheMonthsOfTheYearUpToTheSessions()
    {
        _office.ImportAll();
        _office.Engine.Runspace.SessionStateProxy.Path.SetLocation(_office.Root);
        FileInfo file = (FileInfo)_office.Succeed("Export-DefterXReport -PassThru").Output.Single().BaseObject;
        Assert.Equal(Path.Combine(_office.Root, "defterx-7654321-2026-09.html"), file.FullName);
        string page = File.ReadAllText(file.FullName);
        Assert.Contains("<html lang=\"tr\">", page, StringComparison.Ordinal);
        Assert.Contains("Ocak 2026 – Eylül 2026", page, StringComparison.Ordinal);
        Assert.Contains("Aktarıldı", page, StringComparison.Ordinal);
        Assert.Contains("Deneme Mali Müşavirlik", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("durum.json", "", '{')]
    [InlineData("durum.CSV", "", '\ufeff')]
    [InlineData("durum.htm", "", '<')]
    [InlineData("durum", "", '<')]
    [InlineData("durum.txt", "-Format Json", '{')]
    public void Export_ToAFile_TakesTheFormatOfItsNameUnlessOneIsGiven(string name, string format, char first)
    {
        _office.Succeed($"Export-DefterXReport -Path $Root/yeni/{name} {format}");
        string text = File.ReadAllText(Path.Combine(_office.Root, "yeni", name), new System.Text.UTF8Encoding(false));
        Assert.Equal(first, File.ReadAllBytes(Path.Combine(_office.Root, "yeni", name))[0] == 0xef ? '\ufeff' : text[0]);
    }

    [Fact]
    public void Export_ToAFolder_NamesTheFileByNumberMonthAndFormat()
    {
        _office.Succeed("Export-DefterXReport -Path $Root/raporlar/ -Period '2026-08' -Format Csv");
        Assert.Equal("defterx-7654321-2026-08.csv", Path.GetFileName(Directory.GetFiles(Path.Combine(_office.Root, "raporlar")).Single()));
    }

    [Fact]
    public void Export_OfFirmsAndPeriods_HoldsThoseAlone()
    {
        _office.ImportAll();
        JsonNode json = Json($"Export-DefterXReport -Firm {FilingOffice.WithBranches} -Period '2026-10', 'Eylül 2026' -Path $Root/a.json");
        Assert.Equal("[\"2026-09\",\"2026-10\"]", json["periods"]!.ToJsonString());
        Assert.Equal(
            ["0001 2026-09 Imported", "0001 2026-10 Missing", "0002 2026-09 Imported", "0002 2026-10 Missing"],
            json["ledgers"]!.AsArray().Select(ledger => $"{ledger!["branch"]} {ledger["period"]} {ledger["state"]}"));
        Assert.Equal(1, json["totals"]!["firms"]!.GetValue<int>());
    }

    [Fact]
    public void Export_WhenAFirmIsNotThere_SaysSoAndGoesOnWithTheOthers()
    {
        Engine.Result result = _office.Invoke($"Export-DefterXReport -Firm 1234567808, {FilingOffice.Trader} -Period 2026-09 -Path $Root/a.json -PassThru");
        Assert.Equal(ErrorIds.FirmNotFound, result.ErrorId);
        Assert.Single(result.Output);
    }

    [Fact]
    public void Export_WhenTheFileIsThere_NeedsForce()
    {
        string path = Path.Combine(_office.Root, "a.html");
        File.WriteAllText(path, "mine");
        Engine.Result result = _office.Invoke("Export-DefterXReport -Path $Root/a.html");
        Assert.Equal(ErrorIds.LedgerExists, result.ErrorId);
        Assert.Contains("-Force", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(path));
        _office.Succeed("Export-DefterXReport -Path $Root/a.html -Force");
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(_office.Root), file => Path.GetFileName(file).StartsWith('~'));
    }

    [Fact]
    public void Export_UnderWhatIf_WritesNothing()
    {
        _office.Succeed("Export-DefterXReport -Path $Root/a.html -WhatIf");
        Assert.False(File.Exists(Path.Combine(_office.Root, "a.html")));
    }

    [Fact]
    public void Export_WithoutASession_IsSessionRequired()
    {
        _office.Succeed("Disconnect-DefterXSession");
        Assert.Equal(ErrorIds.SessionRequired, _office.Invoke("Export-DefterXReport -Path $Root/a.html").ErrorId);
    }

    [Fact]
    public void Export_OfAMonthThatIsNone_IsInvalidPeriod() =>
        Assert.Equal(ErrorIds.InvalidPeriod, _office.Invoke("Export-DefterXReport -Period Eylül -Path $Root/a.html").ErrorId);

    [Fact]
    public void Export_OfLedgersFromThePipeline_MakesTheirPagesAndNoOverview()
    {
        _office.Import();
        _office.Succeed($"New-DefterXLedger {FilingOffice.Company}");
        _office.Succeed($"Get-DefterXLedger {FilingOffice.Company} | Export-DefterXReport -Path $Root/pages");
        string[] pages = Directory.GetFiles(Path.Combine(_office.Root, "pages"));
        Assert.NotEmpty(pages);
        Assert.DoesNotContain(pages, static page => Path.GetFileName(page).StartsWith("defterx-", StringComparison.Ordinal));
    }

    [Fact]
    public void Export_OfAnEmptyPipeline_WritesNothing()
    {
        _office.Succeed("Get-DefterXLedger -State Rejected | Export-DefterXReport -Path $Root/a.html");
        Assert.False(File.Exists(Path.Combine(_office.Root, "a.html")));
    }

    private JsonNode Json(string script)
    {
        _office.Succeed(script);
        return JsonNode.Parse(File.ReadAllText(Path.Combine(_office.Root, "a.json")))!;
    }
}
