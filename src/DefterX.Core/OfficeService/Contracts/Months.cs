using System;
using System.Collections.Generic;
using DefterX.Ledgers;

namespace DefterX.OfficeService.Contracts;

/// <summary>Which month: a firm's, or a branch's, and which book.</summary>
/// <param name="Firm">VKN or TCKN.</param>
/// <param name="Period">yyyy-MM.</param>
/// <param name="Branch">Four digits, or null.</param>
/// <param name="Book">Journal (with the general ledger) or Inventory.</param>
internal sealed record MonthAddress(string Firm, string Period, string? Branch, LedgerBook Book)
{
    /// <summary>As in the routes, <c>1234567890/2026-09/-/journal</c>.</summary>
    public string Path => $"{Firm}/{Period}/{Branch ?? "-"}/{(Book == LedgerBook.Inventory ? "inventory" : "journal")}";

    public override string ToString() => Path;
}

/// <summary>Where a month stands.</summary>
/// <param name="Version">Grows with each commit.</param>
/// <param name="Change">The office's change that it was last part of.</param>
/// <param name="Holder">Who has it now; null where nobody has.</param>
internal sealed record MonthEntry(MonthAddress Month, long Version, long Change, LedgerState State, MonthFigures Figures, LeaseHolder? Holder);

/// <param name="Change">For the next question, as <c>since</c>.</param>
internal sealed record MonthList(long Change, IReadOnlyList<MonthEntry> Months);

/// <summary>What is shown of a month without its files.</summary>
internal sealed record MonthFigures
{
    public long Entries { get; init; }

    public long Lines { get; init; }

    public decimal TotalDebit { get; init; }

    public decimal TotalCredit { get; init; }

    public long FirstEntryNumber { get; init; }

    public long LastEntryNumber { get; init; }

    public int Parts { get; init; }

    public string? SignedBy { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }

    public string? LastError { get; init; }

    /// <summary>The highest number of a part that was taken back; it is never used again.</summary>
    public int LastRemovedPart { get; init; }
}

/// <summary>A month with what it consists of.</summary>
/// <param name="Files">Ordered by name.</param>
/// <param name="Log">The lines of filing.jsonl, oldest first.</param>
internal sealed record MonthDocument(MonthEntry Entry, IReadOnlyList<FileEntry> Files, IReadOnlyList<string> Log);

/// <summary>A file of a month.</summary>
/// <param name="Name"><see cref="FileNames.IsValid"/>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">64 hexadecimal digits, lower case.</param>
internal sealed record FileEntry(string Name, long Length, string Sha256);

/// <summary>Who works on a month.</summary>
internal sealed record LeaseHolder(string User, string Machine, DateTimeOffset Since);

/// <param name="Lease">Random, made by the client: 32 bytes or more, base64url. The same again renews.</param>
/// <param name="Replaces">The lease of the holder's own process that was killed, or null.</param>
internal sealed record LeaseRequest(string Lease, string? Replaces);

/// <param name="Seconds">How long it lasts without being renewed.</param>
/// <param name="Month">Version 0, without files, where nothing is kept yet.</param>
internal sealed record LeaseGrant(double Seconds, MonthDocument Month);

/// <summary>What changed, all or nothing.</summary>
/// <param name="CommitId">Random; the same again is the same commit.</param>
/// <param name="Version">What was worked from.</param>
/// <param name="Put">New or changed files; their contents were uploaded.</param>
/// <param name="Delete">Names of files that went.</param>
/// <param name="Log">Lines that were added to filing.jsonl.</param>
internal sealed record CommitRequest(
    string CommitId,
    string Lease,
    long Version,
    IReadOnlyList<FileEntry> Put,
    IReadOnlyList<string> Delete,
    IReadOnlyList<string> Log,
    LedgerState State,
    MonthFigures Figures);

internal sealed record CommitResponse(long Version, long Change);
