using System;
using DefterX.Office;

namespace DefterX.Journals;

/// <summary>An export that was imported for a firm's month (and branch). Immutable.</summary>
public sealed record JournalImport
{
    /// <summary>The firm.</summary>
    public required Firm Firm { get; init; }

    /// <summary>The firm's VKN or TCKN, for the pipeline by property name.</summary>
    public string Identifier => Firm.Identifier;

    /// <summary>The month.</summary>
    public required Period Period { get; init; }

    /// <summary>The branch's number, or null.</summary>
    public string? Branch { get; init; }

    /// <summary>Full path of the copy in the office folder.</summary>
    public required string Path { get; init; }

    /// <summary>Number of entries.</summary>
    public required long Entries { get; init; }

    /// <summary>Number of lines.</summary>
    public required long Lines { get; init; }

    /// <summary>Sum of the debits.</summary>
    public required decimal TotalDebit { get; init; }

    /// <summary>Sum of the credits.</summary>
    public required decimal TotalCredit { get; init; }

    /// <summary>When it was imported, local time.</summary>
    public required DateTime ImportedAt { get; init; }

    /// <summary>SHA-256 of the file in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>How an export is imported.</summary>
/// <param name="Force">Replaces another import of the month; the old file is kept under another name.</param>
internal sealed record ImportOptions(bool Force = false);
