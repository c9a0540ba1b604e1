using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Files;
using DefterX.Ledgers;
using DefterX.Ledgers.Rules;
using DefterX.Signatures;

namespace DefterX.Filing.Signing;

/// <summary>Signs files of a created month on one thread.</summary>
/// <remarks>A berat holds the signed ledger's signature value and size, so the ledgers of a part are signed first and the berats made of
/// them (design: a berat needs the signed ledger). Each step leaves whole files; what is signed already is not signed again.</remarks>
internal sealed class MonthSigner
{
    private readonly SigningMonth _month;
    private readonly SigningProgress _progress;
    private readonly FileSigner _signer;
    private readonly CancellationToken _cancellationToken;
    private TimeSpan _waited;

    public MonthSigner(SigningMonth month, FilingContext context, SigningProgress progress, CancellationToken cancellationToken)
    {
        _month = month;
        _progress = progress;
        _signer = new FileSigner(context, new QueuedKey(month.Queue!, OnSigned));
        _cancellationToken = cancellationToken;
    }

    private LedgerId Id => _month.Id;

    /// <summary>Signs the ledgers of a part, makes their berats and signs these.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/>, and those of the device.</exception>
    public void SignPart(int part)
    {
        IReadOnlyList<LedgerFileKind> ledgers = Id.Book.Ledgers();
        SignedLedger[] signed = [.. ledgers.Select(ledger => SignFile(ledger, part))];
        if (signed.Length == 2) CheckSame(Id, signed[0].Facts, signed[1].Facts);
        for (int i = 0; i < signed.Length; i++) SignFile(ledgers[i].Berat(), part, ofLedger: signed[i]);
    }

    /// <summary>Signs the report of a journal; an inventory has none.</summary>
    public void SignReport()
    {
        if (Id.Book == LedgerBook.Journal) SignFile(LedgerFileKind.DR, 0);
    }

    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/>: a journal and its general ledger differ.</exception>
    internal static void CheckSame(LedgerId id, LedgerFacts journal, LedgerFacts ledger)
    {
        if (PairRules.JournalAndLedger(journal, ledger).FirstOrDefault() is not RuleFinding finding) return;
        throw new DefterXException(
            ErrorIds.LedgerInvalid, Text.Format(Strings.LedgersDiffer, id, finding.Code, finding.Message), id.Firm);
    }

    /// <param name="ofLedger">The ledger of which the berat is made; null where the file is there.</param>
    private SignedLedger SignFile(LedgerFileKind kind, int part, SignedLedger? ofLedger = null)
    {
        LedgerFileName name = Id.FileName(kind, part);
        string path = _month.Folder.PathOf(kind, part);
        if (LedgerStatus.IsSigned(path)) return ReadSigned(path, name);
        Stopwatch clock = Stopwatch.StartNew();
        TimeSpan waited = _waited;
        _progress.Begin(name);
        try
        {
            long bytes = ofLedger is null ? new FileInfo(path).Length : 0;
            SignedLedger signed = ofLedger is null
                ? _signer.Sign(path, name, _cancellationToken)
                : WriteAndSign(path, name, _month.Folder.PathOf(kind.Ledger(), part), ofLedger);
            _progress.End(_month, name, bytes, clock.Elapsed - (_waited - waited));
            return signed;
        }
        catch
        {
            _progress.GiveUp(name);
            throw;
        }
    }

    private SignedLedger WriteAndSign(string path, LedgerFileName name, string ledgerPath, SignedLedger ledger)
    {
        string temporary = AtomicFile.TemporaryName(path);
        try
        {
            using WrittenFile berat = new(name, temporary);
            BeratWriter.Write(berat.Writer, ledgerPath, ledger.Facts, ledger.SignatureValue, _cancellationToken);
            SignedLedger signed = _signer.SignWritten(berat, name, _cancellationToken);
            AtomicFile.Replace(temporary, path);
            return signed;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private void OnSigned(TimeSpan took, TimeSpan waited)
    {
        _waited += waited;
        _progress.Signed(_month, took);
    }

    private SignedLedger ReadSigned(string path, LedgerFileName name) =>
        new(LedgerFileCheck.Read(path, name, _cancellationToken), SignatureReader.ReadSignatureValue(path));
}
