using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;

namespace DefterX.Journals.Layouts;

/// <summary>Reads LUCA's listings of vouchers: a title row, rows of accounts and a row of sums for each.</summary>
internal abstract class ListingSource(IReadOnlyList<ExportFile> files, ReadContext context) : IJournalReader
{
    private const int CheckEvery = 1024;
    private readonly Dictionary<string, string> _mainNames = new(StringComparer.Ordinal);
    private readonly EntryRegister _seen = new();
    private decimal _debit;
    private decimal _credit;

    /// <summary>What the reading of it leaves unsaid.</summary>
    protected ImportNotices Notices => context.Notices;

    /// <inheritdoc/>
    public IEnumerable<JournalEntry> ReadEntries(CancellationToken cancellationToken)
    {
        foreach (ExportFile file in files)
        {
            foreach (JournalEntry entry in Read(file, cancellationToken)) yield return entry;
        }
    }

    /// <summary>Looks at a file before it is read.</summary>
    protected virtual void Prepare(ExportFile file, CancellationToken cancellationToken)
    {
    }

    /// <summary>Whether the sums of all vouchers end a whole file.</summary>
    protected abstract bool EndsWithTotal { get; }

    /// <summary>Whether a row's first text begins a voucher.</summary>
    protected abstract bool IsTitle(string label);

    /// <summary>The voucher that a title row begins.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">The row's texts, joined by a blank.</param>
    /// <param name="line">Its line.</param>
    protected abstract ListedVoucher Begin(ExportFile file, string text, long line);

    /// <summary>The row of an account.</summary>
    protected abstract ListingRow ReadRow(JournalRows rows, ListedVoucher voucher);

    /// <summary>The first filled field of the present row, or all of them when it begins with a label.</summary>
    protected static string Label(JournalRows rows, bool whole)
    {
        StringBuilder label = new();
        for (int i = 0; i < rows.Table.FieldCount; i++)
        {
            if (rows.Table.IsEmpty(i)) continue;
            if (label.Length > 0) label.Append(' ');
            label.Append(rows.Table.Text(i));
            if (!whole) break;
        }

        return label.ToString();
    }

    private static bool Starts(string folded, string label) => folded.StartsWith(label, StringComparison.Ordinal);

    private IEnumerable<JournalEntry> Read(ExportFile file, CancellationToken cancellationToken)
    {
        Prepare(file, cancellationToken);
        using JournalRows rows = file.OpenRows();
        ListedVoucher? voucher = FindTitleAbove(file);
        bool hasTotal = false;
        long vouchers = 0;
        _debit = 0;
        _credit = 0;
        for (long row = 0; rows.Read(); row++)
        {
            if (row % CheckEvery == 0) cancellationToken.ThrowIfCancellationRequested();
            string label = Label(rows, whole: false);
            string folded = JournalHeader.Fold(label);
            if (IsTitle(label))
            {
                ListedVoucher next = Begin(file, Label(rows, whole: true), rows.Line);
                if (voucher is not null)
                {
                    vouchers++;
                    yield return End(file, voucher);
                }

                if (hasTotal) throw rows.Table.Error(Strings.RowsAfterTotal);
                voucher = next;
                if (!_seen.Add($"{next.Title.Type}/{next.Number}", next.Title.Date))
                {
                    throw rows.Table.Error(Strings.EntrySplit, next.Number, next.Title.Date);
                }
            }
            else if (Starts(folded, "geneltoplam"))
            {
                if (voucher is not null)
                {
                    vouchers++;
                    yield return End(file, voucher);
                }

                voucher = null;
                hasTotal = true;
                CheckSums(rows, _debit, _credit);
            }
            else if (Starts(folded, "toplam") || Starts(folded, "fistoplam"))
            {
                SumUp(rows, voucher);
            }
            else if (Starts(folded, "fisaciklama"))
            {
                if (voucher is null) throw rows.Table.Error(Strings.RowUnknown, label);
                string text = Label(rows, whole: true);
                int colon = text.AsSpan().IndexOf(':');
                string comment = colon < 0 ? "" : text.Substring(colon + 1).Trim();
                voucher.Comment = comment.Length == 0 ? null : comment;
            }
            else if (folded != "hesapkodu")
            {
                if (voucher is null || voucher.IsSummed) throw rows.Table.Error(Strings.RowUnknown, label);
                rows.UseValues();
                voucher.Add(ReadRow(rows, voucher));
            }
        }

        if (voucher is not null)
        {
            vouchers++;
            yield return End(file, voucher);
        }

        if (vouchers == 0) throw JournalError.At(file.Name, 1, Strings.NoRows);
        if (!hasTotal && EndsWithTotal) Notices.Add(file.Name, rows.Line, null, Strings.TotalMissing);
    }

    // The first voucher's title may stand above the header, which then repeats for each voucher.
    private ListedVoucher? FindTitleAbove(ExportFile file)
    {
        foreach ((long line, string text) in file.ReadTitles())
        {
            if (!IsTitle(text)) continue;
            ListedVoucher voucher = Begin(file, text, line);
            _seen.Add($"{voucher.Title.Type}/{voucher.Number}", voucher.Title.Date);
            return voucher;
        }

        return null;
    }

    private static void SumUp(JournalRows rows, ListedVoucher? voucher)
    {
        if (voucher is null) throw rows.Table.Error(Strings.RowUnknown, Label(rows, whole: true));
        List<ListingRow> postings = [.. RollUps.Postings(voucher.Rows)];
        CheckSums(rows, postings.Sum(row => row.Debit), postings.Sum(row => row.Credit));
        voucher.IsSummed = true;
    }

    private static void CheckSums(JournalRows rows, decimal debit, decimal credit)
    {
        decimal? statedDebit = rows.MoneyOrNull(JournalColumn.Debit);
        decimal? statedCredit = rows.MoneyOrNull(JournalColumn.Credit);
        bool isStated = statedDebit is not null || statedCredit is not null;
        if (isStated && (statedDebit ?? debit) == debit && (statedCredit ?? credit) == credit) return;
        throw rows.Table.Error(Strings.SumsDiffer, statedDebit, statedCredit, debit, credit);
    }

    private JournalEntry End(ExportFile file, ListedVoucher voucher)
    {
        if (!voucher.IsSummed) throw JournalError.At(file.Name, voucher.Line, Strings.VoucherNotSummed, voucher.Number);
        JournalEntry entry = voucher.ToEntry(context.EnteredBy, _mainNames);
        foreach (JournalLine line in entry.Lines)
        {
            if (line.IsDebit) _debit += line.Amount;
            else _credit += line.Amount;
        }

        return entry;
    }
}
