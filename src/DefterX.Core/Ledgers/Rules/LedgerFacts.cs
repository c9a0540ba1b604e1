using System;
using System.Collections.Generic;

namespace DefterX.Ledgers.Rules;

/// <summary>What a document says of itself, read in one pass.</summary>
internal sealed class LedgerFacts
{
    /// <summary>Whether the document was read to its end.</summary>
    public bool IsComplete { get; set; }

    public DocumentKind Kind { get; set; }

    /// <summary>VKN or TCKN.</summary>
    public string Identifier { get; set; } = "";

    /// <summary>Kurum Unvanı or Adı Soyadı.</summary>
    public string Title { get; set; } = "";

    /// <summary>Şube No, or null.</summary>
    public string? BranchNumber { get; set; }

    /// <summary>Şube Adı, or null.</summary>
    public string? BranchName { get; set; }

    /// <summary>The ledger's number, such as YEV202609000009.</summary>
    public string UniqueId { get; set; } = "";

    /// <summary>The berat's or report's UUID, or null.</summary>
    public string? Uuid { get; set; }

    /// <summary>numberOfEntries of a berat, or null.</summary>
    public long? StatedEntries { get; set; }

    /// <summary>measurableQuantity of a berat, in MB, or null.</summary>
    public decimal? StatedSize { get; set; }

    public DateTime? CreationDate { get; set; }

    public DateTime? PeriodStart { get; set; }

    public DateTime? PeriodEnd { get; set; }

    public DateTime? FiscalYearStart { get; set; }

    public DateTime? FiscalYearEnd { get; set; }

    /// <summary>ISO 4217 code of the books.</summary>
    public string Currency { get; set; } = "TRY";

    public string SourceApplication { get; set; } = "";

    public long Entries { get; set; }

    public long Lines { get; set; }

    /// <summary>Gross movements, by main account.</summary>
    public LedgerTotals Totals { get; } = new();

    /// <summary>documentApplyToNumber of a report, by main account and side.</summary>
    public Dictionary<(string Account, bool IsDebit), long> StatedLines { get; } = [];

    public long FirstEntryCounter { get; set; }

    public long LastEntryCounter { get; set; }

    public long FirstLineNumber { get; set; }

    public long LastLineNumber { get; set; }

    /// <summary>The first entry's date as it is written, or null.</summary>
    public string? FirstDate { get; set; }

    public string? LastDate { get; set; }

    /// <summary>A digest of all lines that does not depend on their order: journal and general ledger of a part have the
    /// same.</summary>
    public LineDigest Digest { get; set; }

    /// <summary>Whether there is a signature.</summary>
    public bool IsSigned { get; set; }

    /// <summary>The text of the signature's value, or of a berat's copy of the ledger's, without white space; or null.</summary>
    public string? SignatureValue { get; set; }

    /// <summary>The text of a berat's copy of the ledger's signature value, without white space; or null.</summary>
    public string? LedgerSignatureValue { get; set; }

    /// <summary>How large the file is, in octets.</summary>
    public long Size { get; set; }

    /// <summary>How many errors there are, those not reported included.</summary>
    public long Errors { get; set; }

    public long Advices { get; set; }
}

/// <summary>The sum of the digests of lines.</summary>
internal readonly record struct LineDigest(ulong First, ulong Second)
{
    public LineDigest Add(ulong first, ulong second) => new(unchecked(First + first), unchecked(Second + second));
}
