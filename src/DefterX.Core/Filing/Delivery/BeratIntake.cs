using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Filing.Adoption;
using DefterX.Ledgers;

namespace DefterX.Filing.Delivery;

/// <summary>Takes in approved berats that somebody downloaded at GİB's portal, with the same checks as those from the service.</summary>
internal sealed class BeratIntake
{
    // An approved berat takes some tens of KiB.
    private const long Largest = 16L << 20;
    private readonly FilingContext _context;
    private readonly LedgerOverview _overview;

    public BeratIntake(FilingContext context, LedgerOverview overview)
    {
        _context = context;
        _overview = overview;
    }

    /// <summary>Takes in the approved berats of a month.</summary>
    /// <param name="month">The files that were found, with or without GİB's prefix; others than berats are passed over.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerNotCreated"/>, <see cref="ErrorIds.LedgerNotSigned"/>,
    /// <see cref="ErrorIds.SignatureInvalid"/>, <see cref="ErrorIds.LedgerInvalid"/>; the berats before the bad one were taken.</exception>
    public Ledger Take(FoundMonth month, CancellationToken cancellationToken)
    {
        MonthFolder folder = _context.Folder(month.Id);
        LedgerDelivery.RequireSigned(folder);
        using IDisposable guard = _context.Locks.Hold(folder, cancellationToken);
        if (LedgerDelivery.RequireSigned(folder) == LedgerState.Approved) return _overview.Get(month.Id);
        MonthRecord record = new(_context, folder);
        foreach (KeyValuePair<LedgerFileName, string> file in Candidates(month)) Take(record, file.Key, file.Value, cancellationToken);
        RecordReport(record);
        return _overview.Get(month.Id);
    }

    /// <summary>The approved berats; a file under a berat's own name may be one too, where there is no other.</summary>
    private static KeyValuePair<LedgerFileName, string>[] Candidates(FoundMonth month)
    {
        KeyValuePair<LedgerFileName, string>[] berats =
        [
            .. month.Files
                .Where(file => file.Key.Kind.IsBerat() && (file.Key.IsApproved || !month.Files.ContainsKey(file.Key with { IsApproved = true })))
                .OrderBy(file => file.Key.Part).ThenBy(file => file.Key.Kind),
        ];
        return berats.Length > 0
            ? berats
            : throw new DefterXException(ErrorIds.SignatureInvalid, Text.Format(Strings.NoBerats, month.Id), month.Id.Firm);
    }

    private static void Take(MonthRecord record, LedgerFileName name, string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string berat = record.Folder.PathOf(name.Kind, name.Part);
        if (!File.Exists(berat))
        {
            throw new DefterXException(ErrorIds.SignatureInvalid, Text.Format(Strings.BeratNotHere, name, berat), record.Id.Firm);
        }

        if (record.LastStep(name.PackageId) == FilingStep.Approved) return;
        if (new FileInfo(path).Length > Largest)
        {
            throw new DefterXException(ErrorIds.SignatureInvalid, Text.Format(Strings.PackageTooLarge, path, Largest >> 20), record.Id.Firm);
        }

        string approved = record.Folder.ApprovedPathOf(name.Kind, name.Part);
        DateTimeOffset? counterSignedAt =
            ApprovedBerat.Store(File.ReadAllBytes(path), berat, approved, Strings.PortalBeratInvalid, cancellationToken);
        record.Record(FilingStep.Approved, name.PackageId, Strings.FiledAtPortal, counterSignedAt: counterSignedAt);
    }

    /// <summary>Nothing of a report can be downloaded: it is uploaded last, so that a month all of whose berats are approved has it,
    /// unless the service was told of it.</summary>
    private static void RecordReport(MonthRecord record)
    {
        (LedgerFileKind Kind, int Part, string Id)[] packages = [.. record.Packages()];
        bool isFiled = packages.Where(package => package.Kind.IsBerat()).All(package => record.LastStep(package.Id) == FilingStep.Approved);
        if (!isFiled) return;
        foreach ((LedgerFileKind kind, int _, string package) in packages)
        {
            if (kind == LedgerFileKind.DR && record.LastStep(package) is null) record.Record(FilingStep.Processed, package, Strings.FiledAtPortal);
        }
    }
}
