using System;
using System.Linq;
using System.Threading;
using DefterX.Ledgers.Rules;
using DefterX.Office;

namespace DefterX.Ledgers;

/// <summary>Where a month's counters begin: they run on over the fiscal year, for each branch on its own.</summary>
/// <remarks>Yevmiye Defteri Kılavuzu 2.1.1.9-10; Uygulama Kılavuzu 7, 9, 19-21.</remarks>
internal static class LedgerSequence
{
    /// <summary>The counters before a month.</summary>
    /// <param name="others">The other months of the same firm and branch.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.PreviousPeriodMissing"/>: a month is kept here before this one,
    /// and the month just before it is not approved.</exception>
    public static LedgerCounters Before(LedgerId id, OtherMonths others, CancellationToken cancellationToken)
    {
        LedgerCounters counters = Known(id, others, cancellationToken) ?? new LedgerCounters(0, 0, 0);
        return counters with { PartNumber = Math.Max(counters.PartNumber, LastRemoved(id, others)) };
    }

    /// <summary>The counters before a month, or null when nothing is known of them: no month before it is kept here, the fiscal year
    /// does not begin with it, and nobody said where they stood.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.PreviousPeriodMissing"/>.</exception>
    public static LedgerCounters? Known(LedgerId id, OtherMonths others, CancellationToken cancellationToken) =>
        id.Book == LedgerBook.Inventory
            ? BeforeInventory(id, others, cancellationToken)
            : BeforeJournal(id, others, cancellationToken);

    private static LedgerCounters? BeforeJournal(LedgerId id, OtherMonths others, CancellationToken cancellationToken)
    {
        Period previous = id.Period.AddMonths(-1);
        OpeningCounters opening = id.Branch?.OpeningCounters ?? id.Firm.OpeningCounters;
        FiscalYear year = id.FiscalYear;
        MonthFolder before = others.Folder(previous);
        bool startsHere = opening.Through == previous || !HasEarlier(id, others);
        if (!startsHere && LedgerStatus.StateOf(before) != LedgerState.Approved)
        {
            throw new DefterXException(
                ErrorIds.PreviousPeriodMissing, Text.Format(Strings.PreviousPeriodMissing, id, previous), id.Firm);
        }

        if (id.Period.Start <= year.Start) return new LedgerCounters(0, 0, 0);
        return After(before, LedgerFileKind.Y, cancellationToken)
            ?? (opening == new OpeningCounters() ? null : new LedgerCounters(opening.EntryNumber, opening.LineNumber, opening.PartNumber));
    }

    /// <summary>An inventory is not taken every month: its numbers run on from the last one in the fiscal year.</summary>
    private static LedgerCounters? BeforeInventory(LedgerId id, OtherMonths others, CancellationToken cancellationToken)
    {
        for (Period period = id.Period.AddMonths(-1); period.Start >= id.FiscalYear.Start; period = period.AddMonths(-1))
        {
            if (others.IsCreated(period) && After(others.Folder(period), LedgerFileKind.E, cancellationToken) is LedgerCounters counters)
            {
                return counters;
            }
        }

        return null;
    }

    /// <summary>The counters at the end of a month, from its last part; null when the month is not here.</summary>
    private static LedgerCounters? After(MonthFolder folder, LedgerFileKind kind, CancellationToken cancellationToken)
    {
        if (folder.Parts() is not { Count: > 0 } parts) return null;
        int last = parts[parts.Count - 1];
        LedgerFacts facts = LedgerFileCheck.Read(folder.PathOf(kind, last), folder.Id.FileName(kind, last), cancellationToken);
        return new LedgerCounters(facts.LastEntryCounter, facts.LastLineNumber, facts.PartNumber());
    }

    /// <summary>Whether a later month of the firm and branch is kept here.</summary>
    public static bool HasLater(LedgerId id, OtherMonths others) =>
        Enumerable.Range(1, 12).Any(months => others.IsCreated(id.Period.AddMonths(months)));

    private static bool HasEarlier(LedgerId id, OtherMonths others) =>
        Enumerable.Range(1, 12).Any(months => others.IsCreated(id.Period.AddMonths(-months)));

    /// <summary>The highest number in the fiscal year of a month that was taken back; its uniqueID is never used again.</summary>
    public static int LastRemoved(LedgerId id, OtherMonths others)
    {
        int last = 0;
        for (Period period = Period.Of(id.FiscalYear.Start); period.Start <= id.FiscalYear.End; period = period.AddMonths(1))
        {
            last = Math.Max(last, others.LastRemoved(period));
        }

        return last;
    }
}
