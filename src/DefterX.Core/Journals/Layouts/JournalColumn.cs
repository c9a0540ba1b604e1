namespace DefterX.Journals.Layouts;

/// <summary>The columns of exports (docs/journals.md, docs/inventory-csv.md).</summary>
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

    /// <summary>Amount in another currency.</summary>
    ForeignAmount,

    /// <summary>That currency.</summary>
    Currency,

    /// <summary>The rate by which it was turned into the books' currency.</summary>
    ExchangeRate,

    /// <summary>Day of the rate.</summary>
    ExchangeRateDate,

    /// <summary>Where the rate comes from.</summary>
    ExchangeRateSource,

    /// <summary>Currency of the amount where it is not that of the books.</summary>
    AmountCurrency,

    /// <summary>Shares of a fund.</summary>
    FundQuantity,

    /// <summary>Price of one share.</summary>
    FundCostPerUnit,

    /// <summary>Main account; of other programs' exports, like all that follow.</summary>
    MainAccountCode,

    /// <summary>Number of the entry in the journal (madde no).</summary>
    JournalNumber,

    /// <summary>Amount of either side, or of an inventory line.</summary>
    Amount,

    /// <summary>Side of the amount.</summary>
    Side,

    /// <summary>Amount of a sub-account below its main account's row.</summary>
    Detail,

    /// <summary>Debit balance of a trial balance.</summary>
    DebitBalance,

    /// <summary>Credit balance of a trial balance.</summary>
    CreditBalance,

    /// <summary>Number that a line must share with its entry (documentReference).</summary>
    Reference,

    /// <summary>Running number of a line.</summary>
    LineNumber,

    /// <summary>Running number of the entry, as its line states it.</summary>
    LineCounter,

    /// <summary>Running number of the entry.</summary>
    EntryCounter,

    /// <summary>Code of a counted item; of inventories, like all that follow.</summary>
    ItemCode,

    /// <summary>Description of the item.</summary>
    ItemDescription,

    /// <summary>How much of it.</summary>
    Quantity,

    /// <summary>Unit of the quantity.</summary>
    Unit,
}
