using System.Linq;
using System.Threading;
using DefterX.Filing.Sharing;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Filing.Creation;

/// <summary>Takes exports into an office, wherever it is kept.</summary>
internal static class JournalIntake
{
    /// <summary>Copies exports of a month into the office after having read them through.</summary>
    /// <exception cref="DefterXException">As of <see cref="JournalStore"/>; <see cref="ErrorIds.LedgerLocked"/>: somebody works on the
    /// month at an office that a service keeps.</exception>
    public static JournalImport Import(OfficeFolder office, JournalSource source, CancellationToken cancellationToken) =>
        MonthStore.Of(office).Change(IdOf(source), () => JournalStore.Import(office, source, cancellationToken), cancellationToken);

    /// <summary>Says what an import would give; nothing is written.</summary>
    /// <exception cref="DefterXException">As an import.</exception>
    public static JournalImport Examine(OfficeFolder office, JournalSource source, CancellationToken cancellationToken)
    {
        _ = MonthStore.Of(office).Open(IdOf(source));
        return JournalStore.Examine(office, source, cancellationToken);
    }

    private static LedgerId IdOf(JournalSource source)
    {
        ImportRequest.CheckBranch(source.Firm, source.Branch);
        Branch? wanted = source.Firm.Branches.FirstOrDefault(known => known.Number == source.Branch);
        return new LedgerId(source.Firm, source.Period, wanted) { Book = source.Options.IsInventory ? LedgerBook.Inventory : LedgerBook.Journal };
    }
}
