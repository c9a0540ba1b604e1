using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Journals.Spools;

namespace DefterX.Journals.Joins;

/// <summary>Gives the entries of one listing what another one tells of their lines: documents, above all.</summary>
/// <param name="name">The other listing's name for messages.</param>
/// <param name="notices">Takes what does not fit.</param>
internal sealed class EntryJoin(string name, ImportNotices notices)
{
    /// <summary>The entries, with what the other listing adds. Nothing that they say themselves is changed.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="others">Those of the other listing; they are spooled first.</param>
    /// <param name="cancellationToken">Stops.</param>
    public IEnumerable<JournalEntry> Join(
        IEnumerable<JournalEntry> entries, IEnumerable<JournalEntry> others, CancellationToken cancellationToken)
    {
        using EntrySpool spool = new();
        foreach (JournalEntry other in others) spool.Add(other);
        HashSet<int> months = [];
        foreach (JournalEntry entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            months.Add(MonthOf(entry.Date));
            yield return Complete(entry, spool);
        }

        // A listing of the whole year tells of other months too.
        foreach (JournalEntry other in spool.ReadRest())
        {
            if (!months.Contains(MonthOf(other.Date))) continue;
            notices.Add(other.SourceFile ?? name, other.SourceLine, other.Number, Strings.EntryOnlyInListing, other.Number, other.Date);
        }
    }

    private static int MonthOf(DateTime date) => (date.Year * 12) + date.Month;

    private JournalEntry Complete(JournalEntry entry, EntrySpool spool)
    {
        (int Index, JournalEntry Entry)[] found = [.. spool.Find(entry.Number, entry.Date)];
        if (found.Length > 1)
        {
            (int Index, JournalEntry Entry)[] same =
                [.. found.Where(other => LineMatch.HaveSameAmounts(entry.Lines, other.Entry.Lines))];
            if (same.Length == 1) found = same;
        }

        if (found.Length != 1)
        {
            string format = found.Length == 0 ? Strings.EntryNotInListing : Strings.EntrySeveralInListing;
            notices.Add(entry.SourceFile ?? "", entry.SourceLine, entry.Number, format, entry.Number, entry.Date, name);
            return entry;
        }

        spool.Take(found[0].Index);
        LineMatch match = LineMatch.Of(entry.Lines, found[0].Entry.Lines);
        Tell(entry, match.Alone, Strings.LineNotInListing);
        Tell(found[0].Entry, match.OthersAlone, Strings.LineOnlyInListing);
        Tell(entry, match.ByOrder, Strings.LinesPairedByOrder);
        List<JournalLine> lines = new(entry.Lines.Count);
        for (int i = 0; i < entry.Lines.Count; i++) lines.Add(Complete(entry, entry.Lines[i], match.Partners[i]));
        return entry with { Lines = lines, Comment = entry.Comment ?? found[0].Entry.Comment };
    }

    private void Tell(JournalEntry entry, List<JournalLine> lines, string format)
    {
        foreach (JournalLine line in lines)
        {
            notices.Add(
                entry.SourceFile ?? name,
                line.SourceLine,
                entry.Number,
                format,
                line.AccountSubId ?? line.AccountMainId,
                line.Amount,
                name);
        }
    }

    private JournalLine Complete(JournalEntry entry, JournalLine line, JournalLine? other)
    {
        if (other is null) return line;
        if (Differ(line.DocumentNumber, other.DocumentNumber) || Differ(line.DocumentDate, other.DocumentDate))
        {
            notices.Add(
                entry.SourceFile ?? "",
                line.SourceLine,
                entry.Number,
                Strings.DocumentDiffers,
                $"{line.DocumentNumber} {line.DocumentDate:d}",
                $"{other.DocumentNumber} {other.DocumentDate:d}",
                name);
            return line;
        }

        return line with
        {
            AccountSubName = line.AccountSubName ?? other.AccountSubName,
            DocumentType = line.DocumentType ?? other.DocumentType,
            DocumentTypeDescription = line.DocumentType is null ? other.DocumentTypeDescription : line.DocumentTypeDescription,
            DocumentNumber = line.DocumentNumber ?? other.DocumentNumber,
            DocumentDate = line.DocumentDate ?? other.DocumentDate,
            PaymentMethod = line.PaymentMethod ?? other.PaymentMethod,
            Comment = line.Comment ?? other.Comment,
            Foreign = line.Foreign ?? other.Foreign,
            AmountCurrency = line.AmountCurrency ?? other.AmountCurrency,
            Fund = line.Fund ?? other.Fund,
        };
    }

    private static bool Differ<T>(T? ours, T? theirs) => ours is not null && theirs is not null && !ours.Equals(theirs);
}
