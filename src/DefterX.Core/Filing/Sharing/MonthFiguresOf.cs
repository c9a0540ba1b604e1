using System;
using DefterX.Ledgers;
using DefterX.OfficeService.Contracts;

namespace DefterX.Filing.Sharing;

/// <summary>What a service keeps of a month beside its files.</summary>
internal static class MonthFiguresOf
{
    /// <summary>The figures of a month as its folder has them.</summary>
    public static MonthFigures Read(MonthFolder folder, Ledger ledger) => new()
    {
        Entries = ledger.Entries,
        Lines = ledger.Lines,
        TotalDebit = ledger.TotalDebit,
        TotalCredit = ledger.TotalCredit,
        FirstEntryNumber = ledger.FirstEntryNumber,
        LastEntryNumber = ledger.LastEntryNumber,
        Parts = ledger.Parts,
        SignedBy = ledger.SignedBy,
        SentAt = ledger.SentAt is DateTime sent ? new DateTimeOffset(sent) : null,
        ApprovedAt = ledger.ApprovedAt is DateTime approved ? new DateTimeOffset(approved) : null,
        LastError = ledger.LastError,
        LastRemovedPart = OtherMonths.LastRemoved(folder),
    };

    /// <summary>The month as the service has it.</summary>
    public static Ledger Apply(MonthEntry entry, Ledger blank) => blank with
    {
        State = entry.State,
        Entries = entry.Figures.Entries,
        Lines = entry.Figures.Lines,
        TotalDebit = entry.Figures.TotalDebit,
        TotalCredit = entry.Figures.TotalCredit,
        FirstEntryNumber = entry.Figures.FirstEntryNumber,
        LastEntryNumber = entry.Figures.LastEntryNumber,
        Parts = entry.Figures.Parts,
        SignedBy = entry.Figures.SignedBy,
        SentAt = entry.Figures.SentAt?.LocalDateTime,
        ApprovedAt = entry.Figures.ApprovedAt?.LocalDateTime,
        LastError = entry.Figures.LastError,
    };
}
