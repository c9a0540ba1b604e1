using System.Collections.Generic;
using System.Globalization;
using System.Threading;

namespace DefterX.Journals.Layouts;

/// <summary>Reads LUCA's Yevmiye Defteri: main accounts carry debit or credit, the accounts below them their part of it.</summary>
internal sealed class JournalListSource(IReadOnlyList<ExportFile> files, ReadContext context) : ListingSource(files, context)
{
    private bool _numberIsFirst;
    private string? _groupCode;
    private bool _groupIsDebit;

    /// <inheritdoc/>
    /// <remarks>Of the two numbers in a title one is the entry's in the journal, which counts without gaps, the other the
    /// voucher's; sources disagree on which comes first.</remarks>
    protected override void Prepare(ExportFile file, CancellationToken cancellationToken)
    {
        bool areEqual = true;
        bool firstCounts = true;
        bool secondCounts = true;
        long line = 0;
        VoucherTitle? last = null;
        using JournalRows rows = file.OpenRows();
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            string text = Label(rows, whole: false);
            if (!VoucherTitle.IsJournalTitle(text) || VoucherTitle.ReadJournalTitle(text) is not VoucherTitle title) continue;
            if (line == 0) line = rows.Line;
            areEqual &= title.First == title.Second;
            if (last is VoucherTitle before)
            {
                firstCounts &= Follows(before.First, title.First);
                secondCounts &= Follows(before.Second, title.Second);
            }

            last = title;
        }

        _numberIsFirst = secondCounts && !firstCounts;
        if (!areEqual && firstCounts == secondCounts) Notices.Add(file.Name, line, null, Strings.NumbersAmbiguous);
    }

    /// <inheritdoc/>
    protected override bool EndsWithTotal => false;

    /// <inheritdoc/>
    protected override bool IsTitle(string label) => VoucherTitle.IsJournalTitle(label);

    /// <inheritdoc/>
    protected override ListedVoucher Begin(ExportFile file, string text, long line)
    {
        VoucherTitle title = VoucherTitle.ReadJournalTitle(text)
            ?? throw JournalError.At(file.Name, line, Strings.VoucherTitleInvalid, text);
        _groupCode = null;
        return new ListedVoucher(file.Name, title, _numberIsFirst ? title.First : title.Second, line);
    }

    /// <inheritdoc/>
    protected override ListingRow ReadRow(JournalRows rows, ListedVoucher voucher)
    {
        string code = rows.RequiredCode(JournalColumn.AccountCode);
        string? name = rows.TextOrNull(JournalColumn.AccountName);
        string? comment = rows.TextOrNull(JournalColumn.Description);
        decimal debit = rows.MoneyOrNull(JournalColumn.Debit) ?? 0;
        decimal credit = rows.MoneyOrNull(JournalColumn.Credit) ?? 0;
        decimal? detail = rows.MoneyOrNull(JournalColumn.Detail);
        if (debit != 0 || credit != 0)
        {
            if (debit != 0 && credit != 0) throw rows.Table.Error(Strings.AmountTwice);
            _groupCode = code;
            _groupIsDebit = debit != 0;
            return new ListingRow(code, name, comment, debit, credit, rows.Line);
        }

        if (detail is null or 0) throw rows.Table.Error(Strings.AmountMissing);
        if (_groupCode is null || !AccountReader.IsAbove(_groupCode, code))
        {
            throw rows.Error(JournalColumn.AccountCode, Strings.AccountNotBelow, code, _groupCode ?? "-");
        }

        return new ListingRow(
            code, name, comment, _groupIsDebit ? detail.Value : 0, _groupIsDebit ? 0 : detail.Value, rows.Line);
    }

    private static bool Follows(string before, string number) =>
        long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out long first)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long second)
        && second == first + 1;
}
