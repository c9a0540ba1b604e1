using System.Collections.Generic;
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
    public static JournalImport Import(
        OfficeFolder office,
        Firm firm,
        Period period,
        string? branch,
        IReadOnlyList<string> sourcePaths,
        ImportOptions options,
        CancellationToken cancellationToken) => MonthStore.Of(office).Change(
            IdOf(firm, period, branch, options),
            () => JournalStore.Import(office, firm, period, branch, sourcePaths, options, cancellationToken),
            cancellationToken);

    /// <summary>Says what an import would give; nothing is written.</summary>
    /// <exception cref="DefterXException">As an import.</exception>
    public static JournalImport Examine(
        OfficeFolder office,
        Firm firm,
        Period period,
        string? branch,
        IReadOnlyList<string> sourcePaths,
        ImportOptions options,
        CancellationToken cancellationToken)
    {
        _ = MonthStore.Of(office).Open(IdOf(firm, period, branch, options));
        return JournalStore.Examine(office, firm, period, branch, sourcePaths, options, cancellationToken);
    }

    private static LedgerId IdOf(Firm firm, Period period, string? branch, ImportOptions options)
    {
        ImportRequest.CheckBranch(firm, branch);
        Branch? wanted = firm.Branches.FirstOrDefault(known => known.Number == branch);
        return new LedgerId(firm, period, wanted) { Book = options.IsInventory ? LedgerBook.Inventory : LedgerBook.Journal };
    }
}
