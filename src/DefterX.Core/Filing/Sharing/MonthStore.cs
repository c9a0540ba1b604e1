using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.OfficeService.Contracts;

namespace DefterX.Filing.Sharing;

/// <summary>Where an office's months are kept: in its own folder, or at a service with a copy on this PC.</summary>
internal abstract class MonthStore
{
    private static readonly ConditionalWeakTable<OfficeFolder, MonthStore> s_stores = new();

    /// <summary>The store of an office.</summary>
    public static MonthStore Of(OfficeFolder office) => s_stores.GetValue(
        office, static office => office.Service is null ? new FolderMonths(office) : new ServiceMonths(office, office.Service));

    /// <summary>The folder of a month with all that is kept of it.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.ServiceUnreachable"/>.</exception>
    public abstract MonthFolder Open(LedgerId id);

    /// <summary>Where the month stands, where that need not be read from its folder; else null.</summary>
    /// <param name="blank">The month without state and figures.</param>
    public abstract Ledger? Find(LedgerId id, Ledger blank);

    /// <summary>The files of a month, on this PC.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.ServiceUnreachable"/>.</exception>
    public virtual IReadOnlyList<string> FilesOf(Ledger ledger) => ledger.Files;

    /// <summary>Whether anything is kept of a month.</summary>
    public abstract bool Has(LedgerId id);

    /// <summary>All months of a firm of which anything is kept, in their order.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.FirmNotFound"/>: a branch that the firm does not have.</exception>
    public IReadOnlyList<LedgerId> All(Firm firm) =>
    [
        .. AddressesOf(firm).Select(address => IdOf(firm, address))
            .OrderBy(id => id.Period).ThenBy(id => id.Branch?.Number, StringComparer.Ordinal).ThenBy(id => id.Book),
    ];

    /// <summary>The other months of the same firm, branch and book.</summary>
    public abstract OtherMonths Others(LedgerId id);

    /// <summary>Keeps others, in this process and elsewhere, off a month until disposed.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerLocked"/>, <see cref="ErrorIds.StorageFailed"/>,
    /// <see cref="ErrorIds.ServiceUnreachable"/>.</exception>
    public abstract IMonthLock Lock(MonthFolder folder, CancellationToken cancellationToken);

    /// <summary>Changes something of a month outside of its folder's lock, so that all see it.</summary>
    /// <exception cref="DefterXException">What the change throws; <see cref="ErrorIds.LedgerLocked"/>: another works on the month.</exception>
    public abstract T Change<T>(LedgerId id, Func<T> change, CancellationToken cancellationToken);

    /// <summary>What is kept of a firm.</summary>
    protected abstract IEnumerable<MonthAddress> AddressesOf(Firm firm);

    private static LedgerId IdOf(Firm firm, MonthAddress address)
    {
        Branch? branch = firm.Branches.FirstOrDefault(known => known.Number == address.Branch);
        if (address.Branch is not null && branch is null)
            throw new DefterXException(ErrorIds.FirmNotFound, Text.Format(Strings.BranchNotFound, firm, address.Branch), firm);
        return new LedgerId(firm, Period.Parse(address.Period), branch, address.Book);
    }
}

/// <summary>A month that others are kept off, until disposal.</summary>
internal interface IMonthLock : IDisposable
{
    /// <summary>Cancelled when the month is another's, or may soon be.</summary>
    CancellationToken Lost { get; }

    /// <summary>What tells that it was lost.</summary>
    DefterXException LostFailure();

    /// <summary>Has what was done so far seen by all.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerLocked"/>, <see cref="ErrorIds.ServiceUnreachable"/>: it waits on this
    /// PC, and goes with what is done next.</exception>
    void Keep();
}
