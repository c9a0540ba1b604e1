namespace DefterX.Journals;

/// <summary>What an office's code of a kind of document stands for (LUCA's Belge Türü: their meanings are not published, and
/// offices add their own).</summary>
/// <param name="Type">GİB's type: check, invoice, order-customer, order-vendor, voucher, shipment, receipt or other.</param>
/// <param name="Description">The name of the document, for other.</param>
public sealed record DocumentTypeCode(string Type, string? Description = null);
