using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>Where an element stands, as far as a rule's context needs it.</summary>
internal enum Place : byte
{
    /// <summary>Where no rule looks, or only by the tree of the head.</summary>
    Other,
    Document,
    Root,
    Xbrl,
    Entries,
    Entry,
    Detail,
    Account,
    Sub,
    XbrlInfo,
    Measurable,

    /// <summary>Places from here on are values: the slot is what is more.</summary>
    FirstSlot,
}

/// <summary>The values that rules compare, by the element in which they stand.</summary>
internal enum Slot : byte
{
    LineNumber,
    LineNumberCounter,
    Account,
    MainId,
    MainName,
    Sub,
    SubId,
    SubName,
    Amount,
    AmountCurrency,
    RateDate,
    OriginalAmount,
    OriginalCurrency,
    ExchangeRate,
    DebitCredit,
    PostingDate,
    DocumentType,
    DocumentTypeDescription,
    DocumentNumber,
    DocumentApplyTo,
    DocumentReference,
    DocumentDate,
    PaymentMethod,
    XbrlInclude,
    Measurable,
    EnteredBy,
    EnteredDate,
    EntryNumber,
    Qualifier,
    TotalDebit,
    TotalCredit,
    EntryCounter,
    Detail,
    FundCode,
    FundDescription,
    FundId,
    FundText,
    FundQuantity,
    FundQualifier,
    FundUnit,
    FundCost,
    Count,
}

/// <summary>Which place an element has inside another.</summary>
internal static class LedgerPlaces
{
    private const int Width = 128;

    /// <summary>What <see cref="Next"/> looks up.</summary>
    public static byte[] Table { get; } = Fill();

    /// <summary>The names, with those that have places first.</summary>
    public static Utf8Names Names { get; } = HeadNames.Known;

    /// <summary>The place of an element; <see cref="Place.Other"/> inside values and elsewhere.</summary>
    public static Place Next(byte[] table, Place parent, int nameId)
    {
        int at = ((int)parent * Width) + nameId;
        return parent < Place.FirstSlot && nameId < Width ? (Place)table[at] : Place.Other;
    }

    private static byte[] Fill()
    {
        byte[] next = new byte[Width * (int)Place.FirstSlot];
        void At(Place parent, string uri, string name, Place place) =>
            next[((int)parent * Width) + LedgerNames.All.Add(uri, name)] = (byte)place;
        void Value(Place parent, string uri, string name, Slot slot) => At(parent, uri, name, (Place)((int)Place.FirstSlot + (int)slot));

        At(Place.Document, LedgerNames.Edefter, "defter", Place.Root);
        At(Place.Document, LedgerNames.Edefter, "berat", Place.Root);
        At(Place.Document, LedgerNames.Edefter, "defterraporu", Place.Root);
        At(Place.Root, LedgerNames.Instance, "xbrl", Place.Xbrl);
        At(Place.Xbrl, LedgerNames.Cor, "accountingEntries", Place.Entries);
        At(Place.Entries, LedgerNames.Cor, "entryHeader", Place.Entry);
        At(Place.Entry, LedgerNames.Cor, "entryDetail", Place.Detail);
        At(Place.Detail, LedgerNames.Cor, "account", Place.Account);
        At(Place.Account, LedgerNames.Cor, "accountSub", Place.Sub);
        At(Place.Detail, LedgerNames.Cor, "xbrlInfo", Place.XbrlInfo);
        At(Place.Detail, LedgerNames.Bus, "measurable", Place.Measurable);

        Value(Place.Entry, LedgerNames.Cor, "enteredBy", Slot.EnteredBy);
        Value(Place.Entry, LedgerNames.Cor, "enteredDate", Slot.EnteredDate);
        Value(Place.Entry, LedgerNames.Cor, "entryNumber", Slot.EntryNumber);
        Value(Place.Entry, LedgerNames.Cor, "qualifierEntry", Slot.Qualifier);
        Value(Place.Entry, LedgerNames.Bus, "totalDebit", Slot.TotalDebit);
        Value(Place.Entry, LedgerNames.Bus, "totalCredit", Slot.TotalCredit);
        Value(Place.Entry, LedgerNames.Cor, "entryNumberCounter", Slot.EntryCounter);

        Value(Place.Detail, LedgerNames.Cor, "lineNumber", Slot.LineNumber);
        Value(Place.Detail, LedgerNames.Cor, "lineNumberCounter", Slot.LineNumberCounter);
        Value(Place.Account, LedgerNames.Cor, "accountMainID", Slot.MainId);
        Value(Place.Account, LedgerNames.Cor, "accountMainDescription", Slot.MainName);
        Value(Place.Sub, LedgerNames.Cor, "accountSubID", Slot.SubId);
        Value(Place.Sub, LedgerNames.Cor, "accountSubDescription", Slot.SubName);
        Value(Place.Detail, LedgerNames.Cor, "amount", Slot.Amount);
        Value(Place.Detail, LedgerNames.Muc, "amountCurrency", Slot.AmountCurrency);
        Value(Place.Detail, LedgerNames.Muc, "amountOriginalExchangeRateDate", Slot.RateDate);
        Value(Place.Detail, LedgerNames.Muc, "amountOriginalAmount", Slot.OriginalAmount);
        Value(Place.Detail, LedgerNames.Muc, "amountOriginalCurrency", Slot.OriginalCurrency);
        Value(Place.Detail, LedgerNames.Muc, "amountOriginalExchangeRate", Slot.ExchangeRate);
        Value(Place.Detail, LedgerNames.Cor, "debitCreditCode", Slot.DebitCredit);
        Value(Place.Detail, LedgerNames.Cor, "postingDate", Slot.PostingDate);
        Value(Place.Detail, LedgerNames.Cor, "documentType", Slot.DocumentType);
        Value(Place.Detail, LedgerNames.Cor, "documentTypeDescription", Slot.DocumentTypeDescription);
        Value(Place.Detail, LedgerNames.Cor, "documentNumber", Slot.DocumentNumber);
        Value(Place.Detail, LedgerNames.Cor, "documentApplyToNumber", Slot.DocumentApplyTo);
        Value(Place.Detail, LedgerNames.Cor, "documentReference", Slot.DocumentReference);
        Value(Place.Detail, LedgerNames.Cor, "documentDate", Slot.DocumentDate);
        Value(Place.Detail, LedgerNames.Bus, "paymentMethod", Slot.PaymentMethod);
        Value(Place.XbrlInfo, LedgerNames.Cor, "xbrlInclude", Slot.XbrlInclude);

        Value(Place.Measurable, LedgerNames.Bus, "measurableCode", Slot.FundCode);
        Value(Place.Measurable, LedgerNames.Bus, "measurableCodeDescription", Slot.FundDescription);
        Value(Place.Measurable, LedgerNames.Bus, "measurableID", Slot.FundId);
        Value(Place.Measurable, LedgerNames.Bus, "measurableDescription", Slot.FundText);
        Value(Place.Measurable, LedgerNames.Bus, "measurableQuantity", Slot.FundQuantity);
        Value(Place.Measurable, LedgerNames.Bus, "measurableQualifier", Slot.FundQualifier);
        Value(Place.Measurable, LedgerNames.Bus, "measurableUnitOfMeasure", Slot.FundUnit);
        Value(Place.Measurable, LedgerNames.Bus, "measurableCostPerUnit", Slot.FundCost);
        return next;
    }
}
