using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using DefterX.Journals;
using Xunit;

namespace DefterX.Tests.Journals;

public sealed class JournalReaderTests : IDisposable
{
    private const string Header = "Fiş No;Tarih;Hesap Kodu;Hesap Adı;Borç;Alacak\n";
    private readonly TemporaryFolder _folder = new();

    private string File1 => _folder["yevmiye.csv"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void ReadEntries_WhenWrittenInAnyFlavour_ReadsBackEqual(string culture) => CultureScope.Run(culture, () =>
    {
        Random random = new(20260930);
        foreach (JournalFlavour flavour in JournalFlavour.All)
        {
            List<JournalEntry> journal = JournalGenerator.Make(random, entries: 12);
            File.WriteAllBytes(File1, flavour.Write(journal));
            List<JournalEntry> read = Read();
            Assert.Equal(journal.Count, read.Count);
            for (int i = 0; i < journal.Count; i++) AssertEqual(flavour, journal[i], read[i]);
        }
    });

    [Fact]
    public void ReadEntries_WhenOnlyTheRequiredColumns_TakesDefaults()
    {
        Write(
            Header + "1;01.09.2026;100;;100,00;\n1;01.09.2026;120.01.001;IŞIK A.Ş.;;100,00\n\n"
            + ";;;;;\n2;02.09.2026;391001;KDV %20;-5;0,00\n");
        List<JournalEntry> entries = Read();
        Assert.Equal(2, entries.Count);
        Assert.Equal("Ayşe Örnek", entries[0].EnteredBy);
        Assert.Null(entries[0].Comment);
        JournalLine cash = entries[0].Lines[0];
        Assert.Equal(
            ("100", "Kasa", null, null), (cash.AccountMainId, cash.AccountMainName, cash.AccountSubId, cash.AccountSubName));
        Assert.Null(cash.DocumentType);
        JournalLine customer = entries[0].Lines[1];
        Assert.Equal(
            ("120", "Alıcılar", "120.01.001", "IŞIK A.Ş."),
            (customer.AccountMainId, customer.AccountMainName, customer.AccountSubId, customer.AccountSubName));
        Assert.False(customer.IsDebit);
        Assert.Equal(3, customer.SourceLine);
        Assert.Equal(
            ("391", -5m, true), (entries[1].Lines[0].AccountMainId, entries[1].Lines[0].Amount, entries[1].Lines[0].IsDebit));
        Assert.Equal(6, entries[1].SourceLine);
    }

    [Theory]
    [InlineData("fatura", "invoice", null)]
    [InlineData("E-FATURA", "invoice", null)]
    [InlineData("Çek", "check", null)]
    [InlineData("SENET", "voucher", null)]
    [InlineData("İRSALİYE", "shipment", null)]
    [InlineData("Makbuz", "receipt", null)]
    [InlineData("order-customer", "order-customer", null)]
    [InlineData("Serbest Meslek Makbuzu", "other", "Serbest Meslek Makbuzu")]
    [InlineData("Z Raporu İcmali", "other", "Z Raporu İcmali")]
    [InlineData("diğer", "other", null)]
    [InlineData("", null, null)]
    public void ReadEntries_WhenADocumentTypeIsInWords_GivesGibsType(string text, string? type, string? description)
    {
        foreach (string culture in new[] { "", "tr-TR" })
        {
            CultureScope.Run(culture, () =>
            {
                Write(Header.Replace("Borç", "Belge Türü;Borç", StringComparison.Ordinal) + $"1;01.09.2026;100;Kasa;{text};1;\n");
                JournalLine line = Read()[0].Lines[0];
                Assert.Equal((type, description), (line.DocumentType, line.DocumentTypeDescription));
            });
        }
    }

    [Theory]
    [InlineData("120.01.001", "120")]
    [InlineData("120", "120")]
    [InlineData("1201", "1201")]
    [InlineData("1201.05", "1201")]
    [InlineData("12001", "120")]
    [InlineData("120 01 001", "120")]
    [InlineData("120-A", "120")]
    public void ReadEntries_WhenAccountCodesDiffer_FindsTheMainAccount(string code, string main)
    {
        Write("EntryNumber;Date;AccountCode;AccountName;MainAccountName;Debit;Credit\n" + $"1;2026-09-01;{code};A;B;1;\n");
        JournalLine line = Read()[0].Lines[0];
        Assert.Equal((main, code == main ? null : code), (line.AccountMainId, line.AccountSubId));
    }

    [Theory]
    [InlineData("1,50", "1.50")]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1,234.56", "1234.56")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("0.125", "0.125")]
    [InlineData("1234.567", "1234.567")]
    [InlineData("1500", "1500")]
    [InlineData("9999999999999999,99", "9999999999999999.99")]
    public void ReadEntries_WhenAmountsAreWrittenSo_ReadsThem(string text, string expected)
    {
        foreach (string culture in new[] { "", "tr-TR" })
        {
            CultureScope.Run(culture, () =>
            {
                Write(Header + $"1;01.09.2026;100;Kasa;{text};\n");
                Assert.Equal(expected, FormattableString.Invariant($"{Read()[0].Lines[0].Amount}"));
            });
        }
    }

    [Fact]
    public void ReadEntries_WhenALaterAmountDecides_ReadsTheEarlierOnesSo()
    {
        Write(Header + "1;01.09.2026;100;Kasa;1.234;\n1;01.09.2026;102;Banka;;1.234,00\n");
        Assert.All(Read()[0].Lines, line => Assert.Equal(1234m, line.Amount));
    }

    public static TheoryData<string, int, string> Faults() => new()
    {
        { "", 1, "empty" },
        { "\0\0", 1, "text file" },
        { Header, 1, "no entries" },
        { "Fiş No;Tarih;Hesap Kodu;Borç;Alacak\n", 1, "AccountName (Hesap Adı)" },
        { "Fiş No;Tarih;Hesap Kodu;Borç;Alacak\n", 1, "Fiş No | Tarih | Hesap Kodu" },
        { "Fiş No;Tarih;Hesap Kodu;Hesap Adı;Borç;Alacak;Debit\n", 1, "Debit (Borç) is there twice" },
        { Header + "1;01.09.2026;100;Kasa;5,00;\n1;31.09.2026;100;Kasa;5,00;\n", 3, "31.09.2026" },
        { Header + "1;09/30/2026;100;Kasa;5,00;\n", 2, "09/30/2026" },
        { Header + "1;;100;Kasa;5,00;\n", 2, "Date (Tarih)" },
        { Header + ";01.09.2026;100;Kasa;5,00;\n", 2, "EntryNumber (Fiş No)" },
        { Header + "1;01.09.2026;;Kasa;5,00;\n", 2, "AccountCode (Hesap Kodu)" },
        { Header + "1;01.09.2026;KASA;Kasa;5,00;\n", 2, "KASA" },
        { Header + "1;01.09.2026;10;Kasa;5,00;\n", 2, "'10'" },
        { Header + "1;01.09.2026;990.01;Nazım;5,00;\n", 2, "MainAccountName (Ana Hesap Adı)" },
        { Header + "1;01.09.2026;100;Kasa;5,00;\n1;01.09.2026;100;Kasa;;5.00\n", 3, "1.234,56" },
        { Header + "1;01.09.2026;100;Kasa;5,00 TL;\n", 2, "5,00 TL" },
        { Header + "1;01.09.2026;100;Kasa;12.34.567,00;\n", 2, "12.34.567,00" },
        { Header + "1;01.09.2026;100;Kasa;5;\n1;01.09.2026;100;Kasa;1.234;\n", 3, "'1.234'" },
        { Header + "1;01.09.2026;100;Kasa;5,00;5,00\n", 2, "both a debit and a credit" },
        { Header + "1;01.09.2026;100;Kasa;;\n", 2, "neither" },
        { Header + "1;01.09.2026;100;Kasa;0,00;0,00\n", 2, "neither" },
        { Header + "1;01.09.2026;100;Kasa;5,00;\n2;01.09.2026;100;Kasa;5,00;\n1;01.09.2026;100;Kasa;;5,00\n", 4, "sort" },
        { Header + "1;01.09.2026;100;Kasa;5,00\n", 2, "5 fields" },
        { Header + "1;01.09.2026;100;Kasa;Merkez;5,00;\n", 2, "7 fields" },
        { Header + "1;01.09.2026;100;Kasa;5,00;\n1;01.09.2026;100;\"Kasa;;5,00\n2;01.09.2026;100;Kasa;5,00;\n", 3, "quote" },
        { Header + "1;01.09.2026;100;\"Kasa\" 1;5,00;\n", 2, "quote" },
        { Header + "1;01.09.2026;100;\"" + new string('x', 1 << 21) + "\n", 2, "quote" },
        { "\uFEFF" + Header + "1;01.09.2026;100;Kasa\0;5,00;\n", 2, "text file" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void ReadEntries_WhenTheFileIsWrong_FailsWithFileLineAndWhatToDo(string text, int line, string expected)
    {
        Write(text);
        DefterXException failure = Fails.With(ErrorIds.JournalUnreadable, () => Read());
        Assert.StartsWith($"'{File1}', line {line}: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        CultureScope.Run("tr-TR", () =>
        {
            DefterXException turkish = Fails.With(ErrorIds.JournalUnreadable, () => Read());
            Assert.StartsWith($"'{File1}', satır {line}: ", turkish.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void ReadEntries_WhenMarkedUtf8ButIsNot_FailsAtTheLine()
    {
        File.WriteAllBytes(File1, [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Header), .. "1;"u8, 0xFE, 0x0A]);
        DefterXException failure = Fails.With(ErrorIds.JournalUnreadable, () => Read());
        Assert.Contains("line 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadEntries_WhenTheFileIsMissing_FailsWithJournalNotFound() =>
        Fails.With(ErrorIds.JournalNotFound, () => Read());

    [Fact]
    public void ReadEntries_WhenAQuoteStandsInAPlainText_KeepsIt()
    {
        Write(Header + "1;01.09.2026;153.01;BORU 2\" ÇELİK;5,00;\n");
        Assert.Equal("BORU 2\" ÇELİK", Read()[0].Lines[0].AccountSubName);
    }

    [Fact]
    public void ReadEntries_WhenNumbersRestartEachDay_KeepsTheEntriesApart()
    {
        Write(Header + "1;01.09.2026;100;Kasa;5,00;\n2;01.09.2026;100;Kasa;5,00;\n1;02.09.2026;100;Kasa;5,00;\n");
        Assert.Equal(3, Read().Count);
    }

    [Fact]
    public void ReadEntries_WhenCancelled_Stops()
    {
        Write(Header + "1;01.09.2026;100;Kasa;5,00;\n");
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => new JournalReader(File1, "Ayşe Örnek").ReadEntries(source.Token).ToList());
    }

    private static void AssertEqual(JournalFlavour flavour, JournalEntry expected, JournalEntry actual)
    {
        string context = flavour.ToString();
        Assert.Equal((context, expected.Number, expected.Date), (context, actual.Number, actual.Date));
        Assert.Equal((context, expected.Comment, expected.EnteredBy), (context, actual.Comment, actual.EnteredBy));
        Assert.Equal(
            expected.Lines.Select(line => line with { SourceLine = 0 }),
            actual.Lines.Select(line => line with { SourceLine = 0 }));
    }

    private void Write(string text) => File.WriteAllText(File1, text, new UTF8Encoding(false));

    private List<JournalEntry> Read() => new JournalReader(File1, "Ayşe Örnek").ReadEntries(CancellationToken.None).ToList();
}
