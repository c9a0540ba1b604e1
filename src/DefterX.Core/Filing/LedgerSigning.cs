using System;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Devices;
using DefterX.Files;
using DefterX.Ledgers;
using DefterX.Signatures;
using Microsoft.Extensions.Logging;

namespace DefterX.Filing;

/// <summary>Signs a created month and makes its berats.</summary>
/// <remarks>A berat holds the signed ledger's signature value and size, so the ledgers are signed first, the berats made of them, and
/// the report signed last (design: a berat needs the signed ledger). Each step leaves whole files; a second call goes on.</remarks>
internal sealed class LedgerSigning
{
    private readonly FilingContext _context;
    private readonly LedgerOverview _overview;

    public LedgerSigning(FilingContext context, LedgerOverview overview)
    {
        _context = context;
        _overview = overview;
    }

    /// <summary>Signs what is not signed yet.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerNotCreated"/>, <see cref="ErrorIds.DeviceRequired"/>,
    /// <see cref="ErrorIds.SignerNotAuthorized"/>, <see cref="ErrorIds.LedgerInvalid"/>, and those of the device.</exception>
    public Ledger Sign(LedgerId id, IProgress<OperationProgress>? progress, CancellationToken cancellationToken)
    {
        MonthFolder folder = _context.Folder(id);
        LedgerState state = LedgerStatus.StateOf(folder) ?? throw LedgerPreparation.NotCreated(id);
        if (state != LedgerState.Created) return _overview.Get(id);
        ConnectedDevice device = _context.SignerOf(id.Firm);
        using IDisposable guard = folder.Lock();
        Step(LedgerFileKind.Y, 0, path => SignFile(path, device, cancellationToken));
        Step(LedgerFileKind.K, 20, path => SignFile(path, device, cancellationToken));
        progress?.Report(new OperationProgress(Text.Format(Strings.Signing, id), Strings.SigningCheck, 40));
        LedgerSummary journal = LedgerFileReader.Read(folder.PathOf(LedgerFileKind.Y), LedgerFileKind.Y, cancellationToken);
        LedgerSummary ledger = LedgerFileReader.Read(folder.PathOf(LedgerFileKind.K), LedgerFileKind.K, cancellationToken);
        CheckSame(id, journal, ledger);
        Step(LedgerFileKind.YB, 60, path => MakeBerat(path, folder.PathOf(LedgerFileKind.Y), journal, device, cancellationToken));
        Step(LedgerFileKind.KB, 75, path => MakeBerat(path, folder.PathOf(LedgerFileKind.K), ledger, device, cancellationToken));
        Step(LedgerFileKind.DR, 90, path => SignFile(path, device, cancellationToken));
        folder.Log.Append(new FilingEvent { Time = _context.Clock(), Step = FilingStep.Signed, Text = device.Device.Owner });
        _context.Logger.LogInformation("{Ledger} signed by {Owner}", id, device.Device.Owner);
        return _overview.Get(id);

        void Step(LedgerFileKind kind, int percent, Action<string> make)
        {
            string path = folder.PathOf(kind);
            if (File.Exists(path) && LedgerStatus.EndsInSignature(path)) return;
            progress?.Report(new OperationProgress(Text.Format(Strings.Signing, id), Path.GetFileName(path), percent));
            make(path);
        }
    }

    private void SignFile(string path, ConnectedDevice device, CancellationToken cancellationToken) =>
        Sign(path, path, device, cancellationToken);

    private void MakeBerat(
        string path, string ledgerPath, LedgerSummary summary, ConnectedDevice device, CancellationToken cancellationToken)
    {
        string unsigned = AtomicFile.TemporaryName(path);
        try
        {
            using (FileStream stream = AtomicFile.CreateNew(unsigned))
            {
                string value = SignatureReader.ReadSignatureValue(ledgerPath);
                BeratWriter.Write(stream, ledgerPath, summary, value, cancellationToken);
            }

            Sign(unsigned, path, device, cancellationToken);
        }
        finally
        {
            File.Delete(unsigned);
        }
    }

    private void Sign(string source, string path, ConnectedDevice device, CancellationToken cancellationToken)
    {
        string signed = AtomicFile.TemporaryName(path);
        try
        {
            XadesSigner.Sign(source, signed, device.Key, _context.TurkeyTime, cancellationToken);
            AtomicFile.Replace(signed, path);
        }
        finally
        {
            File.Delete(signed);
        }
    }

    private static void CheckSame(LedgerId id, LedgerSummary journal, LedgerSummary ledger)
    {
        bool isSame = journal.Totals.Lines == ledger.Totals.Lines
            && journal.LastLineNumber == ledger.LastLineNumber
            && journal.UniqueId.Substring(3) == ledger.UniqueId.Substring(3)
            && journal.Totals.Accounts.Select(a => (a.Account, a.Debit, a.Credit))
                .SequenceEqual(ledger.Totals.Accounts.Select(a => (a.Account, a.Debit, a.Credit)));
        if (!isSame) throw new DefterXException(ErrorIds.LedgerInvalid, Text.Format(Strings.LedgersDiffer, id), id.Firm);
    }
}
