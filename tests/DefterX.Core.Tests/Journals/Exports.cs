using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using DefterX.Journals;

namespace DefterX.Tests.Journals;

/// <summary>Writes books in the layouts of exports: rows of texts, decimals and dates, which become CSV or a workbook.</summary>
internal static class Exports
{
    private static readonly CultureInfo s_turkish = CultureInfo.GetCultureInfo("tr-TR");

    public static IReadOnlyDictionary<string, Func<IReadOnlyList<JournalEntry>, List<object?[]>>> All { get; } =
        new Dictionary<string, Func<IReadOnlyList<JournalEntry>, List<object?[]>>>
        {
            ["own"] = Own,
            ["transfer"] = Transfer,
            ["vouchers"] = VoucherList,
            ["journal"] = journal => JournalList(journal, voucherIsFirst: false),
            ["ledger"] = GeneralLedger,
            ["izibiz"] = Izibiz,
        };

    /// <summary>The office's codes that <see cref="Transfer"/> uses.</summary>
    public static IReadOnlyDictionary<string, DocumentTypeCode> Codes { get; } = new Dictionary<string, DocumentTypeCode>
    {
        ["FT"] = new("invoice"), ["CK"] = new("check"), ["MK"] = new("receipt"), ["DK"] = new("other", "Dekont"),
    };

    public static byte[] Csv(IEnumerable<object?[]> rows, Encoding encoding, int width = 0)
    {
        StringBuilder text = new();
        foreach (object?[] row in rows)
        {
            IEnumerable<object?> padded = row.Concat(new object?[Math.Max(0, width - row.Length)]);
            text.AppendJoin(';', padded.Select(Field)).Append("\r\n");
        }

        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())];
    }

    public static List<object?[]> Own(IReadOnlyList<JournalEntry> journal) =>
    [
        ["Fiş No", "Tarih", "Hesap Kodu", "Hesap Adı", "Ana Hesap Adı", "Borç", "Alacak", "Açıklama", "Fiş Açıklaması", "Belge Türü", "Belge Türü Açıklaması", "Belge No", "Belge Tarihi", "Kaydeden"],
        .. journal.SelectMany(entry => entry.Lines.Select(line => new object?[]
        {
            entry.Number, entry.Date, Code(line), line.AccountSubName ?? line.AccountMainName, line.AccountMainName, Debit(line), Credit(line),
            line.Comment, entry.Comment, line.DocumentType, line.DocumentTypeDescription, line.DocumentNumber, line.DocumentDate, entry.EnteredBy,
        })),
    ];

    public static List<object?[]> Transfer(IReadOnlyList<JournalEntry> journal) =>
    [
        ["Fiş No", "Fiş Tarihi", "Fiş Açıklama", "Hesap Kodu", "Evrak No", "Evrak Tarihi", "Detay Açıklama", "Borç", "Alacak", "Miktar", "Belge Türü", "Para Birimi", "Kur", "Döviz Tutar"],
        .. journal.SelectMany(entry => entry.Lines.Select(line => new object?[]
        {
            entry.Number, entry.Date, entry.Comment, Code(line), line.DocumentNumber, line.DocumentDate, line.Comment, Debit(line), Credit(line),
            null, Codes.FirstOrDefault(code => code.Value.Type == line.DocumentType).Key, "TL", null, null,
        })),
    ];

    public static List<object?[]> VoucherList(IReadOnlyList<JournalEntry> journal)
    {
        List<object?[]> rows = [["DETAY FİŞ LİSTESİ"], ["ÖRNEK TİCARET LTD. ŞTİ."], []];
        foreach (JournalEntry entry in journal)
        {
            rows.Add([$"Fiş Tipi / Fiş No : MAHSUP / {entry.Number}  Tarih : {entry.Date:dd'/'MM'/'yyyy}"]);
            rows.Add(["HESAP KODU", "HESAP ADI", "AÇIKLAMA", "BORÇ", "ALACAK"]);
            foreach ((string code, JournalLine[] lines) in Groups(entry))
            {
                // A parent stands above the accounts below it, and above those of a middle level.
                if (lines[0].AccountSubId is not null) rows.Add(Sum(code, lines));
                foreach (IGrouping<string, JournalLine> middle in lines.GroupBy(line => Code(line)[..Math.Min(6, Code(line).Length)]))
                {
                    if (Code(middle.First()).Length > 6) rows.Add(Sum(middle.Key, [.. middle]));
                    foreach (JournalLine line in middle)
                    {
                        rows.Add([Code(line), SampleBooks.NameOf(Code(line)), line.Comment, Debit(line), Credit(line)]);
                    }
                }
            }

            rows.Add(["FİŞ TOPLAMI", null, null, Total(entry.Lines, true), Total(entry.Lines, false)]);
        }

        JournalLine[] all = [.. journal.SelectMany(entry => entry.Lines)];
        rows.Add(["GENEL TOPLAM", null, null, Total(all, true), Total(all, false)]);
        return rows;

        static object?[] Sum(string code, JournalLine[] lines) =>
            [code, SampleBooks.NameOf(code), null, Some(Total(lines, true)), Some(Total(lines, false))];
    }

    /// <param name="journal">The entries.</param>
    /// <param name="voucherIsFirst">Whether the voucher's number stands before that in the journal.</param>
    /// <param name="firstInJournal">The first entry's number in the journal; the voucher's own number when 0.</param>
    public static List<object?[]> JournalList(IReadOnlyList<JournalEntry> journal, bool voucherIsFirst, int firstInJournal = 0)
    {
        List<object?[]> rows =
        [
            ["YEVMİYE DEFTERİ"], ["ÖRNEK TİCARET LTD. ŞTİ."], ["Dönem : 2026"], ["Tarih Aralığı : 01/09/2026 - 30/09/2026"], [],
            ["HESAP KODU", "HESAP ADI", "AÇIKLAMA", "DETAY", "BORÇ", "ALACAK"],
        ];
        for (int i = 0; i < journal.Count; i++)
        {
            JournalEntry entry = journal[i];
            string inJournal = firstInJournal == 0 ? entry.Number : (firstInJournal + i).ToString("00000", CultureInfo.InvariantCulture);
            (string first, string second) = voucherIsFirst ? (entry.Number, inJournal) : (inJournal, entry.Number);
            rows.Add([$"{first}-----{second}-----MAHSUP-----{entry.Date:dd'/'MM'/'yyyy}"]);
            foreach ((string code, JournalLine[] lines) in Groups(entry))
            {
                // Where nothing was posted below it, a main account's rows are postings themselves.
                if (lines[0].AccountSubId is null)
                {
                    foreach (JournalLine line in lines)
                    {
                        rows.Add([code, SampleBooks.NameOf(code), line.Comment, null, Debit(line), Credit(line)]);
                    }

                    continue;
                }

                rows.Add([code, SampleBooks.NameOf(code), null, null, Some(Total(lines, true)), Some(Total(lines, false))]);
                foreach (JournalLine line in lines) rows.Add([Code(line), SampleBooks.NameOf(Code(line)), line.Comment, line.Amount, null, null]);
            }

            if (entry.Comment is not null) rows.Add([$"FİŞ AÇIKLAMA : {entry.Comment}"]);
            rows.Add([null, null, null, "TOPLAM :", Total(entry.Lines, true), Total(entry.Lines, false)]);
        }

        return rows;
    }

    public static List<object?[]> GeneralLedger(IReadOnlyList<JournalEntry> journal)
    {
        List<object?[]> rows =
        [
            ["KEBİR HESAP", "", "TARİH", "MADDE NO", "FİŞ NO", "EVRAK NO", "EVRAK TARİHİ", "HESAP KODU", "HESAP ADI", "AÇIKLAMA", "BORÇ", "ALACAK", "BAKİYE", "B/A"],
        ];
        foreach (IGrouping<string, (JournalEntry Entry, JournalLine Line, int Number)> account in journal
            .SelectMany((entry, i) => entry.Lines.Select(line => (Entry: entry, Line: line, Number: i + 1)))
            .GroupBy(item => item.Line.AccountMainId)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            decimal balance = 0;
            foreach ((JournalEntry entry, JournalLine line, int number) in account)
            {
                balance += line.IsDebit ? line.Amount : -line.Amount;
                rows.Add([
                    account.Key, line.AccountMainName, entry.Date, number.ToString("00000", CultureInfo.InvariantCulture), entry.Number,
                    line.DocumentNumber, line.DocumentDate, Code(line), SampleBooks.NameOf(Code(line)), line.Comment, Debit(line), Credit(line),
                    Math.Abs(balance), balance >= 0 ? "B" : "A",
                ]);
            }
        }

        return rows;
    }

    public static List<object?[]> Balance(IReadOnlyList<JournalEntry> journal, string range = "01/09/2026 - 30/09/2026")
    {
        JournalLine[] lines = [.. journal.SelectMany(entry => entry.Lines)];
        List<object?[]> rows =
        [
            ["MİZAN"], ["ÖRNEK TİCARET LTD. ŞTİ."], [range.Length == 0 ? "Dönem" : "Tarih Aralığı : " + range], [],
            ["HESAP KODU", "HESAP ADI", "BORÇ", "ALACAK", "BORÇ BAKİYESİ", "ALACAK BAKİYESİ"],
        ];
        string[] codes = [.. lines.SelectMany(line => new[] { Code(line)[..1], Code(line)[..2], Code(line)[..3], Code(line) })
            .Distinct().Order(StringComparer.Ordinal)];
        foreach (string code in codes)
        {
            JournalLine[] below = [.. lines.Where(line => Code(line).StartsWith(code, StringComparison.Ordinal))];
            rows.Add([code, SampleBooks.NameOf(code), Total(below, true), Total(below, false), null, null]);
        }

        rows.Add(["TOPLAM", null, Total(lines, true), Total(lines, false), null, null]);
        return rows;
    }

    public static List<object?[]> Izibiz(IReadOnlyList<JournalEntry> journal) =>
    [
        [.. "detailref;entryref;linenumber;linenumbercounter;accmainid;accmainiddesc;accsubid;accsubdesc;amount;debitcreditcode;postingdate;documenttype;doctypedesc;documentnumber;documentreference;entrynumbercounter;documentdate;paymentmethod;detailcomment;erpno;divisionno;enteredby;entereddate;entrynumber;entrycomment".Split(';')],
        .. journal.SelectMany((entry, i) => entry.Lines.Select((line, j) => new object?[]
        {
            "1", "1", $"{j + 1}", $"{i + 1}", line.AccountMainId, line.AccountMainName, line.AccountSubId, line.AccountSubName, line.Amount,
            line.IsDebit ? "D" : "C", entry.Date, line.DocumentType, line.DocumentTypeDescription, line.DocumentNumber, entry.Number, $"{i + 1}",
            line.DocumentDate, null, line.Comment, "", "", entry.EnteredBy, entry.Date, entry.Number, entry.Comment,
        })),
    ];

    /// <summary>Amounts and dates as texts, as some programs write them into workbooks.</summary>
    public static List<object?[]> AsTexts(IEnumerable<object?[]> rows) =>
        [.. rows.Select(row => row.Select(cell => cell is null ? null : (object)Text(cell)).ToArray())];

    private static IEnumerable<(string Code, JournalLine[] Lines)> Groups(JournalEntry entry)
    {
        int start = 0;
        for (int i = 1; i <= entry.Lines.Count; i++)
        {
            if (i < entry.Lines.Count && entry.Lines[i].AccountMainId == entry.Lines[start].AccountMainId
                && entry.Lines[i].IsDebit == entry.Lines[start].IsDebit) continue;
            yield return (entry.Lines[start].AccountMainId, entry.Lines.Skip(start).Take(i - start).ToArray());
            start = i;
        }
    }

    private static string Code(JournalLine line) => line.AccountSubId ?? line.AccountMainId;

    private static decimal? Debit(JournalLine line) => line.IsDebit ? line.Amount : null;

    private static decimal? Credit(JournalLine line) => line.IsDebit ? null : line.Amount;

    private static decimal Total(IEnumerable<JournalLine> lines, bool isDebit) =>
        lines.Where(line => line.IsDebit == isDebit).Sum(line => line.Amount);

    private static decimal? Some(decimal amount) => amount == 0 ? null : amount;

    private static string Field(object? cell)
    {
        string text = cell is null ? "" : Text(cell);
        return text.AsSpan().IndexOfAny([';', '"', '\n', '\r']) < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    private static string Text(object cell) => cell switch
    {
        decimal amount => amount.ToString("N2", s_turkish),
        DateTime date => date.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture),
        _ => (string)cell,
    };
}
