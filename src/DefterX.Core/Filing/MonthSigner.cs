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

namespace DefterX.Filing;

/// <summary>Signs files of a created month on one thread.</summary>
/// <remarks>A berat holds the signed ledger's signature value and size, so the ledgers of a part are signed first and the berats made of
/// them (design: a berat needs the signed ledger). The rules run over each signed file before it takes its place (Uygulama Kılavuzu,
/// what software must do). Each step leaves whole files; what is signed already is not signed again.</remarks>
internal sealed class MonthSigner
{
    private readonly SigningMonth _month;
    private readonly SigningProgress _progress;
    private readonly FilingContext _context;
    private readonly QueuedKey _key;
    private readonly CancellationToken _cancellationToken;

    public MonthSigner(SigningMonth month, FilingContext context, SigningProgress progress, CancellationToken cancellationToken)
    {
        _month = month;
        _progress = progress;
        _context = context;
        _key = new QueuedKey(month.Queue!, took => progress.Signed(month, took));
        _cancellationToken = cancellationToken;
    }

    private LedgerId Id => _month.Id;

    /// <summary>Signs the ledgers of a part, makes their berats and signs these.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/>, and those of the device.</exception>
    public void SignPart(int part)
    {
        IReadOnlyList<LedgerFileKind> ledgers = Id.Book.Ledgers();
        LedgerFacts[] facts = [.. ledgers.Select(ledger => SignFile(ledger, part))];
        if (facts.Length == 2) CheckSame(Id, facts[0], facts[1]);
        for (int i = 0; i < facts.Length; i++)
        {
            string ledger = _month.Folder.PathOf(ledgers[i], part);
            LedgerFacts read = facts[i];
            SignFile(ledgers[i].Berat(), part, path => WriteBerat(path, ledger, read));
        }
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

    /// <param name="write">Makes the unsigned file at a path; null where it is there.</param>
    private LedgerFacts SignFile(LedgerFileKind kind, int part, Action<string>? write = null)
    {
        LedgerFileName name = Id.FileName(kind, part);
        string path = _month.Folder.PathOf(kind, part);
        if (LedgerStatus.IsSigned(path)) return LedgerFileCheck.Read(path, name, _cancellationToken);
        Stopwatch clock = Stopwatch.StartNew();
        TimeSpan waited = _key.Waited;
        _progress.Begin(name);
        try
        {
            long bytes = write is null ? new FileInfo(path).Length : 0;
            LedgerFacts facts = write is null ? Sign(path, path, name) : WriteAndSign(path, name, write);
            _progress.End(_month, name, bytes, clock.Elapsed - (_key.Waited - waited));
            return facts;
        }
        catch
        {
            _progress.GiveUp(name);
            throw;
        }
    }

    private LedgerFacts WriteAndSign(string path, LedgerFileName name, Action<string> write)
    {
        string unsigned = AtomicFile.TemporaryName(path);
        try
        {
            write(unsigned);
            return Sign(unsigned, path, name);
        }
        finally
        {
            File.Delete(unsigned);
        }
    }

    private LedgerFacts Sign(string source, string path, LedgerFileName name)
    {
        string signed = AtomicFile.TemporaryName(path);
        try
        {
            XadesSigner.Sign(source, signed, _key, _context.TurkeyTime, _cancellationToken);
            LedgerFacts facts = LedgerFileCheck.Read(signed, name, _cancellationToken);
            AtomicFile.Replace(signed, path);
            return facts;
        }
        finally
        {
            File.Delete(signed);
        }
    }

    private void WriteBerat(string path, string ledgerPath, LedgerFacts facts)
    {
        using FileStream stream = AtomicFile.CreateNew(path);
        BeratWriter.Write(stream, ledgerPath, facts, SignatureReader.ReadSignatureValue(ledgerPath), _cancellationToken);
    }
}
