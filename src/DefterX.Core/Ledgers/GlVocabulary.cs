using System.Text;

namespace DefterX.Ledgers;

/// <summary>Tags of XBRL GL ready made for one context and currency, as canonical UTF-8.</summary>
/// <remarks>XBRL GL Genel Açıklamalar v1.7; amounts and counters carry decimals="INF" (schematron Y001).</remarks>
internal sealed class GlVocabulary
{
    /// <summary>The context of journals and their berats.</summary>
    public const string JournalContext = "journal_context";

    /// <summary>The context of general ledgers and their berats.</summary>
    public const string LedgerContext = "ledger_context";

    /// <summary>The context of inventories and their berats.</summary>
    public const string InventoryContext = "assets_context";

    /// <summary>The context of the report (defter raporu).</summary>
    public const string ReportContext = "now";

    public GlVocabulary(string context, string currency)
    {
        Context = context;
        CurrencyUnit = UnitOf(currency);
        EnteredBy = new GlElement("gl-cor:enteredBy", context);
        EnteredDate = new GlElement("gl-cor:enteredDate", context);
        EntryNumber = new GlElement("gl-cor:entryNumber", context);
        EntryComment = new GlElement("gl-cor:entryComment", context);
        QualifierEntry = new GlElement("gl-cor:qualifierEntry", context);
        BatchId = new GlElement("gl-bus:batchID", context);
        BatchDescription = new GlElement("gl-bus:batchDescription", context);
        TotalDebit = new GlElement("gl-bus:totalDebit", context, CurrencyUnit);
        TotalCredit = new GlElement("gl-bus:totalCredit", context, CurrencyUnit);
        EntryNumberCounter = new GlElement("gl-cor:entryNumberCounter", context, "countable");
        LineNumber = new GlElement("gl-cor:lineNumber", context);
        LineNumberCounter = new GlElement("gl-cor:lineNumberCounter", context, "countable");
        AccountMainId = new GlElement("gl-cor:accountMainID", context);
        AccountMainDescription = new GlElement("gl-cor:accountMainDescription", context);
        AccountSubDescription = new GlElement("gl-cor:accountSubDescription", context);
        AccountSubId = new GlElement("gl-cor:accountSubID", context);
        Amount = new GlElement("gl-cor:amount", context, CurrencyUnit);
        DebitCreditCode = new GlElement("gl-cor:debitCreditCode", context);
        PostingDate = new GlElement("gl-cor:postingDate", context);
        DocumentType = new GlElement("gl-cor:documentType", context);
        DocumentTypeDescription = new GlElement("gl-cor:documentTypeDescription", context);
        DocumentNumber = new GlElement("gl-cor:documentNumber", context);
        DocumentApplyToNumber = new GlElement("gl-cor:documentApplyToNumber", context);
        DocumentReference = new GlElement("gl-cor:documentReference", context);
        DocumentDate = new GlElement("gl-cor:documentDate", context);
        PaymentMethod = new GlElement("gl-bus:paymentMethod", context);
        XbrlInclude = new GlElement("gl-cor:xbrlInclude", context);
        DetailComment = new GlElement("gl-cor:detailComment", context);
        AmountCurrency = new GlElement("gl-muc:amountCurrency", context);
        AmountOriginalExchangeRateDate = new GlElement("gl-muc:amountOriginalExchangeRateDate", context);
        AmountOriginalAmount = new GlElement("gl-muc:amountOriginalAmount", context, CurrencyUnit);
        AmountOriginalCurrency = new GlElement("gl-muc:amountOriginalCurrency", context);
        AmountOriginalExchangeRate = new GlElement("gl-muc:amountOriginalExchangeRate", context, "countable");
        AmountOriginalExchangeRateSource = new GlElement("gl-muc:amountOriginalExchangeRateSource", context);
        AmountOriginalExchangeRateComment = new GlElement("gl-muc:amountOriginalExchangeRateComment", context);
        MeasurableCode = new GlElement("gl-bus:measurableCode", context);
        MeasurableCodeDescription = new GlElement("gl-bus:measurableCodeDescription", context);
        MeasurableId = new GlElement("gl-bus:measurableID", context);
        MeasurableDescription = new GlElement("gl-bus:measurableDescription", context);
        MeasurableQuantity = new GlElement("gl-bus:measurableQuantity", context, "countable");
        MeasurableQualifier = new GlElement("gl-bus:measurableQualifier", context);
        MeasurableUnitOfMeasure = new GlElement("gl-bus:measurableUnitOfMeasure", context);
        MeasurableCostPerUnit = new GlElement("gl-bus:measurableCostPerUnit", context, CurrencyUnit);
    }

    public string Context { get; }

    /// <summary>The unit's id: <c>try</c> for liras, else the ISO 4217 code (XBRL GL Genel Açıklamalar, birim).</summary>
    public string CurrencyUnit { get; }

    public GlElement EnteredBy { get; }

    public GlElement EnteredDate { get; }

    public GlElement EntryNumber { get; }

    public GlElement EntryComment { get; }

    public GlElement QualifierEntry { get; }

    public GlElement BatchId { get; }

    public GlElement BatchDescription { get; }

    public GlElement TotalDebit { get; }

    public GlElement TotalCredit { get; }

    public GlElement EntryNumberCounter { get; }

    public GlElement LineNumber { get; }

    public GlElement LineNumberCounter { get; }

    public GlElement AccountMainId { get; }

    public GlElement AccountMainDescription { get; }

    public GlElement AccountSubDescription { get; }

    public GlElement AccountSubId { get; }

    public GlElement Amount { get; }

    public GlElement DebitCreditCode { get; }

    public GlElement PostingDate { get; }

    public GlElement DocumentType { get; }

    public GlElement DocumentTypeDescription { get; }

    public GlElement DocumentNumber { get; }

    public GlElement DocumentApplyToNumber { get; }

    public GlElement DocumentReference { get; }

    public GlElement DocumentDate { get; }

    public GlElement PaymentMethod { get; }

    public GlElement XbrlInclude { get; }

    public GlElement DetailComment { get; }

    public GlElement AmountCurrency { get; }

    public GlElement AmountOriginalExchangeRateDate { get; }

    public GlElement AmountOriginalAmount { get; }

    public GlElement AmountOriginalCurrency { get; }

    public GlElement AmountOriginalExchangeRate { get; }

    public GlElement AmountOriginalExchangeRateSource { get; }

    public GlElement AmountOriginalExchangeRateComment { get; }

    public GlElement MeasurableCode { get; }

    public GlElement MeasurableCodeDescription { get; }

    public GlElement MeasurableId { get; }

    public GlElement MeasurableDescription { get; }

    public GlElement MeasurableQuantity { get; }

    public GlElement MeasurableQualifier { get; }

    public GlElement MeasurableUnitOfMeasure { get; }

    public GlElement MeasurableCostPerUnit { get; }

    /// <summary>The id of the context of a journal, general ledger or inventory.</summary>
    public static string ContextOf(LedgerFileKind ledger) => ledger switch
    {
        LedgerFileKind.Y => JournalContext,
        LedgerFileKind.K => LedgerContext,
        _ => InventoryContext,
    };

    /// <summary>The id of a currency's unit.</summary>
    public static string UnitOf(string currency) => currency == "TRY" ? "try" : currency;
}

/// <summary>The start and end tag of a leaf element.</summary>
internal readonly struct GlElement
{
    public GlElement(string name, string context, string? unit = null)
    {
        string numeric = unit is null ? "" : $" decimals=\"INF\" unitRef=\"{unit}\"";
        Start = Encoding.UTF8.GetBytes($"<{name} contextRef=\"{context}\"{numeric}>");
        End = Encoding.UTF8.GetBytes($"</{name}>");
    }

    public byte[] Start { get; }

    public byte[] End { get; }
}
