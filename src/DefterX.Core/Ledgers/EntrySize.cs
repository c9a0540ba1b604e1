using DefterX.Journals;

namespace DefterX.Ledgers;

/// <summary>How large an entry may become as XML, told without writing it.</summary>
internal static class EntrySize
{
    // All elements of an entryHeader or an entryDetail with their tags, numbers and dates, but without the texts of the export.
    private const int Markup = 6000;

    // The longest output of one UTF-16 unit: &quot;
    private const int LongestUnit = 6;

    /// <summary>An upper bound in bytes, for the journal and for the general ledger.</summary>
    public static long Most(JournalEntry entry)
    {
        long characters = Length(entry.EnteredBy) + Length(entry.Comment) + ((entry.Lines.Count + 1L) * Length(entry.Number));
        foreach (JournalLine line in entry.Lines)
        {
            characters += Length(line.AccountMainName) + Length(line.AccountSubId) + Length(line.AccountSubName)
                + Length(line.DocumentTypeDescription) + Length(line.DocumentNumber) + Length(line.PaymentMethod) + Length(line.Comment)
                + Length(line.Foreign?.RateSource) + Length(line.Foreign?.RateComment);
        }

        return ((entry.Lines.Count + 1L) * Markup) + (characters * LongestUnit);
    }

    private static int Length(string? text) => text?.Length ?? 0;
}
