using System;

namespace DefterX.Ledgers;

/// <summary>A line of <c>filing.jsonl</c>: something that was intended, done or answered.</summary>
internal sealed record FilingEvent
{
    /// <summary>When, with the offset of the machine.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What.</summary>
    public required FilingStep Step { get; init; }

    /// <summary>The branch's number, or null.</summary>
    public string? Branch { get; init; }

    /// <summary>The book; null for the journal.</summary>
    public LedgerBook? Book { get; init; }

    /// <summary>The package's id, for what concerns one.</summary>
    public string? Package { get; init; }

    /// <summary>Test or Production, for what concerns GİB.</summary>
    public string? Environment { get; init; }

    /// <summary>GİB's code.</summary>
    public string? Code { get; init; }

    /// <summary>GİB's text, a reason, or the signer's name.</summary>
    public string? Text { get; init; }

    /// <summary>SHA-256 of what was sent, hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>One of <see cref="ErrorIds"/>, for what failed.</summary>
    public string? ErrorId { get; init; }

    /// <summary>When GİB counter-signed the berat that was approved, as it says there; else null.</summary>
    public DateTimeOffset? CounterSignedAt { get; init; }

    /// <summary>Counts and numbers of a created month.</summary>
    public CreatedFigures? Figures { get; init; }
}

/// <summary>What a created month holds.</summary>
/// <param name="PartNumber">The number of its last part within the fiscal year.</param>
/// <param name="Entries">Number of entries.</param>
/// <param name="Lines">Number of lines.</param>
/// <param name="TotalDebit">Sum of the debits; of all lines in an inventory.</param>
/// <param name="TotalCredit">Sum of the credits; 0 in an inventory.</param>
/// <param name="FirstEntryNumber">The first entryNumberCounter.</param>
/// <param name="LastEntryNumber">The last entryNumberCounter.</param>
internal sealed record CreatedFigures(
    int PartNumber,
    long Entries,
    long Lines,
    decimal TotalDebit,
    decimal TotalCredit,
    long FirstEntryNumber,
    long LastEntryNumber);

/// <summary>Steps on a month's way.</summary>
internal enum FilingStep
{
    /// <summary>Journal, general ledger and report were written.</summary>
    Created,

    /// <summary>All files were signed.</summary>
    Signed,

    /// <summary>A package is about to be sent.</summary>
    Sending,

    /// <summary>GİB took a package.</summary>
    Sent,

    /// <summary>GİB refused the request; nothing of it is there.</summary>
    Refused,

    /// <summary>GİB took a package and could not process it.</summary>
    Rejected,

    /// <summary>GİB processed a package.</summary>
    Processed,

    /// <summary>The approved berat of a package was verified and stored.</summary>
    Approved,

    /// <summary>The month was taken back.</summary>
    Removed,

    /// <summary>Something did not succeed. What came before it still holds: a package that was about to be sent may be there.</summary>
    Failed,

    /// <summary>A package was written for somebody to upload.</summary>
    Packed,

    /// <summary>GİB was asked about a package that it had taken, and did not know it (the code is 304); or knew it again.</summary>
    Asked,
}
