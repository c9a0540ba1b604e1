using System;
using System.Collections.Generic;
using System.Globalization;

namespace DefterX.Ledgers.Rules;

/// <summary>What the head says of the document.</summary>
internal sealed partial class HeadRules
{
    public void Note(LedgerFacts facts)
    {
        facts.Identifier = First(LedgerNames.Xbrl, LedgerNames.Context, HeadNames.Entity, HeadNames.Identifier) ?? "";
        facts.UniqueId = Information(HeadNames.UniqueId) ?? "";
        facts.CreationDate = Date(Information(HeadNames.CreationDate));
        facts.PeriodStart = Date(Information(HeadNames.PeriodStart));
        facts.PeriodEnd = Date(Information(HeadNames.PeriodEnd));
        facts.SourceApplication = Information(HeadNames.SourceApplication) ?? "";
        facts.FiscalYearStart = Date(OfEntity(HeadNames.FiscalStart));
        facts.FiscalYearEnd = Date(OfEntity(HeadNames.FiscalEnd));
        foreach (HeadNode entity in All(LedgerNames.Xbrl, LedgerNames.Entries, LedgerNames.EntityInformation))
        {
            facts.Title = DescribedAs(entity, Kurum, Person) ?? "";
            facts.BranchNumber = DescribedAs(entity, BranchNumber);
            facts.BranchName = DescribedAs(entity, BranchName);
        }

        foreach (HeadNode measure in All(LedgerNames.Xbrl, HeadNames.Unit, HeadNames.Measure))
        {
            if (IsCurrency(measure.Text)) facts.Currency = Normal(measure.Text).Substring("iso4217:".Length);
        }

        facts.Uuid = OfSegment(HeadNames.UniqueId);
        if (long.TryParse(OfSegment(HeadNames.NumberOfEntries), NumberStyles.None, CultureInfo.InvariantCulture, out long entries))
        {
            facts.StatedEntries = entries;
        }

        if (decimal.TryParse(
            OfSegment(HeadNames.MeasurableQuantity), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal size))
        {
            facts.StatedSize = size;
        }

        facts.IsSigned = _root.Has(LedgerNames.Signature);
        facts.SignatureValue = Compact(First(LedgerNames.Signature, LedgerNames.SignatureValue));
        facts.LedgerSignatureValue = Compact(First(LedgerNames.SignatureValue));
    }

    private string? First(params int[] path)
    {
        List<HeadNode> nodes = All(path);
        return nodes.Count > 0 ? nodes[0].Text.Trim() : null;
    }

    private string? Information(int name) => First(LedgerNames.Xbrl, LedgerNames.Entries, LedgerNames.DocumentInfo, name);

    private string? OfEntity(int name) => First(LedgerNames.Xbrl, LedgerNames.Entries, LedgerNames.EntityInformation, name);

    private string? OfSegment(int name) =>
        First(LedgerNames.Xbrl, LedgerNames.Context, HeadNames.Entity, HeadNames.Segment, name);

    private static string? DescribedAs(HeadNode entity, params string[] descriptions)
    {
        foreach (string description in descriptions)
        {
            List<HeadNode> nodes = Described(entity, description);
            if (nodes.Count > 0 && Single(nodes[0], HeadNames.OrganizationId, out string text)) return text.Trim();
        }

        return null;
    }

    private static string? Compact(string? text) => text is null ? null : string.Concat(Normal(text).Split(' '));

    /// <summary>A date of the form 2026-09-30, or null.</summary>
    internal static DateTime? Date(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date) ? date : null;
}
