using System.Collections.Generic;
using System.Linq;
using DefterX.Filing.Delivery;
using DefterX.Filing.Sharing;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Ledgers.Calendar;
using DefterX.Office;

namespace DefterX.Filing;

/// <summary>Says where months stand.</summary>
internal sealed class LedgerOverview
{
    private readonly OfficeFolder _office;
    private FilingCalendar? _calendar;

    public LedgerOverview(OfficeFolder office) => _office = office;

    /// <summary>The state of a firm's month: that of its least advanced branch; Rejected wins, then Invalid.</summary>
    public LedgerState StateOf(Firm firm, Period period)
    {
        LedgerState[] states = [.. FilingContext.Ledgers(firm, period).Select(id => Get(id).State)];
        LedgerState[] winners = [LedgerState.Rejected, LedgerState.Invalid];
        return winners.Where(states.Contains).Append(states.Min()).First();
    }

    /// <summary>Until when a firm's month must be uploaded.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: the office's <c>holidays.json</c> is broken.</exception>
    public DueDate DueDateOf(Firm firm, Period period) => (_calendar ??= FilingCalendar.Of(_office)).DueDate(firm, period);

    /// <summary>The state and figures of a month, wherever it is kept.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: the office's <c>holidays.json</c> is broken;
    /// <see cref="ErrorIds.ServiceUnreachable"/>.</exception>
    public Ledger Get(LedgerId id) => MonthStore.Of(_office).Find(id, Blank(id)) ?? Read(id);

    /// <summary>The state and figures of a month, from what is on this PC.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: the office's <c>holidays.json</c> is broken.</exception>
    public Ledger Read(LedgerId id)
    {
        MonthFolder folder = MonthFolder.Of(_office, id);
        LedgerState? created = LedgerStatus.StateOf(folder);
        Ledger ledger = Blank(id) with { State = created ?? LedgerState.Missing };
        if (created is null) return BeforeCreation(ledger, id, folder);
        ledger = AfterCreation(ledger, folder);
        return created == LedgerState.Signed && LedgerStatus.SentElsewhere(folder.Log) is string other
            ? ledger with { LastError = MonthRecord.SentElsewhere(_office, id, other) }
            : ledger;
    }

    private Ledger Blank(LedgerId id)
    {
        // No deadline is published for inventories.
        DueDate? due = id.Book == LedgerBook.Journal ? DueDateOf(id.Firm, id.Period) : null;
        return new Ledger
        {
            Firm = id.Firm,
            Period = id.Period,
            Branch = id.Branch?.Number,
            Book = id.Book,
            State = LedgerState.Missing,
            DueDate = due?.Date,
            IsDueDateProvisional = due?.IsProvisional ?? false,
        };
    }

    private Ledger BeforeCreation(Ledger ledger, LedgerId id, MonthFolder folder)
    {
        JournalImport? import = JournalStore.Find(
            _office, id.Firm, id.Period, id.Branch?.Number, id.Book == LedgerBook.Inventory);
        if (import is null) return ledger;
        ValidationRecord? record = ValidationRecord.Read(folder.ValidationPath);
        bool isFresh = record?.JournalSha256 == import.Sha256;
        FilingEvent? failure = LedgerStatus.LastFailure(folder.Log.ReadCurrent());
        return ledger with
        {
            LastError = isFresh && failure?.Time >= record!.Time ? failure.Text : null,
            State = !isFresh ? LedgerState.Imported : record!.Errors == 0 ? LedgerState.Valid : LedgerState.Invalid,
            Entries = import.Entries,
            Lines = import.Lines,
            TotalDebit = import.TotalDebit,
            TotalCredit = import.TotalCredit,
        };
    }

    private static Ledger AfterCreation(Ledger ledger, MonthFolder folder)
    {
        IReadOnlyList<FilingEvent> log = folder.Log.ReadCurrent();
        CreatedFigures? figures = log.LastOrDefault(step => step.Step == FilingStep.Created)?.Figures;
        return ledger with
        {
            Entries = figures?.Entries ?? 0,
            Lines = figures?.Lines ?? 0,
            TotalDebit = figures?.TotalDebit ?? 0,
            TotalCredit = figures?.TotalCredit ?? 0,
            FirstEntryNumber = figures?.FirstEntryNumber ?? 0,
            LastEntryNumber = figures?.LastEntryNumber ?? 0,
            Parts = folder.Parts().Count,
            Files = folder.Files(),
            SignedBy = log.LastOrDefault(step => step.Step == FilingStep.Signed)?.Text,
            SentAt = log.LastOrDefault(step => step.Step == FilingStep.Sent)?.Time.LocalDateTime,
            ApprovedAt = ledger.State == LedgerState.Approved
                ? log.Where(step => step.Step == FilingStep.Approved).Max(step => step.CounterSignedAt ?? step.Time).LocalDateTime
                : null,
            LastError = ledger.State == LedgerState.Approved ? null : LedgerStatus.LastFailure(log)?.Text,
        };
    }
}
