using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using DefterX.Journals.Layouts;

namespace DefterX.Journals.Joins;

/// <summary>A mizan, with which the sums of a journal are compared.</summary>
internal sealed class TrialBalance
{
    private readonly string _file;
    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (decimal Debit, decimal Credit)> _sums = new(StringComparer.Ordinal);
    private readonly (DateTime Start, DateTime End)? _range;
    private DateTime _first = DateTime.MaxValue;
    private DateTime _last = DateTime.MinValue;

    private TrialBalance(string file, (DateTime Start, DateTime End)? range)
    {
        _file = file;
        _range = range;
    }

    /// <summary>Reads a mizan; it has a row for each account, so memory holds it.</summary>
    public static TrialBalance Read(ExportFile file, CancellationToken cancellationToken)
    {
        TrialBalance balance = new(file.Name, RangeOf(file));
        using JournalRows rows = file.OpenRows();
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Groups of one or two digits and the row TOPLAM sum up what the accounts say.
            string? code = rows.TextOrNull(JournalColumn.AccountCode);
            if (code is null || AccountReader.MainIdOf(code) is null) continue;
            rows.UseValues();
            code = rows.RequiredCode(JournalColumn.AccountCode);
            decimal debit = rows.MoneyOrNull(JournalColumn.Debit) ?? 0;
            decimal credit = rows.MoneyOrNull(JournalColumn.Credit) ?? 0;
            if (!balance._rows.TryGetValue(code, out Row row)) row = new Row(rows.Line, rows.TextOrNull(JournalColumn.AccountName), 0, 0);
            balance._rows[code] = row with { Debit = row.Debit + debit, Credit = row.Credit + credit };
        }

        return balance;
    }

    /// <summary>The name of an account, or null.</summary>
    public string? NameOf(string code) => _rows.TryGetValue(code, out Row row) ? row.Name : null;

    /// <summary>Adds an entry to the sums.</summary>
    public void Add(JournalEntry entry)
    {
        if (entry.Date < _first) _first = entry.Date;
        if (entry.Date > _last) _last = entry.Date;
        foreach (JournalLine line in entry.Lines)
        {
            string code = line.AccountSubId ?? line.AccountMainId;
            (decimal debit, decimal credit) = _sums.TryGetValue(code, out (decimal Debit, decimal Credit) sum) ? sum : default;
            _sums[code] = line.IsDebit ? (debit + line.Amount, credit) : (debit, credit + line.Amount);
        }
    }

    /// <summary>Compares the sums of all entries.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/> at the first account that differs.</exception>
    public void Compare(ImportNotices notices)
    {
        if (_range is { } range && (range.Start > _first || range.End < _last || MonthOf(range.Start) != MonthOf(range.End)))
        {
            notices.Add(_file, 1, null, Strings.BalanceOfOtherDays, range.Start, range.End);
            return;
        }

        Dictionary<string, (decimal Debit, decimal Credit)> sums = SumsOfAll();
        List<(string Code, Row Row)> different = [];
        bool isMore = true;
        foreach (string code in _rows.Keys.Concat(sums.Keys.Where(code => AccountReader.MainIdOf(code) == code)).Distinct())
        {
            Row row = _rows.TryGetValue(code, out Row known) ? known : new Row(1, null, 0, 0);
            (decimal Debit, decimal Credit) sum = sums.TryGetValue(code, out (decimal Debit, decimal Credit) found) ? found : default;
            if (row.Debit == sum.Debit && row.Credit == sum.Credit) continue;
            different.Add((code, row));
            isMore &= row.Debit >= sum.Debit && row.Credit >= sum.Credit;
        }

        if (different.Count == 0) return;
        (string first, Row stated) = different.OrderBy(item => item.Row.Line).First();
        (decimal Debit, decimal Credit) ours = sums.TryGetValue(first, out (decimal Debit, decimal Credit) own) ? own : default;
        string message = Text.Format(
            Strings.BalanceDiffers, first, stated.Debit, stated.Credit, ours.Debit, ours.Credit, different.Count);
        // One of the year so far has at least the month's sums everywhere.
        if (!isMore || _range is not null) throw JournalError.At(_file, stated.Line, message, (Exception?)null);
        notices.Add(_file, stated.Line, null, Strings.BalanceMayBeOfYear, message);
    }

    private static int MonthOf(DateTime date) => (date.Year * 12) + date.Month;

    // The titles may say which days it covers: the two dates of Tarih Aralığı.
    private static (DateTime Start, DateTime End)? RangeOf(ExportFile file)
    {
        foreach ((_, string text) in file.ReadTitles())
        {
            List<DateTime> dates = [];
            foreach (string word in text.Split(' ', ':', '\t', '–'))
            {
                foreach (string part in word.Length > 10 ? word.Split('-') : [word])
                {
                    if (JournalDate.TryParse(Encoding.UTF8.GetBytes(part), out DateTime date)) dates.Add(date);
                }
            }

            if (dates.Count == 2) return (dates[0], dates[1]);
        }

        return null;
    }

    private Dictionary<string, (decimal Debit, decimal Credit)> SumsOfAll()
    {
        Dictionary<string, (decimal Debit, decimal Credit)> all = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, (decimal Debit, decimal Credit)> account in _sums)
        {
            for (int length = 3; length <= account.Key.Length; length++)
            {
                string code = account.Key.Substring(0, length);
                if (length < account.Key.Length && !AccountReader.IsAbove(code, account.Key)) continue;
                (decimal debit, decimal credit) = all.TryGetValue(code, out (decimal Debit, decimal Credit) sum) ? sum : default;
                all[code] = (debit + account.Value.Debit, credit + account.Value.Credit);
            }
        }

        return all;
    }

    private readonly record struct Row(long Line, string? Name, decimal Debit, decimal Credit);
}
