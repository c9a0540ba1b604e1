using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DefterX.Office;
using Xunit;

namespace DefterX.Tests.Office;

public sealed class FirmStoreTests : IDisposable
{
    private readonly OfficeFixture _fixture = new();

    private FirmStore Firms => _fixture.Office.Firms;

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Get_WhenAdded_GivesTheFirmBack(string culture) => CultureScope.Run(culture, () =>
    {
        Firm firm = OfficeFixture.Firm("5123400670", new Branch("0001", "Kızılay Şubesi"), new Branch("0002", "İzmir Şubesi"));
        Firms.Add(firm);
        Firm read = Firms.Get(" 5123400670 ");
        Assert.Equal(firm.Branches, read.Branches);
        Assert.Equal(firm.Accountants, read.Accountants);
        Assert.Equal(
            firm with { Branches = [], Accountants = [], AuthorizedSigners = [] },
            read with { Branches = [], Accountants = [], AuthorizedSigners = [] });
        Assert.Equal(1, Firms.Count());
        Assert.Contains("\"through\": \"2026-08\"", Json(), StringComparison.Ordinal);
        Assert.Contains("ÖRNEK IŞIK", Json(), StringComparison.Ordinal);
    });

    [Fact]
    public void Update_WhenTheFileHasUnknownFields_KeepsThem()
    {
        Firms.Add(OfficeFixture.Firm("5123400670", new Branch("0001", "Bir"), new Branch("0002", "İki")));
        string json = Json()
            .Replace("\"title\":", "\"luca\": { \"no\": 7 }, \"title\":", StringComparison.Ordinal)
            .Replace("\"city\":", "\"semt\": \"Çankaya\", \"city\":", StringComparison.Ordinal)
            .Replace("\"number\": \"0002\"", "\"açılış\": \"2020\", \"number\": \"0002\"", StringComparison.Ordinal);
        File.WriteAllText(JsonPath(), json);
        Firms.Update(Firms.Get("5123400670") with { Title = "Yeni Unvan", Branches = [new Branch("0002", "İki")] });
        Assert.Equal("Yeni Unvan", Firms.Get("5123400670").Title);
        Assert.Contains("\"no\": 7", Json(), StringComparison.Ordinal);
        Assert.Contains("\"semt\": \"Çankaya\"", Json(), StringComparison.Ordinal);
        Assert.Contains("\"açılış\": \"2020\"", Json(), StringComparison.Ordinal);
        Assert.DoesNotContain("0001", Json(), StringComparison.Ordinal);
    }

    [Fact]
    public void Add_WhenThere_FailsWithFirmExists()
    {
        Firms.Add(OfficeFixture.Firm());
        Fails.With(ErrorIds.FirmExists, () => Firms.Add(OfficeFixture.Firm()));
    }

    [Theory]
    [InlineData("7341200986")]
    [InlineData("../office")]
    [InlineData("")]
    public void Get_WhenNotThere_FailsWithFirmNotFound(string identifier)
    {
        Fails.With(ErrorIds.FirmNotFound, () => Firms.Get(identifier));
        Fails.With(ErrorIds.FirmNotFound, () => Firms.Remove(identifier));
        Fails.With(ErrorIds.FirmNotFound, () => Firms.Update(OfficeFixture.Firm()));
    }

    [Fact]
    public void List_WhenOneFileIsBroken_ReportsItAndGivesTheOthers()
    {
        Firms.Add(OfficeFixture.Firm());
        File.WriteAllText(Path.Combine(_fixture.Office.Path, "firms", "7341200986.json"), "{\n}\nx");
        File.WriteAllText(Path.Combine(_fixture.Office.Path, "firms", "48312007522.json"), Json());
        List<DefterXException> failures = [];
        Assert.Single(Firms.List(failures.Add));
        Assert.Equal(2, failures.Count);
        Assert.All(failures, failure => Assert.Equal(ErrorIds.FirmInvalid, failure.ErrorId));
        Fails.With(ErrorIds.FirmInvalid, () => Firms.List());
    }

    [Fact]
    public void List_WhenTurkish_SortsAsTurksDo() => CultureScope.Run("tr-TR", () =>
    {
        Firms.Add(OfficeFixture.Firm("5123400670") with { Title = "Işık" });
        Firms.Add(OfficeFixture.Firm("7341200986") with { Title = "İpek" });
        Firms.Add(OfficeFixture.Firm("48312007522") with { Title = "Hale" });
        Assert.Equal(["Hale", "Işık", "İpek"], Firms.List().Select(firm => firm.Title));
    });

    [Fact]
    public void Remove_WhenBooksExist_RefusesAndWithForceKeepsThem()
    {
        Firms.Add(OfficeFixture.Firm());
        string folder = _fixture.Office.JournalFolder("5123400670", new Period(2026, 9));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "a.csv"), "");
        Fails.With(ErrorIds.LedgerExists, () => Firms.Remove("5123400670"));
        Assert.NotNull(Firms.Find("5123400670"));
        Firms.Remove("5123400670", force: true);
        Assert.Null(Firms.Find("5123400670"));
        Assert.True(File.Exists(Path.Combine(folder, "a.csv")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Add_WhenEverythingIsWrong_NamesEveryProblem(string culture) => CultureScope.Run(culture, () =>
    {
        Firm firm =
            OfficeFixture.Firm("5123400671", new Branch("0000", "A"), new Branch("0003", "Üç"), new Branch("0003", "Üç")) with
        {
            Title = "X",
            Address = OfficeFixture.Address() with { City = " " },
            Phone = "03125550101",
            Fax = "12",
            Email = "ornek.example",
            NaceCode = "4711",
            FiscalYearStartMonth = 13,
            Currency = "tl",
            Accountants = [],
            AuthorizedSigners = ["12345678901"],
            OpeningCounters = new OpeningCounters(-1),
        };
        Assert.Equal(15, FirmValidator.Problems(firm).Count);
        DefterXException failure = Fails.With(ErrorIds.FirmInvalid, () => Firms.Add(firm));
        Assert.All(FirmValidator.Problems(firm), problem => Assert.Contains(problem, failure.Message, StringComparison.Ordinal));
        Assert.Equal(0, Firms.Count());
    });

    [Theory]
    [InlineData("8810234738", true)] // the owner of LUCA's source application
    [InlineData("1234567808", true)] // GİB's example in Teknik Kılavuz 2.4.1
    [InlineData("1234567809", false)]
    [InlineData("10000000146", true)] // the usual example of a citizen's number
    [InlineData("10000000147", false)]
    [InlineData("00000000000", false)]
    [InlineData("123456780", false)]
    [InlineData("١٢٣٤٥٦٧٨٠٨", false)]
    public void IsValid_WhenCheckDigitsAreRightOrWrong_Tells(string identifier, bool valid) =>
        Assert.Equal(valid, TaxIdentifier.IsValid(identifier));

    private string JsonPath() => Path.Combine(_fixture.Office.Path, "firms", "5123400670.json");

    private string Json() => File.ReadAllText(JsonPath());
}
