using System;
using System.Collections.Generic;
using System.IO;
using DefterX.Journals;
using DefterX.Office;
using Xunit;

namespace DefterX.Tests.Office;

public sealed class OfficeFolderTests : IDisposable
{
    private readonly OfficeFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("http://edefter.example/edefter", false)]
    [InlineData("ftp://127.0.0.1/edefter", false)]
    [InlineData("edefter", false)]
    [InlineData("http://127.0.0.1:8080/edefter", true)]
    [InlineData("http://localhost/edefter", true)]
    [InlineData("https://edefter.example/edefter", true)]
    public void Create_WithAnAddressOfGib_TakesPlainHttpOnThisMachineAlone(string address, bool isTaken)
    {
        using TemporaryFolder folder = new();
        OfficeSettings settings = new()
        {
            CustomerNumber = "1234567",
            Name = "Örnek Muhasebe",
            GibUri = new Uri(address, UriKind.RelativeOrAbsolute),
            SourceApplication = new SourceApplication("7341200986", "ÖRNEK YAZILIM A.Ş.", "DefterX", "0.1.0"),
        };
        if (isTaken) Assert.Equal(address, OfficeFolder.Create(folder["office"], settings).Settings.GibUri!.ToString());
        else Fails.With(ErrorIds.OfficeInvalid, () => OfficeFolder.Create(folder["office"], settings));
        Assert.Equal(isTaken, Directory.Exists(folder["office"]));
    }

    [Fact]
    public void Open_WhenCreated_GivesTheSettingsBack()
    {
        OfficeSettings settings = OfficeFixture.Settings() with
        {
            GibEnvironment = GibEnvironment.Production,
            GibUri = new Uri("http://127.0.0.1:8080/edefter"),
            TrustedRoots = ["root.pem"],
            DocumentTypeCodes = new Dictionary<string, DocumentTypeCode> { ["EA"] = new("invoice"), ["dk"] = new("other", "Dekont") },
        };
        string path = Path.Combine(_fixture.Root, "ikinci");
        OfficeFolder.Create(path, settings);
        OfficeSettings read = OfficeFolder.Open(path).Settings;
        Assert.Equal(settings with { TrustedRoots = read.TrustedRoots, DocumentTypeCodes = read.DocumentTypeCodes }, read);
        Assert.Equal(settings.TrustedRoots, read.TrustedRoots);
        Assert.Equal(settings.DocumentTypeCodes, read.DocumentTypeCodes);
        Assert.Equal("7341200986##DENEME YAZILIM A.Ş.##DEFTERX##0.1", read.SourceApplication.ToString());
    }

    [Fact]
    public void Create_WhenThereIsAnOffice_FailsWithOfficeExists() =>
        Fails.With(ErrorIds.OfficeExists, () => OfficeFolder.Create(_fixture.Office.Path, OfficeFixture.Settings()));

    [Fact]
    public void Create_WhenTheFolderHasOtherFiles_FailsAndAddsNothing()
    {
        string path = Path.Combine(_fixture.Root, "dolu");
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "not.txt"), "");
        Fails.With(ErrorIds.OfficeExists, () => OfficeFolder.Create(path, OfficeFixture.Settings()));
        Assert.Single(Directory.GetFileSystemEntries(path));
    }

    [Fact]
    public void Create_WhenASettingIsWrong_FailsWithOfficeInvalidAndMakesNothing()
    {
        OfficeSettings good = OfficeFixture.Settings();
        OfficeSettings[] wrong =
        [
            good with { CustomerNumber = "12a" },
            good with { CustomerNumber = "" },
            good with { Name = " " },
            good with { SourceApplication = good.SourceApplication with { Identifier = "7341200987" } },
            good with { SourceApplication = good.SourceApplication with { Program = "A##B" } },
            good with { SessionIdleTimeout = TimeSpan.Zero },
            good with { TimeStamp = new TimeStampSettings(null!) },
            good with { TimeStamp = new TimeStampSettings(new Uri("tsa", UriKind.Relative)) },
            good with { TimeStamp = new TimeStampSettings(new Uri("ftp://tsa.example/")) },
            good with { TimeStamp = new TimeStampSettings(new Uri("http://tsa.example/"), "policy") },
            good with { TimeStamp = new TimeStampSettings(new Uri("http://tsa.example/"), "1.2.03") },
        ];
        string path = Path.Combine(_fixture.Root, "yeni");
        Assert.All(wrong, settings => Fails.With(ErrorIds.OfficeInvalid, () => OfficeFolder.Create(path, settings)));
        Assert.False(Directory.Exists(path));
    }

    [Theory]
    [InlineData("{ \"uri\": \"https://tsa.example/x\", \"policy\": \"1.2.792.1.2\" }", "https://tsa.example/x", "1.2.792.1.2")]
    [InlineData("{ \"uri\": \"http://tsa.example/\" }", "http://tsa.example/", null)]
    public void Open_WithATimeStampAuthority_ReadsIt(string json, string address, string? policy)
    {
        Assert.Null(_fixture.Office.Settings.TimeStamp);
        string file = Path.Combine(_fixture.Office.Path, "office.json");
        string text = File.ReadAllText(file);
        Assert.Contains("\"timeStamp\": null", text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace("\"timeStamp\": null", "\"timeStamp\": " + json, StringComparison.Ordinal));
        Assert.Equal(new TimeStampSettings(new Uri(address), policy), OfficeFolder.Open(_fixture.Office.Path).Settings.TimeStamp);
    }

    [Fact]
    public void Open_WhenThereIsNone_FailsWithOfficeNotFound() =>
        Fails.With(ErrorIds.OfficeNotFound, () => OfficeFolder.Open(Path.Combine(_fixture.Root, "yok")));

    [Fact]
    public void Open_WhenTheJsonIsBroken_FailsWithOfficeInvalidAndTheLine()
    {
        string file = Path.Combine(_fixture.Office.Path, "office.json");
        File.WriteAllText(file, "{\n  \"customerNumber\": \"1\",\n  \"name\" \"x\"\n}");
        DefterXException failure = Fails.With(ErrorIds.OfficeInvalid, () => OfficeFolder.Open(_fixture.Office.Path));
        Assert.Contains("line 3", failure.Message, StringComparison.Ordinal);
        File.WriteAllText(file, "{ \"name\": \"x\" }");
        Fails.With(ErrorIds.OfficeInvalid, () => OfficeFolder.Open(_fixture.Office.Path));
        File.WriteAllText(file, "null");
        Fails.With(ErrorIds.OfficeInvalid, () => OfficeFolder.Open(_fixture.Office.Path));
    }

    [Fact]
    public void Locate_WhenSeveralWays_TakesParameterThenEnvironmentThenParents()
    {
        string inner = Path.Combine(_fixture.Office.Path, "firms");
        Assert.Equal(Path.Combine(inner, "a"), OfficeFolder.Locate("a", "/b", inner));
        Assert.Equal(Path.GetFullPath("/b"), OfficeFolder.Locate(null, "/b", inner));
        Assert.Equal(_fixture.Office.Path, OfficeFolder.Locate(" ", "", inner));
        Assert.Null(OfficeFolder.Locate(null, null, _fixture.Root));
    }

    [Fact]
    public void LedgerFolder_WhenTheFiscalYearStartsInJuly_IsGibsTree()
    {
        Firm firm = OfficeFixture.Firm() with { FiscalYearStartMonth = 7 };
        string expected = Path.Combine(_fixture.Office.Path, "ledgers", "5123400670", "01.07.2025-30.06.2026", "02");
        Assert.Equal(expected, _fixture.Office.LedgerFolder(firm, new Period(2026, 2)));
        Assert.Equal(
            Path.Combine(_fixture.Office.Path, "journals", "5123400670", "2026-02", "0001"),
            _fixture.Office.JournalFolder("5123400670", new Period(2026, 2), "0001"));
    }
}
