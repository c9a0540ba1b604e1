using System;

namespace DefterX.Journals.Layouts;

/// <summary>Reads the line that a row is.</summary>
internal sealed class LineReader(ReadContext context, DocumentTypes types)
{
    /// <summary>The line of the present row.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="entryNumber">The entry's number, for notices.</param>
    public JournalLine Read(JournalRows rows, string entryNumber)
    {
        Account account = AccountReader.Read(rows);
        (decimal amount, bool isDebit) = rows.Amount();
        return Read(rows, entryNumber, account, amount, isDebit);
    }

    /// <summary>The line of the present row, whose account and amount are known.</summary>
    public JournalLine Read(JournalRows rows, string entryNumber, Account account, decimal amount, bool isDebit)
    {
        (string? type, string? typeDescription) = types.Read(
            rows.Text(JournalColumn.DocumentType), rows.Text(JournalColumn.DocumentTypeDescription), rows.Table.File, rows.Line);
        return new JournalLine
        {
            AccountMainId = account.MainId,
            AccountMainName = account.MainName,
            AccountSubId = account.SubId,
            AccountSubName = account.SubName,
            Amount = amount,
            IsDebit = isDebit,
            DocumentType = type,
            DocumentTypeDescription = typeDescription,
            DocumentNumber = rows.CodeOrNull(JournalColumn.DocumentNumber),
            DocumentDate = rows.DateOrNull(JournalColumn.DocumentDate),
            PaymentMethod = rows.TextOrNull(JournalColumn.PaymentMethod),
            Comment = rows.TextOrNull(JournalColumn.Description),
            Foreign = ReadForeign(rows, entryNumber),
            AmountCurrency = CurrencyOrNull(rows, JournalColumn.AmountCurrency),
            Fund = ReadFund(rows),
            SourceLine = rows.Line,
        };
    }

    /// <summary>The amount in another currency, or null.</summary>
    public ForeignAmount? ReadForeign(JournalRows rows, string entryNumber)
    {
        if (!rows.Has(JournalColumn.Currency) && !rows.Has(JournalColumn.ForeignAmount)) return null;
        string? currency = CurrencyOrNull(rows, JournalColumn.Currency);
        decimal? amount = rows.DecimalOrNull(JournalColumn.ForeignAmount);
        if (currency is null)
        {
            // In the books' own currency some exports repeat the amount.
            if (amount is null or 0 || rows.TextOrNull(JournalColumn.Currency) is not null) return null;
            throw rows.Missing(JournalColumn.Currency);
        }

        if (amount is null or 0)
        {
            context.Notices.Add(rows.Table.File, rows.Line, entryNumber, Strings.ForeignAmountMissing, currency);
            return null;
        }

        decimal? rate = rows.DecimalOrNull(JournalColumn.ExchangeRate);
        return new ForeignAmount(
            amount.Value,
            currency,
            rate is 0 ? null : rate,
            rows.DateOrNull(JournalColumn.ExchangeRateDate),
            rows.TextOrNull(JournalColumn.ExchangeRateSource));
    }

    /// <summary>A column's currency, or null when it is empty or that of the books.</summary>
    /// <remarks>TL is what accountants write for TRY.</remarks>
    public string? CurrencyOrNull(JournalRows rows, JournalColumn column)
    {
        if (rows.TextOrNull(column) is not string text) return null;
        string code = text is "TL" or "tl" or "₺" ? "TRY" : text.ToUpperInvariant();
        bool isCode = code.Length == 3;
        foreach (char c in code) isCode &= c is >= 'A' and <= 'Z';
        if (!isCode) throw rows.Error(column, Strings.CurrencyInvalid, text);
        return string.Equals(code, context.Currency, StringComparison.Ordinal) ? null : code;
    }

    private static Fund? ReadFund(JournalRows rows)
    {
        decimal? quantity = rows.DecimalOrNull(JournalColumn.FundQuantity);
        decimal? cost = rows.DecimalOrNull(JournalColumn.FundCostPerUnit);
        if (quantity is null or 0 && cost is null or 0) return null;
        return new Fund(
            quantity ?? throw rows.Missing(JournalColumn.FundQuantity), cost ?? throw rows.Missing(JournalColumn.FundCostPerUnit));
    }
}
