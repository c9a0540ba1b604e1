using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Filing.Signing;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Ledgers.Views;
using Microsoft.Extensions.Logging;

namespace DefterX.Filing.Creation;

/// <summary>Validates, creates and takes back months; no device is needed.</summary>
internal sealed class LedgerPreparation
{
    private readonly FilingContext _context;
    private readonly LedgerOverview _overview;

    public LedgerPreparation(FilingContext context, LedgerOverview overview)
    {
        _context = context;
        _overview = overview;
    }

    /// <summary>Checks a month: its ledgers once they were created, before that the imported entries, of which the result is recorded
    /// once all findings were taken.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalNotFound"/>, <see cref="ErrorIds.JournalUnreadable"/>.</exception>
    public IEnumerable<Finding> Validate(LedgerId id, CancellationToken cancellationToken)
    {
        MonthFolder folder = _context.Folder(id);
        return folder.IsCreated() ? MonthCheck.Of(folder, _context.Others(id), cancellationToken).Run(cancellationToken)
            : ValidateImport(id, cancellationToken);
    }

    private IEnumerable<Finding> ValidateImport(LedgerId id, CancellationToken cancellationToken)
    {
        ImportedBook book = ImportedBook.Of(id, Import(id));
        long errors = 0;
        foreach (Finding finding in book.Check(cancellationToken))
        {
            if (finding.Severity == FindingSeverity.Error) errors++;
            yield return finding;
        }

        KeepRecord(id, Record(book, errors), cancellationToken);
        _context.Logger.LogInformation("{Ledger} validated: {Entries} entries, {Errors} errors", id, book.Entries, errors);
    }

    private void KeepRecord(LedgerId id, ValidationRecord record, CancellationToken cancellationToken)
    {
        try
        {
            _ = _context.Months.Change(
                id,
                () =>
                {
                    record.Write(_context.FolderHere(id).ValidationPath);
                    return true;
                },
                cancellationToken);
        }
        catch (DefterXException e) when (e.ErrorId == ErrorIds.LedgerLocked)
        {
            // Whoever works on the month validates it as well; what was found was told.
            _context.Logger.LogInformation("{Ledger}: the validation was not recorded: {Reason}", id, e.Message);
        }
    }

    /// <summary>Validates and records the result, which is an error when there is one.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/> and those of <see cref="Validate"/>.</exception>
    public void Check(LedgerId id, CancellationToken cancellationToken) => ThrowIfInvalid(id, Validate(id, cancellationToken));

    /// <summary>What would be created: counts, totals, first and last entry number, for the accountant to confirm
    /// (Uygulama Kılavuzu, what software must show). Fails as creating would.</summary>
    /// <param name="validates">Whether the books are checked too, where that was not done; nothing is recorded of it.</param>
    /// <exception cref="DefterXException">As of <see cref="Create"/>, without those of the lock.</exception>
    public Ledger Preview(LedgerId id, LedgerCreateOptions options, bool validates, CancellationToken cancellationToken)
    {
        JournalImport import = Import(id);
        RequireOver(id, import);
        MonthFolder folder = _context.Folder(id);
        RequireReplaceable(folder, options.Force);
        LedgerCounters before = LedgerSequence.Before(id, _context.Others(id), cancellationToken);
        if (validates) EnsureValid(ImportedBook.Of(id, import), folder, cancellationToken);
        return _overview.Get(id) with
        {
            Entries = import.Entries,
            Lines = import.Lines,
            TotalDebit = import.TotalDebit,
            TotalCredit = import.TotalCredit,
            FirstEntryNumber = before.EntryNumber + 1,
            LastEntryNumber = before.EntryNumber + import.Entries,
        };
    }

    /// <summary>Creates journal, general ledger and report, and signs them where the options say so.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/> (nothing was written), <see cref="ErrorIds.LedgerExists"/>,
    /// <see cref="ErrorIds.PreviousPeriodMissing"/>, <see cref="ErrorIds.LedgerLocked"/> and those of <see cref="Validate"/>;
    /// the <see cref="StagedSigner.Failure"/>, with the month created and not signed to its end.</exception>
    public Ledger Create(LedgerId id, LedgerCreateOptions options, CancellationToken cancellationToken)
    {
        JournalImport import = Import(id);
        DateTime today = RequireOver(id, import);
        MonthFolder folder = _context.Folder(id);
        using MonthHold hold = _context.Locks.Hold(folder, cancellationToken);
        RequireReplaceable(folder, options.Force);
        LedgerCounters before = LedgerSequence.Before(id, _context.Others(id), cancellationToken);
        ImportedBook book = ImportedBook.Of(id, import);
        ValidationRecord validation = EnsureValid(book, folder, cancellationToken);
        LedgerRequest request = new(id, before, _context.Office.Settings.SourceApplication.ToString(), today)
        {
            SplitDates = options.SplitDates,
            Attachments = import.Attachments,
        };
        CreatedFigures figures =
            book.Create(folder, request, options.Signer, created => RecordCreated(folder, validation, created), cancellationToken);
        _context.Logger.LogInformation(
            "{Ledger} created: entries {First} to {Last}", id, figures.FirstEntryNumber, figures.LastEntryNumber);
        hold.Keep();
        if (options.Signer is StagedSigner signer) RecordSigned(folder, signer);
        return _overview.Get(id);
    }

    /// <summary>Takes a month back: one that was not sent is deleted, one that was goes to the folder of deleted months.</summary>
    /// <param name="reason">Why, for the record.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerNotCreated"/>, <see cref="ErrorIds.LedgerExists"/> when a later month
    /// is here.</exception>
    public Ledger Remove(LedgerId id, string reason)
    {
        MonthFolder folder = _context.Folder(id);
        if (!Directory.Exists(folder.FolderPath)) throw NotCreated(id); // a lock would make it
        using MonthHold hold = _context.Locks.Hold(folder, CancellationToken.None);
        if (folder.Files().Count == 0) throw NotCreated(id);
        if (LedgerSequence.HasLater(id, _context.Others(id)))
        {
            throw new DefterXException(ErrorIds.LedgerExists, Text.Format(Strings.LaterMonthExists, id), id.Firm);
        }

        IReadOnlyList<FilingEvent> log = folder.Log.ReadCurrent();
        CreatedFigures? figures = log.LastOrDefault(step => step.Step == FilingStep.Created)?.Figures;
        bool wasSent = WasSent(id);
        folder.Log.Append(new FilingEvent
        {
            // The other environment of GİB counts for itself: there the numbers are used up, and not here.
            Time = _context.Clock(), Step = FilingStep.Removed, Text = reason, Figures = figures, Environment = LedgerStatus.SentElsewhere(folder.Log),
        });
        foreach (string file in folder.Files())
        {
            if (wasSent) folder.SetAside(file);
            else File.Delete(file);
        }

        hold.Keep();
        _context.Logger.LogInformation("{Ledger} taken back: {Reason}", id, reason);
        return _overview.Get(id);
    }

    /// <summary>Whether anything of a month is, or may be, at GİB, in either environment.</summary>
    public bool WasSent(LedgerId id) => LedgerStatus.SentElsewhere(_context.Folder(id).Log) is not null
        || _context.Folder(id).Log.ReadCurrent().Any(
            step => step.Step is FilingStep.Sending or FilingStep.Sent or FilingStep.Processed or FilingStep.Approved);

    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerExists"/>: a month is there that is not made anew.</exception>
    internal static void RequireReplaceable(MonthFolder folder, bool force)
    {
        LedgerState? state = LedgerStatus.StateOf(folder);
        if (state is null || (force && state is LedgerState.Created or LedgerState.Rejected)) return;
        throw new DefterXException(ErrorIds.LedgerExists, Text.Format(Strings.LedgerExists, folder.Id, LedgerStateNames.Of(state.Value)), folder.Id.Firm);
    }

    internal static DefterXException NotCreated(LedgerId id) =>
        new(ErrorIds.LedgerNotCreated, Text.Format(Strings.LedgerNotCreated, id), id.Firm);

    private void RecordCreated(MonthFolder folder, ValidationRecord validation, CreatedFigures figures)
    {
        ViewStylesheets.WriteTo(folder.FolderPath);
        validation.Write(folder.ValidationPath);
        folder.Log.Append(new FilingEvent { Time = _context.Clock(), Step = FilingStep.Created, Figures = figures });
    }

    private void RecordSigned(MonthFolder folder, StagedSigner signer)
    {
        if (signer.Failure is DefterXException failure) throw failure;
        _context.RecordSigned(folder, signer.Owner);
    }

    /// <returns>The day in Turkey.</returns>
    private DateTime RequireOver(LedgerId id, JournalImport import)
    {
        DateTime today = _context.TurkeyTime.Date;
        DateTime last = id.Book == LedgerBook.Inventory ? import.LastDate : id.Period.End;
        return today >= last
            ? today
            : throw new DefterXException(ErrorIds.LedgerInvalid, Text.Format(Strings.PeriodNotOver, id, last), id.Firm);
    }

    private JournalImport Import(LedgerId id)
    {
        JournalImport import = _context.Import(id);
        JournalStore.EnsureUnchanged(import);
        return import;
    }

    private ValidationRecord EnsureValid(ImportedBook book, MonthFolder folder, CancellationToken cancellationToken)
    {
        ValidationRecord? record = ValidationRecord.Read(folder.ValidationPath);
        if (record is { Errors: 0 } && record.JournalSha256 == book.Import.Sha256) return record;
        ThrowIfInvalid(book.Id, book.Check(cancellationToken));
        return Record(book, 0);
    }

    private static void ThrowIfInvalid(LedgerId id, IEnumerable<Finding> findings)
    {
        (Finding? first, long errors) = findings.FirstError();
        if (first is null) return;
        throw new DefterXException(
            ErrorIds.LedgerInvalid,
            Text.Format(Strings.LedgerInvalid, id, errors, first.File, first.Line, first.Code, first.Message),
            id.Firm);
    }

    private ValidationRecord Record(ImportedBook book, long errors) => new()
    {
        JournalSha256 = book.Import.Sha256,
        Rules = JournalRules.Version,
        Time = _context.Clock(),
        Errors = errors,
        Entries = book.Entries,
        Lines = book.Lines,
        TotalDebit = book.TotalDebit,
        TotalCredit = book.TotalCredit,
    };
}
