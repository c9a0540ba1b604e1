using System.Collections.Generic;

namespace DefterX.Journals.Layouts;

/// <summary>Reads LUCA's Detay Fiş Listesi, in which sums of accounts stand above the postings.</summary>
internal sealed class VoucherListSource(IReadOnlyList<ExportFile> files, ReadContext context) : ListingSource(files, context)
{
    /// <inheritdoc/>
    protected override bool EndsWithTotal => true;

    /// <inheritdoc/>
    protected override bool IsTitle(string label) => VoucherTitle.IsTitle(label);

    /// <inheritdoc/>
    protected override ListedVoucher Begin(ExportFile file, string text, long line)
    {
        VoucherTitle title = VoucherTitle.Read(text) ?? throw JournalError.At(file.Name, line, Strings.VoucherTitleInvalid, text);
        return new ListedVoucher(file.Name, title, title.First, line);
    }

    /// <inheritdoc/>
    protected override ListingRow ReadRow(JournalRows rows, ListedVoucher voucher) => new(
        rows.RequiredCode(JournalColumn.AccountCode),
        rows.TextOrNull(JournalColumn.AccountName),
        rows.TextOrNull(JournalColumn.Description),
        rows.MoneyOrNull(JournalColumn.Debit) ?? 0,
        rows.MoneyOrNull(JournalColumn.Credit) ?? 0,
        rows.Line);
}
