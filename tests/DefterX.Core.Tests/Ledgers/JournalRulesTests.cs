using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Journals;
using DefterX.Ledgers;
using Xunit;

namespace DefterX.Tests.Ledgers;

public sealed class JournalRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Check_WhenBooksAreSound_FindsNothing(string culture)
    {
        using CultureScope scope = new(culture);
        JournalRules rules = new(Books.Request(Books.Company, Books.September).Id, "journal.csv");
        Assert.Empty(rules.Check(Books.Entries(300, Books.September)));
        Assert.Equal(300, rules.Totals.Entries);
        Assert.Equal(rules.Totals.Debit, rules.Totals.Credit);
    }

    [Theory]
    [InlineData("Y075")]
    [InlineData("Y077")]
    [InlineData("Y079")]
    [InlineData("Y083")]
    [InlineData("Y084")]
    [InlineData("Y094")]
    [InlineData("Y095")]
    [InlineData("Y097")]
    [InlineData("Y098")]
    [InlineData("Y100")]
    [InlineData("Y108")]
    [InlineData("Y109")]
    [InlineData("Y110")]
    [InlineData("Y111")]
    [InlineData("Y112")]
    [InlineData("Y113")]
    [InlineData("Y117")]
    [InlineData("Y101")]
    [InlineData("Y102")]
    [InlineData("Y104")]
    [InlineData("Y128")]
    [InlineData("DX1021")]
    [InlineData("DX1022")]
    [InlineData("DX1001")]
    [InlineData("DX1002")]
    public void Check_WhenARuleIsBroken_FindsItAtItsLine(string code)
    {
        JournalEntry[] entries = [.. Books.Entries(9, Books.September)];
        entries[3] = Break(entries[3], code);
        Finding finding = Assert.Single(Check(entries), f => f.Code == code);
        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.InRange(finding.Line, entries[3].SourceLine, entries[3].SourceLine + 2);
        Assert.Equal(entries[3].Number, finding.EntryNumber);
        Assert.NotEmpty(finding.Message);
    }

    [Theory]
    [InlineData("DX1011")]
    [InlineData("DX1031")]
    [InlineData("DX1032")]
    [InlineData("DX1033")]
    [InlineData("DX1034")]
    [InlineData("DX1035", "")]
    [InlineData("DX1035", "tr-TR")]
    public void Check_WhenSomethingIsUnusual_Advises(string code, string culture = "")
    {
        using CultureScope scope = new(culture);
        JournalEntry[] entries = [.. Books.Entries(9, Books.September)];
        entries[3] = Unusual(entries[3], code);
        Finding finding = Assert.Single(Check(entries));
        Assert.Equal((code, FindingSeverity.Advice, entries[3].Number), (finding.Code, finding.Severity, finding.EntryNumber));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Check_WhenSoundBooksUseEverything_FindsNothing(string culture)
    {
        using CultureScope scope = new(culture);
        JournalRules rules = new(Books.Request(RichBooks.MultiCurrency, Books.September).Id, "journal.csv");
        Assert.Empty(rules.Check(RichBooks.Entries(300, Books.September)));
    }

    [Theory]
    [InlineData("1.1", "3", "3.3", true)]
    [InlineData("2.5", "1000", "2500", false)]
    public void Check_WhenFundSharesAreMultiplied_JudgesAsTheSchematronDoes(string cost, string quantity, string amount, bool isFound)
    {
        JournalEntry[] entries = [.. Books.Entries(9, Books.September)];
        static decimal Of(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        entries[3] = Line(entries[3], line => line with { Amount = Of(amount), Fund = new Fund(Of(quantity), Of(cost)) });
        Assert.Equal(isFound, Check(entries).Any(finding => finding.Code == "Y128"));
    }

    [Fact]
    public void Check_WhenThereIsNoEntry_FindsY029() => Assert.Equal("Y029", Assert.Single(Check([])).Code);

    private static IEnumerable<Finding> Check(IEnumerable<JournalEntry> entries) =>
        new JournalRules(Books.Request(Books.Company, Books.September).Id, "journal.csv").Check(entries);

    // Entry 3 of the books is a sale: 120 debit, 600 and 391 credit, with an invoice.
    private static JournalEntry Break(JournalEntry entry, string code) => code switch
    {
        "Y075" => entry with { Date = Books.September.Start },
        "Y077" => entry with { EnteredBy = "x" },
        "Y079" => entry with { Date = Books.September.End.AddDays(1) },
        "Y083" => entry with { Lines = [entry.Lines[0]] },
        "Y084" => Line(entry, line => line with { Amount = line.Amount + 0.01m }),
        "Y094" => Line(entry, line => line with { AccountMainId = "12", AccountSubId = null }),
        "Y095" => Line(entry, line => line with { AccountMainName = " " }),
        "Y097" => Line(entry, line => line with { AccountSubName = "" }),
        "Y098" => Line(entry, line => line with { AccountSubId = "320.01" }),
        "Y100" => Line(entry, line => line with { Amount = 0 }),
        "Y108" => Line(entry, line => line with { DocumentType = "other", DocumentTypeDescription = null }),
        "Y109" => Line(
            entry, line => line with { DocumentType = "other", DocumentTypeDescription = "Dekont", DocumentNumber = " " }),
        "Y110" => Line(entry, line => line with { DocumentDate = null }),
        "Y111" => Line(entry, line => line with { DocumentType = "check", DocumentNumber = null }),
        "Y112" => Line(entry, line => line with { DocumentType = null, DocumentDate = null }),
        "Y113" => Line(entry, line => line with { DocumentType = null, DocumentNumber = null }),
        "Y117" => Line(entry, line => line with { Amount = line.Amount + 0.001m }),
        "Y101" => Line(entry, line => line with { AmountCurrency = "USD" }),
        "Y102" => Line(entry, line => line with { Foreign = s_foreign with { RateDate = null } }),
        "Y104" => Line(entry, line => line with { Foreign = s_foreign with { Rate = null } }),
        "Y128" => Line(entry, line => line with { Fund = new Fund(3, 1) }),
        "DX1021" => Line(entry, line => line with { Foreign = s_foreign with { Amount = 0 } }),
        "DX1022" => Line(entry, line => line with { Foreign = s_foreign with { Currency = "TRY" } }),
        "DX1001" => entry with { Number = "" },
        "DX1002" => Line(entry, line => line with { Comment = "a\u0001b" }),
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    private static readonly ForeignAmount s_foreign = new(10, "EUR", 48.5m, Books.September.Start);

    private static JournalEntry Unusual(JournalEntry entry, string code) => code switch
    {
        "DX1011" => Line(entry, line => line with { AccountMainName = "Alıcılar" }),
        "DX1031" => entry with
        {
            Lines =
            [
                .. Enumerable.Range(0, 101).SelectMany(i => entry.Lines.Select(line => line with { DocumentNumber = "A" + i })),
            ],
        },
        "DX1032" => Line(entry, line => line with { DocumentNumber = "A1", DocumentDate = entry.Date.AddDays(-10) }),
        "DX1033" => Line(entry, line => line with { DocumentDate = entry.Date.AddDays(1) }),
        "DX1034" => Line(entry, line => line with { DocumentNumber = entry.Number }),
        "DX1035" => Line(entry, line => line with { DocumentType = "other", DocumentTypeDescription = "GİDEN HAVALE" }),
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    private static JournalEntry Line(JournalEntry entry, Func<JournalLine, JournalLine> change) =>
        entry with { Lines = [change(entry.Lines[0]), .. entry.Lines.Skip(1)] };
}
