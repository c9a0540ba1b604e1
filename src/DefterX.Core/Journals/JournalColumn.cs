namespace DefterX.Journals;

/// <summary>The columns of an export (docs/journal-csv.md).</summary>
internal enum JournalColumn
{
    /// <summary>Entry number.</summary>
    EntryNumber,

    /// <summary>Date of the entry.</summary>
    Date,

    /// <summary>Full account code.</summary>
    AccountCode,

    /// <summary>Name of that account.</summary>
    AccountName,

    /// <summary>Debit amount.</summary>
    Debit,

    /// <summary>Credit amount.</summary>
    Credit,

    /// <summary>Name of the main account; optional like all that follow.</summary>
    MainAccountName,

    /// <summary>Text of the line.</summary>
    Description,

    /// <summary>Text of the entry.</summary>
    EntryDescription,

    /// <summary>Kind of document.</summary>
    DocumentType,

    /// <summary>Its description when the kind is other.</summary>
    DocumentTypeDescription,

    /// <summary>Number of the document.</summary>
    DocumentNumber,

    /// <summary>Date of the document.</summary>
    DocumentDate,

    /// <summary>Means of payment.</summary>
    PaymentMethod,

    /// <summary>Who entered the entry.</summary>
    EnteredBy,
}
