using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Certificates;
using DefterX.Files;
using DefterX.Filing.Creation;
using DefterX.Filing.Delivery;
using DefterX.Ledgers;
using DefterX.Ledgers.Views;
using DefterX.Office;
using DefterX.Signatures;
using Microsoft.Extensions.Logging;

namespace DefterX.Filing.Adoption;

/// <summary>Takes in months that LUCA or other approved software created, byte for byte; from there on they are like our own.</summary>
internal sealed class LedgerAdoption
{
    private readonly FilingContext _context;
    private readonly LedgerOverview _overview;

    public LedgerAdoption(FilingContext context, LedgerOverview overview)
    {
        _context = context;
        _overview = overview;
    }

    /// <summary>The months of which there are files, firm by firm in the order of their dates.</summary>
    /// <param name="onError">Takes <see cref="ErrorIds.FirmNotFound"/> for a firm or branch that is not in the office.</param>
    public IEnumerable<FoundMonth> Months(LedgerSources sources, Action<DefterXException> onError)
    {
        IEnumerable<IGrouping<LedgerFileName, (LedgerFileName Name, string Path)>> months = sources.Files
            .GroupBy(file => file.Name with { Kind = file.Name.Kind.Book().Ledgers()[0], Part = 0, IsApproved = false })
            .OrderBy(month => month.Key.Identifier, StringComparer.Ordinal).ThenBy(month => month.Key.Period);
        foreach (IGrouping<LedgerFileName, (LedgerFileName Name, string Path)> month in months)
        {
            LedgerId id;
            try
            {
                id = IdOf(month.Key);
            }
            catch (DefterXException e)
            {
                onError(e);
                continue;
            }

            yield return new FoundMonth(id, month.ToDictionary(file => file.Name, file => file.Path));
        }
    }

    /// <summary>Checks a month and copies it into the office; a report that is missing is made.</summary>
    /// <param name="force">Whether it replaces a month that is created here, and not signed to its end, or was rejected.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerExists"/>, <see cref="ErrorIds.LedgerInvalid"/>,
    /// <see cref="ErrorIds.SignatureInvalid"/>, <see cref="ErrorIds.PreviousPeriodMissing"/>; nothing was changed.</exception>
    public Ledger Adopt(FoundMonth month, bool force, CancellationToken cancellationToken)
    {
        LedgerId id = month.Id;
        month.RequireComplete();
        MonthFolder folder = _context.Folder(id);
        using MonthHold hold = _context.Locks.Hold(folder, cancellationToken);
        LedgerPreparation.RequireReplaceable(folder, force);
        using StagedFiles staged = new(folder);
        FoundMonth copies = month with { Files = Copy(month, staged, cancellationToken) };
        MonthCheck check = CheckOf(copies, cancellationToken);
        RequireSound(copies, check.Run(cancellationToken));
        Dictionary<LedgerFileName, Signature> signatures = VerifySignatures(copies, cancellationToken);
        if (id.Book == LedgerBook.Journal && !copies.Files.ContainsKey(id.FileName(LedgerFileKind.DR)))
        {
            WriteReport(copies, staged, check);
        }

        ViewStylesheets.WriteTo(folder.FolderPath);
        staged.Commit(record: () => Record(folder, copies, check, signatures));
        hold.Keep();
        _context.Logger.LogInformation("{Ledger} taken in, made by {Software}", id, check.SourceApplication);
        return _overview.Get(id);
    }

    /// <summary>The findings on a month that is not taken in.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/>: a ledger is missing;
    /// <see cref="ErrorIds.PreviousPeriodMissing"/>.</exception>
    public IEnumerable<Finding> Check(FoundMonth month, CancellationToken cancellationToken)
    {
        month.RequireComplete();
        return CheckOf(month, cancellationToken).Run(cancellationToken);
    }

    private MonthCheck CheckOf(FoundMonth month, CancellationToken cancellationToken)
    {
        OtherMonths others = _context.Others(month.Id);
        return new MonthCheck(
            month.Id,
            month.Ordered().Select(name => (name, month.Files[name])),
            LedgerSequence.Known(month.Id, others, cancellationToken),
            LedgerSequence.LastRemoved(month.Id, others));
    }

    private static void RequireSound(FoundMonth month, IEnumerable<Finding> findings)
    {
        (Finding? first, long errors) = findings.FirstError();
        if (first is null) return;
        LedgerFileName name = month.Files.First(file => file.Value == first.File).Key;
        throw Invalid(month.Id, Text.Format(Strings.MonthInvalid, month.Id, errors, name, first.Line, first.Code, first.Message));
    }

    /// <summary>What was done elsewhere is recorded as done, so that it is not done again.</summary>
    private void Record(
        MonthFolder folder, FoundMonth month, MonthCheck check, Dictionary<LedgerFileName, Signature> signatures)
    {
        string? signer = month.Ordered().Where(name => !name.IsApproved && signatures.ContainsKey(name))
            .Select(name => signatures[name].Signer).FirstOrDefault();
        folder.Log.Append(new FilingEvent
        {
            Time = _context.Clock(), Step = FilingStep.Created, Text = check.SourceApplication, Figures = check.Figures,
        });
        LedgerFileName[] ledgers = [.. month.Id.Book.Ledgers().SelectMany(month.Of)];
        LedgerFileName[] berats = [.. ledgers.Select(ledger => ledger with { Kind = ledger.Kind.Berat() })];
        bool isReportSigned = month.Id.Book != LedgerBook.Journal || IsSigned(month.Id.FileName(LedgerFileKind.DR));
        if (signer is not null && isReportSigned && ledgers.Concat(berats).All(IsSigned))
        {
            folder.Log.Append(new FilingEvent { Time = _context.Clock(), Step = FilingStep.Signed, Text = signer });
        }

        LedgerFileName[] approved = [.. berats.Where(berat => month.Files.ContainsKey(berat with { IsApproved = true }))];
        foreach (LedgerFileName berat in approved)
        {
            Append(FilingStep.Approved, berat.Kind, berat.Part, signatures[berat with { IsApproved = true }].CounterSignedAt);
        }

        // A report is sent last and never acknowledged by a file: where all berats are approved and it is signed, it was sent with them.
        if (approved.Length == berats.Length && isReportSigned && month.Id.Book == LedgerBook.Journal)
        {
            Append(FilingStep.Processed, LedgerFileKind.DR, 0);
        }

        bool IsSigned(LedgerFileName name) => month.Files.TryGetValue(name, out string? path) && LedgerStatus.IsSigned(path);

        void Append(FilingStep step, LedgerFileKind kind, int part, DateTimeOffset? counterSignedAt = null) => folder.Log.Append(new FilingEvent
        {
            Time = _context.Clock(),
            Step = step,
            Package = folder.Id.FileName(kind, part).PackageId,
            Environment = _context.Office.Settings.GibEnvironment.ToString(),
            Text = Strings.FiledElsewhere,
            CounterSignedAt = counterSignedAt,
        });
    }

    private static DefterXException Invalid(LedgerId id, string message) => new(ErrorIds.LedgerInvalid, message, id.Firm);

    private LedgerId IdOf(LedgerFileName name)
    {
        Firm firm = _context.Office.Firms.Get(name.Identifier);
        return FilingContext.Ledgers(firm, name.Period, name.Branch).SingleOrDefault(id => id.Branch?.Number == name.Branch) is LedgerId id
            ? id with { Book = name.Kind.Book() }
            : throw new DefterXException(ErrorIds.FirmNotFound, Text.Format(Strings.BranchNotFound, firm, name.Branch ?? "-"), firm);
    }

    /// <summary>What is checked is what is kept: the sources may change meanwhile.</summary>
    private static Dictionary<LedgerFileName, string> Copy(FoundMonth month, StagedFiles staged, CancellationToken cancellationToken)
    {
        Dictionary<LedgerFileName, string> copies = [];
        foreach (LedgerFileName name in month.Ordered())
        {
            cancellationToken.ThrowIfCancellationRequested();
            string copy = staged.Add(name);
            copies.Add(name, copy);
            using FileStream source = new(month.Files[name], FileMode.Open, FileAccess.Read, FileShare.Read);
            using FileStream target = AtomicFile.CreateNew(copy);
            source.CopyTo(target, 1 << 17);
            target.Flush(flushToDisk: true);
        }

        return copies;
    }

    /// <returns>The signatures of the files that are signed.</returns>
    private static Dictionary<LedgerFileName, Signature> VerifySignatures(FoundMonth month, CancellationToken cancellationToken)
    {
        Dictionary<LedgerFileName, Signature> signatures = [];
        foreach (LedgerFileName name in month.Ordered())
        {
            Signature signature = SignatureVerifier.Verify(month.Files[name], TrustedRoots.None, cancellationToken);
            bool mayBeUnsigned = !name.Kind.IsBerat();
            if (signature.Status == SignatureStatus.Valid)
            {
                signatures.Add(name, signature);
                if (name.IsApproved && !ApprovedBerat.IsOf(month.Files[name], month.Files[name with { IsApproved = false }]))
                {
                    throw new DefterXException(
                        ErrorIds.SignatureInvalid, Text.Format(Strings.ApprovedBeratInvalid, name, Strings.NotOurBerat), month.Id.Firm);
                }
            }
            else if (signature.Status != SignatureStatus.Unsigned || !mayBeUnsigned)
            {
                throw new DefterXException(
                    ErrorIds.SignatureInvalid, Text.Format(Strings.SignatureInvalid, name, signature.StatusMessage), month.Id.Firm);
            }
        }

        return signatures;
    }

    private static void WriteReport(FoundMonth month, StagedFiles staged, MonthCheck check)
    {
        LedgerFileName first = month.Ordered()[0];
        using WrittenFile report = staged.Create(month.Id.FileName(LedgerFileKind.DR));
        ReportWriter.Write(
            report.Writer, LedgerHead.Read(month.Files[first]), month.Id.Period, check.Figures.PartNumber, check.Totals);
        report.Close();
    }
}
