using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Xml.Linq;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Ledgers;

/// <summary>All that GİB's format holds: currencies, funds, attachments, several accountants, special fiscal years.</summary>
public sealed class LedgerElementsTests : IDisposable
{
    private static readonly XNamespace s_muc = "http://www.xbrl.org/int/gl/muc/2006-10-25";
    private static readonly XNamespace s_bus = "http://www.xbrl.org/int/gl/bus/2006-10-25";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static (string Name, Firm Firm, string Foreign)[] Kinds =>
    [
        ("multi-currency", RichBooks.MultiCurrency, "EUR"),
        ("euros", RichBooks.InEuros, "TRY"),
        ("special-year", RichBooks.SpecialYear, "USD"),
    ];

    [GibPackageFact]
    public void Create_WhenBooksUseEverything_PassesGibsRulesAndSchema()
    {
        string[] files = [.. Kinds.SelectMany(kind => Create(kind.Name, kind.Firm, kind.Foreign, [Pdf("rehin sözleşmesi & eki.pdf")]).Files())];
        Assert.Equal(9, files.Length);
        Oracle.AssertAccepts("schematron", ["--unsigned", .. files]);
        Oracle.AssertAccepts("xsd", ["--unsigned", .. files]);
    }

    [Fact]
    public void Create_WhenALineHasAForeignAmount_WritesIt()
    {
        XElement journal = XElement.Load(Create("foreign", RichBooks.MultiCurrency, "EUR").PathOf(LedgerFileKind.Y));
        XElement amount = journal.Descendants(s_muc + "amountOriginalAmount").First();
        Assert.Equal(
            ["amountOriginalExchangeRateDate", "amountOriginalAmount", "amountOriginalCurrency", "amountOriginalExchangeRate",
                "amountOriginalExchangeRateSource", "amountOriginalExchangeRateComment"],
            amount.Parent!.Elements().Where(element => element.Name.Namespace == s_muc).Select(element => element.Name.LocalName));
        Assert.Equal(
            ("iso4217:EUR", "48.1234", "iso4217:TRY"),
            (amount.Parent.Element(s_muc + "amountOriginalCurrency")!.Value,
                amount.Parent.Element(s_muc + "amountOriginalExchangeRate")!.Value,
                journal.Descendants(s_muc + "defaultCurrency").Single().Value));
    }

    [Fact]
    public void Create_WhenALineHoldsFundShares_WritesThemInBothLedgers()
    {
        MonthFolder month = Create("fund", RichBooks.MultiCurrency, "EUR");
        foreach (LedgerFileKind kind in new[] { LedgerFileKind.Y, LedgerFileKind.K })
        {
            XElement fund = XElement.Load(month.PathOf(kind)).Descendants(s_bus + "measurable").First();
            Assert.Equal("NT|Maddi Olmayan Kalemler|1000|Fon|Adet|2.5", string.Join("|", fund.Elements().Select(e => e.Value)));
        }
    }

    [Fact]
    public void Create_WhenBooksAreInAForeignCurrency_UsesItsUnitEverywhere()
    {
        XElement journal = XElement.Load(Create("euro", RichBooks.InEuros, "TRY").PathOf(LedgerFileKind.Y));
        Assert.Equal(
            ["EUR", "countable"],
            journal.Descendants().Select(element => element.Attribute("unitRef")?.Value).OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Create_WhenTheFiscalYearIsSpecial_NamesItsDays()
    {
        XElement journal = XElement.Load(Create("special", RichBooks.SpecialYear, "USD").PathOf(LedgerFileKind.Y));
        Assert.Equal(
            ("2026-07-01", "2027-06-30"),
            (journal.Descendants(s_bus + "fiscalYearStart").Single().Value, journal.Descendants(s_bus + "fiscalYearEnd").Single().Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200_001)]
    public void Create_WhenThereAreAttachments_EmbedsThemByteForByte(int extra)
    {
        string[] pdfs = [Pdf("bir.pdf", extra), Pdf("iki.pdf", 49_152 * 2)];
        MonthFolder month = Create("attachments", Books.Company, "EUR", pdfs);
        XElement[] objects =
            [.. XElement.Load(month.PathOf(LedgerFileKind.Y)).Descendants(XName.Get("binaryObject", "http://www.edefter.gov.tr/ek"))];
        Assert.Equal(pdfs.Select(Path.GetFileName), objects.Select(element => element.Attribute("filename")!.Value));
        Assert.Equal(pdfs.Select(File.ReadAllBytes), objects.Select(element => Convert.FromBase64String(element.Value)));
        Assert.Empty(XElement.Load(month.PathOf(LedgerFileKind.K)).Elements("extensions"));
    }

    private string Pdf(string name, int extra = 0)
    {
        string path = _folder[name];
        byte[] bytes = new byte[64 + extra];
        new Random(extra).NextBytes(bytes);
        Encoding.ASCII.GetBytes("%PDF-1.7\n").CopyTo(bytes, 0);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private MonthFolder Create(string folder, Firm firm, string foreign, IReadOnlyList<string>? attachments = null)
    {
        LedgerRequest request = Books.Request(firm, Books.September) with { Attachments = attachments ?? [] };
        MonthFolder month = new(request.Id, _folder[folder]);
        new LedgerCreator(month, request).Create(RichBooks.Entries(60, Books.September, foreign), CancellationToken.None);
        return month;
    }
}
