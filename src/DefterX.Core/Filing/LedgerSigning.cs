using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Devices;
using DefterX.Files;
using DefterX.Ledgers;
using DefterX.Ledgers.Rules;
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
        IReadOnlyList<int> parts = folder.Parts();
        for (int i = 0; i < parts.Count; i++)
        {
            int part = parts[i];
            foreach (LedgerFileKind kind in id.Book.Ledgers())
            {
                Step(kind, part, 90.0 * i / parts.Count, path => SignFile(path, device, cancellationToken));
            }

            progress?.Report(new OperationProgress(Text.Format(Strings.Signing, id), Strings.SigningCheck, (int)(90 * (i + 0.4) / parts.Count)));
            LedgerFacts[] facts =
            [
                .. id.Book.Ledgers().Select(kind =>
                    LedgerFileCheck.Read(folder.PathOf(kind, part), id.FileName(kind, part), cancellationToken)),
            ];
            if (facts.Length == 2) CheckSame(id, facts[0], facts[1]);
            foreach ((LedgerFileKind kind, LedgerFacts ledgerFacts) in id.Book.Ledgers().Zip(facts, (kind, read) => (kind, read)))
            {
                string ledger = folder.PathOf(kind, part);
                Step(
                    kind.Berat(),
                    part,
                    90 * (i + 0.7) / parts.Count,
                    path => MakeBerat(path, ledger, ledgerFacts, device, cancellationToken));
            }
        }

        if (id.Book == LedgerBook.Journal) Step(LedgerFileKind.DR, 0, 90, path => SignFile(path, device, cancellationToken));
        folder.Log.Append(new FilingEvent { Time = _context.Clock(), Step = FilingStep.Signed, Text = device.Device.Owner });
        _context.Logger.LogInformation("{Ledger} signed by {Owner}", id, device.Device.Owner);
        return _overview.Get(id);

        void Step(LedgerFileKind kind, int part, double percent, Action<string> make)
        {
            string path = folder.PathOf(kind, part);
            if (LedgerStatus.IsSigned(path)) return;
            progress?.Report(new OperationProgress(Text.Format(Strings.Signing, id), Path.GetFileName(path), (int)percent));
            make(path);
        }
    }

    private void SignFile(string path, ConnectedDevice device, CancellationToken cancellationToken) =>
        Sign(path, path, device, cancellationToken);

    private void MakeBerat(
        string path, string ledgerPath, LedgerFacts facts, ConnectedDevice device, CancellationToken cancellationToken)
    {
        string unsigned = AtomicFile.TemporaryName(path);
        try
        {
            using (FileStream stream = AtomicFile.CreateNew(unsigned))
            {
                string value = SignatureReader.ReadSignatureValue(ledgerPath);
                BeratWriter.Write(stream, ledgerPath, facts, value, cancellationToken);
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

    private static void CheckSame(LedgerId id, LedgerFacts journal, LedgerFacts ledger)
    {
        if (PairRules.JournalAndLedger(journal, ledger).FirstOrDefault() is not RuleFinding finding) return;
        throw new DefterXException(
            ErrorIds.LedgerInvalid, Text.Format(Strings.LedgersDiffer, id, finding.Code, finding.Message), id.Firm);
    }
}
