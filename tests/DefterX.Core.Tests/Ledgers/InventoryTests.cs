using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Xml.Linq;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Ledgers;

/// <summary>The inventory (envanter defteri).</summary>
public sealed class InventoryTests : IDisposable
{
    private static readonly Period s_january = new(2026, 1);
    private static readonly XNamespace s_cor = "http://www.xbrl.org/int/gl/cor/2006-10-25";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Create_WhenInventoryIsSound_WritesOneFileOfTheDay(string culture)
    {
        using CultureScope scope = new(culture);
        MonthFolder month = Create(Books.Company, null, 40);
        XElement inventory = XElement.Load(Assert.Single(month.Files()));
        Assert.Equal(
            ("assets", "ENV202601000003", "2026-01-01", "2026-01-01"),
            (Value(inventory, "entriesType"), Value(inventory, "uniqueID"), Value(inventory, "periodCoveredStart"), Value(inventory, "periodCoveredEnd")));
        Assert.Equal(Enumerable.Range(11, 40).Select(i => (long)i), inventory.Descendants(s_cor + "entryNumberCounter").Select(e => (long)e));
    }

    [Fact]
    public void Create_WhenAFileWouldBecomeTooLarge_SplitsBetweenEntries()
    {
        MonthFolder month = Create(Books.Company, null, 900, largest: 500_000);
        Assert.True(month.Parts().Count > 1);
        Assert.All(month.Files(), file => Assert.True(new FileInfo(file).Length < 500_000));
        Assert.Equal(
            Enumerable.Range(11, 900).Select(i => (long)i),
            month.Files().SelectMany(file => XElement.Load(file).Descendants(s_cor + "entryNumberCounter").Select(e => (long)e)));
    }

    [GibPackageFact]
    public void Create_WhenInventoryIsSound_PassesGibsRulesAndSchema()
    {
        string[] files =
        [
            .. Create(Books.Company, null, 40).Files(),
            .. Create(Books.WithBranches, Books.WithBranches.Branches[1], 900, largest: 500_000).Files(),
            .. Create(RichBooks.InEuros with { Identifier = Books.Person.Identifier }, null, 10, foreign: "USD").Files(),
        ];
        Oracle.AssertAccepts("schematron", ["--unsigned", .. files]);
        Oracle.AssertAccepts("xsd", ["--unsigned", .. files]);
    }

    [Fact]
    public void Check_WhenInventoryIsSound_FindsNothing() => Assert.Empty(Check([.. Entries(40, "EUR")]));

    [Theory]
    [InlineData("E077")]
    [InlineData("E079")]
    [InlineData("E087")]
    [InlineData("E088")]
    [InlineData("E090")]
    [InlineData("E091")]
    [InlineData("E093")]
    [InlineData("E094")]
    [InlineData("E096")]
    [InlineData("E098")]
    [InlineData("E100")]
    [InlineData("DX1001")]
    [InlineData("DX1002")]
    [InlineData("DX1041")]
    public void Check_WhenARuleIsBroken_FindsItAtItsLine(string code)
    {
        InventoryEntry[] entries = [.. Entries(9, "EUR")];
        entries[3] = Break(entries[3], code);
        Finding finding = Assert.Single(Check(entries), f => f.Code == code);
        Assert.Equal((FindingSeverity.Error, entries[3].Number), (finding.Severity, finding.EntryNumber));
        Assert.InRange(finding.Line, entries[3].SourceLine, entries[3].SourceLine + 2);
    }

    [Fact]
    public void Check_WhenThereIsNoEntry_FindsE029() => Assert.Equal("E029", Assert.Single(Check([])).Code);

    private static InventoryEntry Break(InventoryEntry entry, string code) => code switch
    {
        "E077" => entry with { EnteredBy = "x" },
        "E079" => entry with { Date = entry.Date.AddDays(1) },
        "E087" => Line(entry, line => line with { AccountMainId = "15", AccountSubId = null }),
        "E088" => Line(entry, line => line with { AccountMainName = " " }),
        "E090" => Line(entry, line => line with { AccountSubName = "" }),
        "E091" => Line(entry, line => line with { AccountSubId = "320.01" }),
        "E093" => Line(entry, line => line with { Amount = 0 }),
        "E094" => Line(entry, line => line with { Foreign = new ForeignAmount(1, "USD", 40, null) }),
        "E096" => Line(entry, line => line with { Foreign = new ForeignAmount(1, "USD", null, entry.Date) }),
        "E098" => Line(entry, line => line with { Amount = line.Amount + 0.001m }),
        "E100" => Line(entry, line => line with { Measurable = new Measurable(null, "Kalem", 1, "Adet") }),
        "DX1001" => entry with { Number = "" },
        "DX1002" => Line(entry, line => line with { Measurable = new Measurable("A\u0001", null, 1, "Adet") }),
        "DX1041" => Line(entry, line => line with { Measurable = new Measurable("A", null, -1, "Adet") }),
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    private static InventoryEntry Line(InventoryEntry entry, Func<InventoryLine, InventoryLine> change) =>
        entry with { Lines = [change(entry.Lines[0]), .. entry.Lines.Skip(1)] };

    private static IEnumerable<Finding> Check(IEnumerable<InventoryEntry> entries) =>
        new InventoryRules(new LedgerId(Books.Company, s_january, null, LedgerBook.Inventory), "envanter.csv").Check(entries);

    internal static IEnumerable<InventoryEntry> Entries(int count, string foreign)
    {
        for (int i = 0; i < count; i++)
        {
            yield return new InventoryEntry
            {
                Number = "E" + (i + 1).ToString(CultureInfo.InvariantCulture),
                Date = s_january.Start,
                EnteredBy = "Işıl İ.",
                Comment = i % 2 == 0 ? "Sayım & <fişi>" : null,
                SourceLine = (i * 2) + 1,
                Lines =
                [
                    new InventoryLine
                    {
                        AccountMainId = "153",
                        AccountMainName = "TİCARİ MALLAR",
                        AccountSubId = "153.01." + (i % 10).ToString(CultureInfo.InvariantCulture),
                        AccountSubName = "Alt hesap " + (i % 10).ToString(CultureInfo.InvariantCulture),
                        Amount = 100.25m + i,
                        Comment = "Raf ğüşiöç",
                        Measurable = new Measurable("STK" + i.ToString(CultureInfo.InvariantCulture), "Çınar masa", 12.5m, "Adet"),
                        SourceLine = (i * 2) + 1,
                    },
                    new InventoryLine
                    {
                        AccountMainId = "102",
                        AccountMainName = "BANKALAR",
                        Amount = 10,
                        Foreign = i % 3 == 0 ? new ForeignAmount(0.5m, foreign, 20, s_january.Start) : null,
                        SourceLine = (i * 2) + 2,
                    },
                ],
            };
        }
    }

    private static string Value(XElement root, string name) => root.Descendants(s_cor + name).First().Value;

    private MonthFolder Create(Firm firm, Branch? branch, int count, long largest = 200_000_000, string foreign = "EUR")
    {
        LedgerId id = new(firm, s_january, branch, LedgerBook.Inventory);
        LedgerRequest request = Books.Request(firm, s_january, branch, new LedgerCounters(10, 20, 2)) with { Id = id, LargestFile = largest };
        MonthFolder month = new(id, _folder[firm.Identifier + branch?.Number]);
        new InventoryCreator(month, request).Create(Entries(count, foreign), CancellationToken.None);
        return month;
    }
}
