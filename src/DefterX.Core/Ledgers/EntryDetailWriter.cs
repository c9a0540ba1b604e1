using System;
using DefterX.Journals;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes an entryDetail, the same in journal and general ledger but for the context
/// (Yevmiye Defteri Kılavuzu 2.1.1.10).</summary>
internal static class EntryDetailWriter
{
    public static void EntryDetail(
        this CanonicalBuffer buffer, GlVocabulary words, JournalEntry entry, JournalLine line, long lineNumber, long entryCounter)
    {
        buffer.Raw("<gl-cor:entryDetail>"u8)
            .Element(words.LineNumber, lineNumber)
            .Element(words.LineNumberCounter, entryCounter)
            .Account(words, line.AccountMainId, line.AccountMainName, line.AccountSubId, line.AccountSubName)
            .Element(words.Amount, line.Amount)
            .Currencies(words, line.AmountCurrency, line.Foreign)
            .Element(words.DebitCreditCode, line.IsDebit ? "D" : "C")
            .Element(words.PostingDate, entry.Date)
            .Optional(words.DocumentType, line.DocumentType)
            .Optional(words.DocumentTypeDescription, line.DocumentTypeDescription)
            .Optional(words.DocumentNumber, line.DocumentNumber)
            .Element(words.DocumentReference, entry.Number);
        if (line.DocumentDate is DateTime date) buffer.Element(words.DocumentDate, date);
        buffer.Optional(words.PaymentMethod, line.PaymentMethod)
            .Optional(words.DetailComment, line.Comment);
        if (line.Fund is not null) buffer.Fund(words, line.Fund);
        buffer.Raw("</gl-cor:entryDetail>\n"u8);
    }

    /// <summary>The account with its sub-account, if it has one.</summary>
    public static CanonicalBuffer Account(
        this CanonicalBuffer buffer, GlVocabulary words, string mainId, string mainName, string? subId, string? subName)
    {
        buffer.Raw("<gl-cor:account>"u8)
            .Element(words.AccountMainId, mainId)
            .Element(words.AccountMainDescription, mainName);
        if (subId is not null)
        {
            buffer.Raw("<gl-cor:accountSub>"u8)
                .Element(words.AccountSubDescription, subName ?? mainName)
                .Element(words.AccountSubId, subId)
                .Raw("</gl-cor:accountSub>"u8);
        }

        return buffer.Raw("</gl-cor:account>"u8);
    }

    /// <summary>The gl-muc elements of an amount (schematron Y101-Y104).</summary>
    public static CanonicalBuffer Currencies(
        this CanonicalBuffer buffer, GlVocabulary words, string? amountCurrency, ForeignAmount? foreign)
    {
        if (amountCurrency is not null) buffer.Currency(words.AmountCurrency, amountCurrency);
        if (foreign is null) return buffer;
        if (foreign.RateDate is DateTime date) buffer.Element(words.AmountOriginalExchangeRateDate, date);
        buffer.Element(words.AmountOriginalAmount, foreign.Amount).Currency(words.AmountOriginalCurrency, foreign.Currency);
        if (foreign.Rate is decimal rate) buffer.Number(words.AmountOriginalExchangeRate, rate);
        return buffer.Optional(words.AmountOriginalExchangeRateSource, foreign.RateSource)
            .Optional(words.AmountOriginalExchangeRateComment, foreign.RateComment);
    }

    // Shares of funds are the only thing that a journal measures (schematron Y116-Y128).
    private static void Fund(this CanonicalBuffer buffer, GlVocabulary words, Fund fund) => buffer
        .Raw("<gl-bus:measurable>"u8)
        .Element(words.MeasurableCode, "NT")
        .Element(words.MeasurableCodeDescription, "Maddi Olmayan Kalemler")
        .Number(words.MeasurableQuantity, fund.Quantity)
        .Element(words.MeasurableQualifier, "Fon")
        .Element(words.MeasurableUnitOfMeasure, "Adet")
        .Number(words.MeasurableCostPerUnit, fund.CostPerUnit)
        .Raw("</gl-bus:measurable>"u8);
}
