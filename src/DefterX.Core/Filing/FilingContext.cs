using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Devices;
using DefterX.Filing.Delivery;
using DefterX.Filing.Sharing;
using DefterX.Filing.Signing;
using DefterX.Gib;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Ledgers.Calendar;
using DefterX.Office;
using DefterX.Signatures.TimeStamps;
using Microsoft.Extensions.Logging;

namespace DefterX.Filing;

/// <summary>What the steps of filing share: the office, its devices, the way to GİB, the locks, the clock and the log.</summary>
internal sealed class FilingContext : IDisposable
{
    private readonly object _gate = new();
    private GibAccess? _gib;
    private MonthLocks? _locks;

    /// <summary>The office.</summary>
    public required OfficeFolder Office { get; init; }

    /// <summary>The connected devices that may be used.</summary>
    public required Func<IReadOnlyList<ConnectedDevice>> Devices { get; init; }

    /// <summary>A client that signs its requests with a key.</summary>
    public required Func<ISigningKey, IGibClient> GibClients { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>Who stamps what is signed; null where no time stamps are wanted.</summary>
    public TimeStampAuthority? TimeStamps { get; init; }

    public Func<DateTimeOffset> Clock { get; init; } = () => DateTimeOffset.Now;

    /// <summary>The devices as those see them that take turns with them.</summary>
    public DeviceQueues Queues { get; } = new();

    /// <summary>The months that are kept from others.</summary>
    public MonthLocks Locks
    {
        get
        {
            lock (_gate) return _locks ??= new MonthLocks(Months);
        }
    }

    /// <summary>Where the months are kept.</summary>
    public MonthStore Months => MonthStore.Of(Office);

    /// <summary>The way to GİB.</summary>
    public GibAccess Gib
    {
        get
        {
            lock (_gate) return _gib ??= new GibAccess(this);
        }
    }

    /// <summary>The time in Turkey.</summary>
    public DateTimeOffset TurkeyTime => Clock().InTurkey();

    /// <summary>The import of a month.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalNotFound"/>, <see cref="ErrorIds.JournalUnreadable"/>.</exception>
    public JournalImport Import(LedgerId id)
    {
        _ = Months.Open(id);
        return JournalStore.Get(Office, id.Firm, id.Period, id.Branch?.Number, id.Book == LedgerBook.Inventory);
    }

    /// <summary>The books of a month: the one that is asked for, else the journal, and the inventory where there is one.</summary>
    public IReadOnlyList<LedgerId> Books(LedgerId id, LedgerBook? book)
    {
        if (book is LedgerBook asked) return [id with { Book = asked }];
        LedgerId inventory = id with { Book = LedgerBook.Inventory };
        return Months.Has(inventory) ? [id, inventory] : [id];
    }

    /// <summary>Closes the connections to GİB; the devices stay connected.</summary>
    public void Dispose()
    {
        _gib?.Dispose();
        Queues.Dispose();
    }

    /// <summary>The folder of a month with all that is kept of it.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.ServiceUnreachable"/>.</exception>
    public MonthFolder Folder(LedgerId id) => Months.Open(id);

    /// <summary>The folder of a month as it is on this PC.</summary>
    public MonthFolder FolderHere(LedgerId id) => MonthFolder.Of(Office, id);

    /// <summary>Notes that all files of a month are signed.</summary>
    /// <param name="owner">The common name of the signer.</param>
    public void RecordSigned(MonthFolder folder, string owner)
    {
        folder.Log.Append(new FilingEvent { Time = Clock(), Step = FilingStep.Signed, Text = owner });
        Logger.LogInformation("{Ledger} signed by {Owner}", folder.Id, owner);
    }

    /// <summary>The other months of the same firm and branch.</summary>
    public OtherMonths Others(LedgerId id) => Months.Others(id);

    /// <summary>A firm's ledgers of a month: one, or one for each branch.</summary>
    /// <param name="branch">A branch's number, or null for all.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.FirmNotFound"/>: the firm has no such branch.</exception>
    public static IReadOnlyList<LedgerId> Ledgers(Firm firm, Period period, string? branch = null)
    {
        if (branch is null && firm.Branches.Count == 0) return [new LedgerId(firm, period, null)];
        LedgerId[] ids = [.. firm.Branches.Where(b => branch is null || b.Number == branch).Select(b => new LedgerId(firm, period, b))];
        return ids.Length > 0
            ? ids
            : throw new DefterXException(ErrorIds.FirmNotFound, Text.Format(Strings.BranchNotFound, firm, branch), firm);
    }

    /// <summary>The device that signs a firm's ledgers: the firm's own, else one that the firm lists; of several the one of the kind
    /// that is for books (mali mühür, seal, e-imza).</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.DeviceRequired"/>, <see cref="ErrorIds.SignerNotAuthorized"/>,
    /// <see cref="ErrorIds.CertificateExpired"/>: it expired while it was connected; <see cref="ErrorIds.RoleRequired"/>: the login key is a
    /// preparer's.</exception>
    public ConnectedDevice SignerOf(Firm firm)
    {
        if (Office.Service is { Session.Role: OfficeRole.Preparer })
        {
            throw new DefterXException(ErrorIds.RoleRequired, Text.Format(Strings.SignerRoleRequired, Office), firm);
        }

        IReadOnlyList<ConnectedDevice> devices = Devices();
        if (devices.Count == 0) throw new DefterXException(ErrorIds.DeviceRequired, Strings.DeviceRequired, firm);
        ConnectedDevice signer = devices
            .Where(d => d.Device.Identifier.Length > 0
                && (d.Device.Identifier == firm.Identifier || firm.AuthorizedSigners.Contains(d.Device.Identifier)))
            .OrderBy(d => d.Device.NotAfter < Clock().LocalDateTime)
            .ThenBy(d => d.Device.Identifier != firm.Identifier)
            .ThenBy(d => d.Device.Kind)
            .FirstOrDefault()
            ?? throw new DefterXException(
                ErrorIds.SignerNotAuthorized,
                Text.Format(Strings.SignerNotAuthorized, firm, string.Join(", ", devices.Select(d => d.Device.Owner))),
                firm);
        if (signer.Device.NotAfter >= Clock().LocalDateTime) return signer;
        throw new DefterXException(
            ErrorIds.CertificateExpired, Text.Format(Strings.SignerExpired, signer.Device, signer.Device.NotAfter, firm), firm);
    }
}
