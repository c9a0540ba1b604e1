using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DefterX.Journals;

namespace DefterX.Ledgers;

/// <summary>Rules for the documents on which entries rest (schematron Y108-Y115; Uygulama Kılavuzu 18, 24-26).</summary>
internal static class JournalDocumentRules
{
    private const int MostInvoices = 100;
    private const int MostDays = 10;

    // Names of operations, not of documents (Uygulama Kılavuzu 24).
    private static readonly string[] s_operations =
        ["havale", "gelen havale", "giden havale", "eft", "ödeme", "tahsilat", "virman", "mahsup", "transfer", "fast", "swift"];

    private static readonly CompareInfo s_turkish = CultureInfo.GetCultureInfo("tr-TR").CompareInfo;

    /// <summary>Advice on the invoices of an entry: one each, or of ten days and a hundred at most (Uygulama Kılavuzu 18).</summary>
    public static IEnumerable<RuleBreach> CheckEntry(JournalEntry entry)
    {
        JournalLine[] invoices = [.. entry.Lines.Where(line => line is { DocumentType: "invoice", DocumentNumber: not null })];
        int count = invoices.Select(line => line.DocumentNumber).Distinct(StringComparer.Ordinal).Count();
        if (count > MostInvoices)
        {
            yield return RuleBreach.Advice("DX1031", Text.Format(Strings.RuleInvoices, count, MostInvoices), "");
        }

        DateTime[] dates = [.. invoices.Select(line => line.DocumentDate).OfType<DateTime>()];
        if (count > 1 && dates.Length > 1 && (dates.Max() - dates.Min()).Days >= MostDays)
        {
            yield return RuleBreach.Advice(
                "DX1032", Text.Format(Strings.RuleInvoiceDays, dates.Min(), dates.Max(), MostDays), "");
        }
    }

    // Both ways, since FİŞ and SWIFT are written by the rules of two languages.
    private static bool IsSame(string operation, string description) =>
        string.Equals(operation, description, StringComparison.OrdinalIgnoreCase)
        || s_turkish.Compare(operation, description, CompareOptions.IgnoreCase) == 0;

    public static IEnumerable<RuleBreach> CheckLine(JournalEntry entry, JournalLine line)
    {
        bool isComplete = !string.IsNullOrWhiteSpace(line.DocumentNumber) && line.DocumentDate is not null;
        string? needs = line.DocumentType switch { "other" => "Y109", "invoice" => "Y110", "check" => "Y111", _ => null };
        if (needs is not null && !isComplete) yield return new RuleBreach(needs, Strings.RuleDocument, line.DocumentType!);
        if (line.DocumentType is null && line.DocumentNumber is not null)
        {
            yield return new RuleBreach("Y112", Strings.RuleDocumentType, line.DocumentNumber);
        }

        if (line.DocumentType is null && line.DocumentDate is DateTime date)
        {
            yield return new RuleBreach("Y113", Strings.RuleDocumentType, RuleBreach.Day(date));
        }

        if (line.DocumentDate > entry.Date)
        {
            yield return RuleBreach.Advice(
                "DX1033", Text.Format(Strings.RuleDocumentLater, entry.Date), RuleBreach.Day(line.DocumentDate.Value));
        }

        // A document has a number of its own where it is printed with one (Uygulama Kılavuzu 25-26).
        if (line.DocumentType is "invoice" or "check" && line.DocumentNumber == entry.Number)
        {
            yield return RuleBreach.Advice("DX1034", Strings.RuleVoucherAsDocument, entry.Number);
        }

        if (line.DocumentType != "other") yield break;
        string description = line.DocumentTypeDescription?.Trim() ?? "";
        if (description.Length == 0) yield return new RuleBreach("Y108", Strings.RuleDocumentDescription, "other");
        else if (Array.Exists(s_operations, operation => IsSame(operation, description)))
        {
            yield return RuleBreach.Advice("DX1035", Strings.RuleOperation, description);
        }
    }
}
