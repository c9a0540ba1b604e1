using System;

namespace DefterX.Journals;

/// <summary>The amount of a line in the currency in which it was agreed (gl-muc:amountOriginal…; Yevmiye Defteri Kılavuzu 2.1.1.10).</summary>
/// <param name="Amount">The amount in that currency, positive.</param>
/// <param name="Currency">ISO 4217 code, other than that of the books.</param>
/// <param name="Rate">The rate by which it was turned into the currency of the books, or null when the export does not tell.</param>
/// <param name="RateDate">The day of the rate, or null when the export does not tell.</param>
/// <param name="RateSource">Where the rate comes from, such as TCMB, or null.</param>
/// <param name="RateComment">A remark on the rate, or null.</param>
internal sealed record ForeignAmount(
    decimal Amount,
    string Currency,
    decimal? Rate,
    DateTime? RateDate,
    string? RateSource = null,
    string? RateComment = null);

/// <summary>Shares of a fund (gl-bus:measurable; schematron Y116-Y128): quantity times cost is the line's amount.</summary>
/// <param name="Quantity">Number of shares.</param>
/// <param name="CostPerUnit">Price of one, in the currency of the books.</param>
internal sealed record Fund(decimal Quantity, decimal CostPerUnit);
