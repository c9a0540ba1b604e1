using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Files;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;

namespace DefterX.Filing.Sharing;

/// <summary>The months of an office that a service keeps: a month is fetched when it is worked on, and what was done goes back in
/// one piece.</summary>
internal sealed class ServiceMonths(OfficeFolder office, ServiceOffice service) : MonthStore
{
    private readonly Dictionary<MonthAddress, ServiceLock> _held = [];

    private MonthFeed Feed => service.Months;

    public override MonthFolder Open(LedgerId id)
    {
        MonthFolder folder = FolderOf(id);
        if (HeldOf(id) is null) new MonthFetch(office, service, folder).Refresh();
        return folder;
    }

    public override Ledger? Find(LedgerId id, Ledger blank)
    {
        if (HeldOf(id) is not null) return null;
        return Feed.Find(MonthAddresses.Of(id)) is MonthEntry entry
            ? MonthFiguresOf.Apply(entry, blank) with { Files = MonthFolder.Of(office, id).Files() }
            : blank;
    }

    public override IReadOnlyList<string> FilesOf(Ledger ledger)
    {
        Branch? branch = ledger.Firm.Branches.FirstOrDefault(known => known.Number == ledger.Branch);
        LedgerId id = new(ledger.Firm, ledger.Period, branch, ledger.Book);
        return Has(id) ? Open(id).Files() : ledger.Files;
    }

    public override bool Has(LedgerId id) => Feed.Find(MonthAddresses.Of(id)) is not null;

    public override OtherMonths Others(LedgerId id) => new OfService(this, id);

    public override IMonthLock Lock(MonthFolder folder, CancellationToken cancellationToken)
    {
        LockFile local = folder.Lock(LockOptions.Default, cancellationToken);
        try
        {
            ServiceLock taken = new(office, service, folder, local, Forget);
            lock (_held) _held[MonthAddresses.Of(folder.Id)] = taken;
            try
            {
                taken.Begin(cancellationToken);
                return taken;
            }
            catch
            {
                Forget(taken);
                throw;
            }
        }
        catch
        {
            local.Dispose();
            throw;
        }
    }

    public override T Change<T>(LedgerId id, Func<T> change, CancellationToken cancellationToken)
    {
        if (HeldOf(id) is ServiceLock held)
        {
            T changed = change();
            held.Keep();
            return changed;
        }

        using IMonthLock taken = Lock(FolderOf(id), cancellationToken);
        T result = change();
        taken.Keep();
        return result;
    }

    protected override IEnumerable<MonthAddress> AddressesOf(Firm firm) => Feed.Of(firm.Identifier);

    private MonthFolder FolderOf(LedgerId id) => MonthFolder.Of(office, id, () => OnAppended(id));

    private ServiceLock? HeldOf(LedgerId id)
    {
        lock (_held) return _held.TryGetValue(MonthAddresses.Of(id), out ServiceLock? held) ? held : null;
    }

    private void Forget(ServiceLock ended)
    {
        lock (_held) _held.Remove(ended.Address);
    }

    // What is recorded must be known to all before anything is done that cannot be taken back.
    private void OnAppended(LedgerId id)
    {
        if (HeldOf(id) is ServiceLock held)
        {
            held.Keep();
            return;
        }

        using IMonthLock taken = Lock(FolderOf(id), CancellationToken.None);
        taken.Keep();
    }

    private sealed class OfService(ServiceMonths months, LedgerId id) : OtherMonths(period => months.Open(id with { Period = period }))
    {
        public override bool IsCreated(Period period) => Find(period) is { Figures.Parts: > 0 };

        public override int LastRemoved(Period period) => Find(period)?.Figures.LastRemovedPart ?? 0;

        private MonthEntry? Find(Period period) => months.Feed.Find(MonthAddresses.Of(id with { Period = period }));
    }
}
