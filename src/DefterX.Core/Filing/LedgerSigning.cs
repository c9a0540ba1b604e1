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
/// <remarks>A berat holds the signed ledger's signature value and size, so the ledgers of a part are signed first, the berats made of
/// them, and the report signed last (design: a berat needs the signed ledger). The rules run over each signed file before it takes
/// its place (Uygulama Kılavuzu, what software must do). Each step leaves whole files; a second call goes on.</remarks>
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
    /// <see cref="ErrorIds.SignerNotAuthorized"/>, <see cref="ErrorIds.LedgerInvalid"/>, <see cref="ErrorIds.TimeStampFailed"/>, and those
    /// of the device.</exception>
    public Ledger Sign(LedgerId id, IProgress<OperationProgress>? progress, CancellationToken cancellationToken)
    {
        MonthFolder folder = _context.Folder(id);
        LedgerState state = LedgerStatus.StateOf(folder) ?? throw LedgerPreparation.NotCreated(id);
        if (state != LedgerState.Created) return _overview.Get(id);
        ConnectedDevice device = _context.SignerOf(id.Firm);
        using IDisposable guard = folder.Lock();
        IReadOnlyList<int> parts = folder.Parts();
        foreach (int part in parts) SignPart(part);
        if (id.Book == LedgerBook.Journal) SignFile(LedgerFileKind.DR, 0, 0.95, null);
        folder.Log.Append(new FilingEvent { Time = _context.Clock(), Step = FilingStep.Signed, Text = device.Device.Owner });
        _context.Logger.LogInformation("{Ledger} signed by {Owner}", id, device.Device.Owner);
        return _overview.Get(id);

        void SignPart(int part)
        {
            double done = Math.Max(part - 1, 0) / (double)parts.Count;
            IReadOnlyList<LedgerFileKind> ledgers = id.Book.Ledgers();
            LedgerFacts[] facts = [.. ledgers.Select((kind, i) => SignFile(kind, part, done + (0.3 * i / parts.Count), null))];
            if (facts.Length == 2) CheckSame(id, facts[0], facts[1]);
            for (int i = 0; i < facts.Length; i++)
            {
                string ledger = folder.PathOf(ledgers[i], part);
                LedgerFacts read = facts[i];
                SignFile(ledgers[i].Berat(), part, done + (0.8 / parts.Count), path => WriteBerat(path, ledger, read, cancellationToken));
            }
        }

        LedgerFacts SignFile(LedgerFileKind kind, int part, double done, Action<string>? write)
        {
            LedgerFileName name = id.FileName(kind, part);
            string path = folder.PathOf(kind, part);
            if (LedgerStatus.IsSigned(path)) return LedgerFileCheck.Read(path, name, cancellationToken);
            progress?.Report(new OperationProgress(Text.Format(Strings.Signing, id), name.ToString(), (int)(done * 100)));
            return write is null
                ? Sign(path, path, name, device, cancellationToken)
                : WriteAndSign(path, name, device, write, cancellationToken);
        }
    }

    private LedgerFacts WriteAndSign(
        string path, LedgerFileName name, ConnectedDevice device, Action<string> write, CancellationToken cancellationToken)
    {
        string unsigned = AtomicFile.TemporaryName(path);
        try
        {
            write(unsigned);
            return Sign(unsigned, path, name, device, cancellationToken);
        }
        finally
        {
            File.Delete(unsigned);
        }
    }

    private LedgerFacts Sign(string source, string path, LedgerFileName name, ConnectedDevice device, CancellationToken cancellationToken)
    {
        string signed = AtomicFile.TemporaryName(path);
        try
        {
            XadesSigner.Sign(source, signed, device.Key, _context.TurkeyTime, _context.TimeStamps, cancellationToken);
            LedgerFacts facts = LedgerFileCheck.Read(signed, name, cancellationToken);
            AtomicFile.Replace(signed, path);
            return facts;
        }
        finally
        {
            File.Delete(signed);
        }
    }

    private static void WriteBerat(string path, string ledgerPath, LedgerFacts facts, CancellationToken cancellationToken)
    {
        using FileStream stream = AtomicFile.CreateNew(path);
        BeratWriter.Write(stream, ledgerPath, facts, SignatureReader.ReadSignatureValue(ledgerPath), cancellationToken);
    }

    private static void CheckSame(LedgerId id, LedgerFacts journal, LedgerFacts ledger)
    {
        if (PairRules.JournalAndLedger(journal, ledger).FirstOrDefault() is not RuleFinding finding) return;
        throw new DefterXException(
            ErrorIds.LedgerInvalid, Text.Format(Strings.LedgersDiffer, id, finding.Code, finding.Message), id.Firm);
    }
}
