using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Office;

namespace DefterX.Ledgers;

/// <summary>A firm's month (and branch): where it stands and what it holds. Immutable.</summary>
public sealed record Ledger
{
    /// <summary>The firm.</summary>
    public required Firm Firm { get; init; }

    /// <summary>The firm's VKN or TCKN, for the pipeline by property name.</summary>
    public string Identifier => Firm.Identifier;

    /// <summary>The month.</summary>
    public required Period Period { get; init; }

    /// <summary>The branch's number, or null.</summary>
    public string? Branch { get; init; }

    /// <summary>Journal and general ledger, or inventory.</summary>
    public LedgerBook Book { get; init; }

    /// <summary>How far it is.</summary>
    public required LedgerState State { get; init; }

    /// <summary>Number of entries.</summary>
    public long Entries { get; init; }

    /// <summary>Number of lines.</summary>
    public long Lines { get; init; }

    /// <summary>Sum of the debits.</summary>
    public decimal TotalDebit { get; init; }

    /// <summary>Sum of the credits.</summary>
    public decimal TotalCredit { get; init; }

    /// <summary>Number of parts.</summary>
    public int Parts { get; init; }

    /// <summary>Full paths of the month's files, by part in the order Y, YB, K, KB or E, EB; then DR, then GIB-.</summary>
    // An array: PowerShell cannot index the lists that collection expressions make.
    public IReadOnlyList<string> Files { get; init => field = value.ToArray(); } = [];

    /// <summary>The first entryNumberCounter, 0 before creation.</summary>
    public long FirstEntryNumber { get; init; }

    /// <summary>The last entryNumberCounter, 0 before creation.</summary>
    public long LastEntryNumber { get; init; }

    /// <summary>The last day for the upload.</summary>
    public DateTime? DueDate { get; init; }

    /// <summary>Whether religious holidays that are not published yet may still move the due date.</summary>
    public bool IsDueDateProvisional { get; init; }

    /// <summary>Common name of the signer, or null.</summary>
    public string? SignedBy { get; init; }

    /// <summary>When the last package was sent, local time.</summary>
    public DateTime? SentAt { get; init; }

    /// <summary>When the last approved berat was counter-signed, local time.</summary>
    public DateTime? ApprovedAt { get; init; }

    /// <summary>The last refusal, or null.</summary>
    public string? LastError { get; init; }
}
