using System;
using System.Collections.Generic;
using System.Threading;
using DefterX.Files;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.OfficeService.Contracts;

namespace DefterX.Filing.Sharing;

/// <summary>The months of an office whose folder is its own: what is written is seen by all.</summary>
internal sealed class FolderMonths(OfficeFolder office) : MonthStore
{
    public override MonthFolder Open(LedgerId id) => MonthFolder.Of(office, id);

    public override Ledger? Find(LedgerId id, Ledger blank) => null;

    public override bool Has(LedgerId id) => Open(id).Parts().Count > 0
        || JournalStore.Find(office, id.Firm, id.Period, id.Branch?.Number, id.Book == LedgerBook.Inventory) is not null;

    public override OtherMonths Others(LedgerId id) => new(period => Open(id with { Period = period }));

    public override IMonthLock Lock(MonthFolder folder, CancellationToken cancellationToken) =>
        new FolderLock(folder, folder.Lock(LockOptions.Default, cancellationToken));

    public override T Change<T>(LedgerId id, Func<T> change, CancellationToken cancellationToken) => change();

    protected override IEnumerable<MonthAddress> AddressesOf(Firm firm) => new FolderContent(office, firm.Identifier).Months();
}
