using System.Collections.Generic;

namespace DefterX.Journals.Layouts;

/// <summary>A voucher of a listing whose rows are being read.</summary>
internal sealed class ListedVoucher(string file, VoucherTitle title, string number, long line)
{
    private readonly List<ListingRow> _rows = [];

    /// <summary>The voucher's number.</summary>
    public string Number => number;

    /// <summary>The title row's line.</summary>
    public long Line => line;

    /// <summary>What the title row says.</summary>
    public VoucherTitle Title => title;

    /// <summary>The voucher's text, or null.</summary>
    public string? Comment { get; set; }

    /// <summary>Whether its sums were compared with the row that states them.</summary>
    public bool IsSummed { get; set; }

    /// <summary>The rows so far.</summary>
    public IReadOnlyList<ListingRow> Rows => _rows;

    /// <summary>Adds a row.</summary>
    public void Add(ListingRow row) => _rows.Add(row);

    /// <summary>The entry, of the rows that are postings.</summary>
    /// <param name="enteredBy">Who is named as having entered it.</param>
    /// <param name="mainNames">Names of main accounts that were met; those of this voucher are added.</param>
    public JournalEntry ToEntry(string enteredBy, Dictionary<string, string> mainNames)
    {
        foreach (ListingRow row in _rows)
        {
            if (row.Name is not null && AccountReader.MainIdOf(row.Code) == row.Code) mainNames[row.Code] = row.Name;
        }

        List<JournalLine> lines = [];
        foreach (ListingRow row in RollUps.Postings(_rows)) lines.Add(ToLine(row, mainNames));
        if (lines.Count == 0) throw JournalError.At(file, line, Strings.VoucherEmpty, number);
        return new JournalEntry
        {
            Number = number,
            Date = title.Date,
            EnteredBy = enteredBy,
            Comment = Comment,
            Lines = lines,
            SourceFile = file,
            SourceLine = line,
        };
    }

    private JournalLine ToLine(ListingRow row, Dictionary<string, string> mainNames)
    {
        if (row.Debit != 0 && row.Credit != 0) throw JournalError.At(file, row.Line, Strings.AmountTwice);
        if (row.Debit == 0 && row.Credit == 0) throw JournalError.At(file, row.Line, Strings.AmountMissing);
        Account account = AccountReader.Of(file, row.Line, row.Code, row.Name, mainNames);
        return new JournalLine
        {
            AccountMainId = account.MainId,
            AccountMainName = account.MainName,
            AccountSubId = account.SubId,
            AccountSubName = account.SubName,
            Amount = row.Debit != 0 ? row.Debit : row.Credit,
            IsDebit = row.Debit != 0,
            Comment = row.Comment,
            SourceLine = row.Line,
        };
    }
}
