using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Office;

namespace DefterX.Journals;

/// <summary>Exports that were imported as the journal, or the inventory, of a firm's month (and branch). Immutable.</summary>
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

    /// <summary>Whether it is an inventory.</summary>
    public bool IsInventory { get; init; }

    /// <summary>The layouts that were recognised, such as <c>LUCA Yevmiye Defteri (xlsx)</c>.</summary>
    public string Layout { get; init; } = "";

    /// <summary>Full path of the copy in the office folder; of several files, of the one that lists the entries.</summary>
    public required string Path { get; init; }

    /// <summary>Full paths of all copies.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Full paths of the PDF files that are to be part of the ledger.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Number of entries.</summary>
    public required long Entries { get; init; }

    /// <summary>Number of lines.</summary>
    public required long Lines { get; init; }

    /// <summary>Number of the first entry in the export's order.</summary>
    public string FirstEntryNumber { get; init; } = "";

    /// <summary>Number of the last entry in the export's order.</summary>
    public string LastEntryNumber { get; init; } = "";

    /// <summary>Earliest date of an entry.</summary>
    public DateTime FirstDate { get; init; }

    /// <summary>Latest date of an entry.</summary>
    public DateTime LastDate { get; init; }

    /// <summary>Sum of the debits; of an inventory, of all amounts.</summary>
    public required decimal TotalDebit { get; init; }

    /// <summary>Sum of the credits; of an inventory, 0.</summary>
    public required decimal TotalCredit { get; init; }

    /// <summary>How many places the exports leave something unsaid.</summary>
    public long Notices { get; init; }

    /// <summary>When it was imported, local time.</summary>
    public required DateTime ImportedAt { get; init; }

    /// <summary>SHA-256 of the file in lower-case hexadecimal; of several files, attachments and codes of documents, of all.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The files and attachments as they were when they were imported.</summary>
    internal IReadOnlyList<StoredFile> Stored { get; init; } = [];

    /// <summary>What the codes of documents in the files stand for.</summary>
    internal IReadOnlyDictionary<string, DocumentTypeCode> DocumentTypeCodes { get; init; } =
        new Dictionary<string, DocumentTypeCode>();

    /// <summary>Two are equal when they are the same import.</summary>
    public bool Equals(JournalImport? other) => other is not null && Firm == other.Firm && Period == other.Period
        && Branch == other.Branch && IsInventory == other.IsInventory && Sha256 == other.Sha256 && ImportedAt == other.ImportedAt
        && Files.SequenceEqual(other.Files, StringComparer.Ordinal)
        && (Entries, Lines, TotalDebit, TotalCredit) == (other.Entries, other.Lines, other.TotalDebit, other.TotalCredit);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Sha256);
}

/// <summary>A file as it was when it was imported.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Sha256">SHA-256 in lower-case hexadecimal.</param>
internal sealed record StoredFile(string Path, long Length, string Sha256);

/// <summary>How exports are imported.</summary>
/// <param name="Force">Replaces another import of the month; the old files are kept under other names.</param>
internal sealed record ImportOptions(bool Force = false)
{
    /// <summary>Whether the file is an inventory.</summary>
    public bool IsInventory { get; init; }

    /// <summary>What codes of documents stand for, beside or instead of what the office says.</summary>
    public IReadOnlyDictionary<string, DocumentTypeCode>? DocumentTypeCodes { get; init; }

    /// <summary>PDF files that are to be part of the ledger.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Takes what the exports leave unsaid.</summary>
    public ImportNotices Notices { get; init; } = new();
}
