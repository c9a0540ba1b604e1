using System;

namespace DefterX.Journals.Layouts;

/// <summary>Compares the sums that a general ledger states with its lines.</summary>
internal sealed class LedgerSums
{
    private (decimal Debit, decimal Credit) _all;
    private (decimal Debit, decimal Credit) _ofMain;
    private (decimal Debit, decimal Credit) _sinceSum;
    private string? _main;

    /// <summary>Adds a line.</summary>
    public void Add(JournalLine line)
    {
        if (line.AccountMainId != _main) _ofMain = default;
        _main = line.AccountMainId;
        _all = Plus(_all, line);
        _ofMain = Plus(_ofMain, line);
        _sinceSum = Plus(_sinceSum, line);
    }

    /// <summary>Whether the present row is no line but states sums or a balance carried forward.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/>: it states sums other than those of all lines, of
    /// the main account or of the lines since the last sums.</exception>
    public bool IsSum(JournalRows rows)
    {
        if (rows.TextOrNull(JournalColumn.Date) is not null || rows.TextOrNull(JournalColumn.EntryNumber) is not null) return false;
        bool isSum = false;
        for (int i = 0; i < rows.Table.FieldCount; i++)
        {
            string text = JournalHeader.Fold(rows.Table.Text(i));
            if (text.StartsWith("devir", StringComparison.Ordinal) || text.StartsWith("devreden", StringComparison.Ordinal)) return true;
            isSum |= text.StartsWith("toplam", StringComparison.Ordinal) || text.EndsWith("toplam", StringComparison.Ordinal)
                || text.EndsWith("toplami", StringComparison.Ordinal);
        }

        if (!isSum) return false;
        (decimal Debit, decimal Credit) stated =
            (rows.MoneyOrNull(JournalColumn.Debit) ?? 0, rows.MoneyOrNull(JournalColumn.Credit) ?? 0);
        if (stated != _all && stated != _ofMain && stated != _sinceSum)
        {
            throw rows.Table.Error(Strings.SumsDiffer, stated.Debit, stated.Credit, _sinceSum.Debit, _sinceSum.Credit);
        }

        _sinceSum = default;
        return true;
    }

    private static (decimal Debit, decimal Credit) Plus((decimal Debit, decimal Credit) sum, JournalLine line) =>
        line.IsDebit ? (sum.Debit + line.Amount, sum.Credit) : (sum.Debit, sum.Credit + line.Amount);
}
