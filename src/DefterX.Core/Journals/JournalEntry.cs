using System;
using System.Collections.Generic;

namespace DefterX.Journals;

/// <summary>A journal entry (yevmiye maddesi) as an export gives it, in the export's order.</summary>
internal sealed record JournalEntry
{
    /// <summary>The voucher number (muhasebe fiş no) as in the export.</summary>
    public required string Number { get; init; }

    /// <summary>The entry's date.</summary>
    public required DateTime Date { get; init; }

    /// <summary>Who entered it, at least two characters.</summary>
    public required string EnteredBy { get; init; }

    /// <summary>The entry's comment, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>The lines in the export's order.</summary>
    public required IReadOnlyList<JournalLine> Lines { get; init; }

    /// <summary>The export in which it stands, as messages call it, or null when there is only one.</summary>
    public string? SourceFile { get; init; }

    /// <summary>The export's line (1-based) at which the entry begins.</summary>
    public required long SourceLine { get; init; }
}

/// <summary>A line of a journal entry.</summary>
internal sealed record JournalLine
{
    /// <summary>Main account, 3 or 4 digits.</summary>
    public required string AccountMainId { get; init; }

    /// <summary>Name of the main account.</summary>
    public required string AccountMainName { get; init; }

    /// <summary>Sub-account, which starts with the main account, or null.</summary>
    public string? AccountSubId { get; init; }

    /// <summary>Name of the sub-account, or null.</summary>
    public string? AccountSubName { get; init; }

    /// <summary>The amount as in the export: positive in a sound journal.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Whether the line is a debit (D); else a credit (C).</summary>
    public required bool IsDebit { get; init; }

    /// <summary>check, invoice, order-customer, order-vendor, voucher, shipment, receipt or other;
    /// null without a document.</summary>
    public string? DocumentType { get; init; }

    /// <summary>Description of a document of type other, or null.</summary>
    public string? DocumentTypeDescription { get; init; }

    /// <summary>The number printed on the document, or null.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>The document's date, or null.</summary>
    public DateTime? DocumentDate { get; init; }

    /// <summary>Means of payment, or null.</summary>
    public string? PaymentMethod { get; init; }

    /// <summary>The line's comment, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>The amount in another currency than that of the books, or null.</summary>
    public ForeignAmount? Foreign { get; init; }

    /// <summary>ISO 4217 code of <see cref="Amount"/> where it is not that of the books, as on memorandum accounts (nazım hesaplar)
    /// kept in another currency; else null (Uygulama Kılavuzu E).</summary>
    public string? AmountCurrency { get; init; }

    /// <summary>Shares of a fund, or null.</summary>
    public Fund? Fund { get; init; }

    /// <summary>The export's line, 1-based.</summary>
    public required long SourceLine { get; init; }
}
