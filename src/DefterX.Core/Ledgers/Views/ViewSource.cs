using System.Collections.Generic;

namespace DefterX.Ledgers.Views;

/// <summary>What must be known of a file before its pages are written; the entries of a ledger are not kept.</summary>
internal sealed record ViewSource
{
    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>What it is, by its content.</summary>
    public required ViewKind Kind { get; init; }

    /// <summary>The document, UTF-8: whole for berats and reports; for ledgers without entryHeaders and attached files.</summary>
    public required byte[] Frame { get; init; }

    /// <summary>ISO 4217 code of the books.</summary>
    public required string Currency { get; init; }

    /// <summary>Number of entryHeaders.</summary>
    public required long Entries { get; init; }

    /// <summary>Number of entryDetails.</summary>
    public required long Lines { get; init; }

    /// <summary>Sum of the debits.</summary>
    public required decimal Debit { get; init; }

    /// <summary>Sum of the credits.</summary>
    public required decimal Credit { get; init; }

    /// <summary>Before which line, counted from 0, the second and each further page starts.</summary>
    public required IReadOnlyList<long> PageStarts { get; init; }

    /// <summary>Whether the frame has no entries, so that they must be read again.</summary>
    public bool IsLedger => Kind is ViewKind.Yevmiye or ViewKind.Kebir or ViewKind.Envanter;

    /// <summary>Number of pages.</summary>
    public int Pages => PageStarts.Count + 1;
}
