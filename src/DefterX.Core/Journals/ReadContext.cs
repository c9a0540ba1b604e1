using System;
using System.Collections.Generic;

namespace DefterX.Journals;

/// <summary>What a reader needs beside the files.</summary>
internal sealed record ReadContext
{
    private static readonly Dictionary<string, DocumentTypeCode> s_none = new(StringComparer.Ordinal);

    /// <summary>Who is named when the export names nobody; at least two characters.</summary>
    public required string EnteredBy { get; init; }

    /// <summary>ISO 4217 code of the books' currency.</summary>
    public string Currency { get; init; } = "TRY";

    /// <summary>What the office's codes of documents stand for.</summary>
    public IReadOnlyDictionary<string, DocumentTypeCode> DocumentTypeCodes { get; init; } = s_none;

    /// <summary>Takes what the export leaves unsaid.</summary>
    public ImportNotices Notices { get; init; } = new();
}
