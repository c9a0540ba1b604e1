using System.Collections.Generic;
using System.IO;
using System.Threading;
using DefterX.Files;
using DefterX.Gib;
using DefterX.Ledgers;

namespace DefterX.Filing.Delivery;

/// <summary>Writes a signed month's packages for somebody to upload at GİB's portal, which takes the devices that the service does
/// not.</summary>
internal sealed class PackageExport
{
    private readonly FilingContext _context;

    public PackageExport(FilingContext context) => _context = context;

    /// <summary>Writes the packages; those of the same name are replaced.</summary>
    /// <param name="targetFolder">Where to; it is made where it is not there.</param>
    /// <returns>Their paths, in the order in which GİB wants them: berats, then the report (Teknik Kılavuz 2.6).</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerNotCreated"/>, <see cref="ErrorIds.LedgerNotSigned"/>,
    /// <see cref="ErrorIds.SignatureInvalid"/>; <see cref="ErrorIds.LedgerExists"/>: GİB has the month already.</exception>
    public IReadOnlyList<string> Export(LedgerId id, string targetFolder, CancellationToken cancellationToken)
    {
        MonthFolder folder = _context.Folder(id);
        LedgerDelivery.RequireSigned(folder);
        using System.IDisposable guard = _context.Locks.Hold(folder, cancellationToken);
        LedgerState state = LedgerDelivery.RequireSigned(folder);
        if (state is LedgerState.Sent or LedgerState.Approved)
        {
            throw new DefterXException(ErrorIds.LedgerExists, Text.Format(Strings.SentAlready, id, LedgerStateNames.Of(state)), id.Firm);
        }

        LedgerDelivery.RequireValidSignatures(folder, cancellationToken);
        MonthRecord record = new(_context, folder);
        PrivateFolder.Create(targetFolder);
        List<string> written = [];
        foreach ((LedgerFileKind kind, int part, string package) in record.Packages())
        {
            cancellationToken.ThrowIfCancellationRequested();
            string zip = Path.Combine(targetFolder, package + ".zip");
            PackageWriter.Write(zip, PackageContents.Of(folder, kind, part));
            record.Record(FilingStep.Packed, package, sha256: FileDigest.Sha256(zip));
            written.Add(zip);
        }

        return written;
    }
}
