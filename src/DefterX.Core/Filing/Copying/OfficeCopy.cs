using System.Collections.Generic;
using System.IO;
using System.Threading;
using DefterX.Files;
using DefterX.Filing.Sharing;
using DefterX.Ledgers;
using DefterX.Ledgers.Calendar;
using DefterX.Office;

namespace DefterX.Filing.Copying;

/// <summary>Copies firms and their months from an office into another, each in a folder or at a service. What is there stays as it is.</summary>
internal sealed class OfficeCopy
{
    private readonly LedgerOverview _overview;

    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: both are the same, or have different customer numbers.</exception>
    public OfficeCopy(OfficeFolder source, OfficeFolder target)
    {
        if (Path.GetFullPath(source.Path) == Path.GetFullPath(target.Path))
            throw new DefterXException(ErrorIds.OfficeInvalid, Text.Format(Strings.SameOffice, source), source.Path);
        if (source.Settings.CustomerNumber != target.Settings.CustomerNumber)
        {
            throw new DefterXException(
                ErrorIds.OfficeInvalid,
                Text.Format(Strings.OtherCustomer, source, source.Settings.CustomerNumber, target, target.Settings.CustomerNumber),
                source.Path);
        }

        Source = source;
        Target = target;
        _overview = new LedgerOverview(target);
    }

    public OfficeFolder Source { get; }

    public OfficeFolder Target { get; }

    /// <summary>Opens the folder into which an office is to be copied; makes it, with the office's settings, roots and holidays, where it is
    /// new or empty.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeExists"/>, <see cref="ErrorIds.OfficeInvalid"/>.</exception>
    public static OfficeFolder OpenOrCreate(OfficeFolder source, string path)
    {
        if (File.Exists(Path.Combine(path, "office.json"))) return OfficeFolder.Open(path);
        OfficeFolder target = OfficeFolder.Create(path, source.Settings with { TrustedRoots = [] }, [.. RootFiles.Of(source)]);
        string holidays = Path.Combine(source.Path, HolidaySettings.FileName);
        if (File.Exists(holidays)) AtomicFile.WriteAllText(Path.Combine(target.Path, HolidaySettings.FileName), File.ReadAllText(holidays));
        return target;
    }

    /// <summary>The months of a firm that the source has.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.FirmNotFound"/>: a branch that the firm does not have.</exception>
    public IReadOnlyList<LedgerId> MonthsOf(Firm firm) => MonthStore.Of(Source).All(firm);

    /// <summary>Adds a firm where it is missing.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.FirmExists"/>: it is there with other data.</exception>
    public void Copy(Firm firm) => Source.Firms.CopyTo(Target.Firms, firm);

    /// <summary>Copies a month of a firm that both have.</summary>
    /// <returns>The month as it is in the target; null where all of it was there.</returns>
    /// <inheritdoc cref="MonthCopy.Run"/>
    public Ledger? Copy(LedgerId id, CancellationToken cancellationToken) =>
        new MonthCopy(Source, Target, id).Run(cancellationToken) ? _overview.Get(id) : null;
}
