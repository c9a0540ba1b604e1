using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Journals;

namespace DefterX.Office;

/// <summary>What an office says of itself, wherever it is kept. Immutable.</summary>
public sealed record OfficeInfo
{
    /// <summary>Full path of the office folder, or the address of the service.</summary>
    public required string Office { get; init; }

    /// <summary>The office's customer number, digits only.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>The office's name.</summary>
    public required string Name { get; init; }

    /// <summary>GİB's environment; fixed once something was sent.</summary>
    public required GibEnvironment GibEnvironment { get; init; }

    /// <summary>An address of GİB's web service other than the environment's, or null.</summary>
    public Uri? GibUri { get; init; }

    /// <summary>How certificates are sent to GİB's web service.</summary>
    public required GibTokenType GibTokenType { get; init; }

    /// <summary>How patient the office is with GİB's web service.</summary>
    public required GibRetrySettings GibRetry { get; init; }

    /// <summary>The software that the ledgers name as their source.</summary>
    public required SourceApplication SourceApplication { get; init; }

    /// <summary>After how long without use a session expires.</summary>
    public required TimeSpan SessionIdleTimeout { get; init; }

    /// <summary>The authority that is asked for time stamps where they are wanted, or null.</summary>
    public TimeStampSettings? TimeStamp { get; init; }

    /// <summary>The files by which the office trusts: names of those in its folder <c>roots</c>, paths of others as its settings have them.</summary>
    // An array: PowerShell cannot index the lists that collection expressions make.
    public IReadOnlyList<string> TrustedRoots { get; init => field = value?.ToArray()!; } = [];

    /// <summary>Full path of the file with the office's own holidays and due dates, on this PC; null where it has none.</summary>
    public string? HolidayPath { get; init; }

    /// <summary>What the office's codes of documents stand for, by code.</summary>
    public IReadOnlyDictionary<string, DocumentTypeCode> DocumentTypeCodes { get; init; } = new Dictionary<string, DocumentTypeCode>();

    /// <summary>Counts the changes at the service; null where the office is a folder.</summary>
    public long? Version { get; init; }

    /// <summary>The name and the customer number.</summary>
    public override string ToString() => $"{Name} ({CustomerNumber})";
}
