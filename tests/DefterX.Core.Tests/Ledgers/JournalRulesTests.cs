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
        "Y109" => Line(entry, line => line with { DocumentType = "other", DocumentTypeDescription = "Dekont", DocumentNumber = " " }),
        "Y110" => Line(entry, line => line with { DocumentDate = null }),
        "Y111" => Line(entry, line => line with { DocumentType = "check", DocumentNumber = null }),
        "Y112" => Line(entry, line => line with { DocumentType = null, DocumentDate = null }),
        "Y113" => Line(entry, line => line with { DocumentType = null, DocumentNumber = null }),
        "Y117" => Line(entry, line => line with { Amount = line.Amount + 0.001m }),
        "DX1001" => entry with { Number = "" },
        "DX1002" => Line(entry, line => line with { Comment = "a\u0001b" }),
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    private static JournalEntry Line(JournalEntry entry, Func<JournalLine, JournalLine> change) =>
        entry with { Lines = [change(entry.Lines[0]), .. entry.Lines.Skip(1)] };
}
