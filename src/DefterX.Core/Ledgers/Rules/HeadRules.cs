using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace DefterX.Ledgers.Rules;

/// <summary>The rules for what stands around the entries; looked at when the document is read.</summary>
/// <remarks>A string function of several values breaks the rule, as XPath 2.0 has an error there.</remarks>
internal sealed partial class HeadRules
{
    private const string Kurum = "Kurum Unvanı";
    private const string Person = "Adı Soyadı";
    private const string BranchNumber = "Şube No";
    private const string BranchName = "Şube Adı";
    private readonly HeadNode _root;
    private readonly Findings _findings;
    private readonly LedgerGlobals _globals;
    private readonly DocumentKind _kind;
    private readonly Dictionary<HeadNode, int> _entries;
    private HeadNode _at;

    public HeadRules(HeadNode root, Findings findings, LedgerGlobals globals, DocumentKind kind, Dictionary<HeadNode, int> entries)
    {
        _root = _at = root;
        _findings = findings;
        _globals = globals;
        _kind = kind;
        _entries = entries;
    }

    private bool IsBerat => _kind is DocumentKind.Berat or DocumentKind.InventoryBerat;

    /// <summary>Every value of a path from the root.</summary>
    public List<HeadNode> All(params int[] path) => Under(_root, path);

    public void Check()
    {
        CheckRoot();
        foreach (HeadNode entity in All(LedgerNames.Xbrl, LedgerNames.Context, HeadNames.Entity)) CheckEntity(entity);
        foreach (HeadNode xbrl in _root.All(LedgerNames.Xbrl)) CheckXbrl(xbrl);
        foreach (HeadNode entries in All(LedgerNames.Xbrl, LedgerNames.Entries)) CheckEntries(entries);
        foreach (HeadNode info in All(LedgerNames.Xbrl, LedgerNames.Entries, LedgerNames.DocumentInfo)) CheckDocumentInfo(info);
        foreach (HeadNode entity in All(LedgerNames.Xbrl, LedgerNames.Entries, LedgerNames.EntityInformation))
        {
            CheckEntityInformation(entity);
        }

        if (_findings.Options.IsSigned)
        {
            foreach (HeadNode signature in _root.All(LedgerNames.Signature)) CheckSignature(signature);
        }
    }

    private static List<HeadNode> Under(HeadNode node, params int[] path)
    {
        List<HeadNode> nodes = [node];
        foreach (int name in path) nodes = [.. nodes.SelectMany(n => n.All(name))];
        return nodes;
    }

    private void CheckRoot()
    {
        _at = _root;
        bool needsSignature = _findings.Options.IsSigned;
        if (needsSignature) Require(_root, LedgerNames.Signature, Rule.Signature);
        if (needsSignature) Require(_root, LedgerNames.SignatureValue, Rule.BeratSignatureValue);
        List<HeadNode> attachments = Under(_root, HeadNames.Extensions, HeadNames.Extension, LedgerNames.BinaryObject);
        if (attachments.Count > 0) Fail(Rule.AttachmentNotAllowed);
        foreach (HeadNode attachment in attachments)
        {
            _at = attachment;
            string? type = attachment.Tag!.Attribute("mimeCode");
            if (type != "application/pdf") Fail(Rule.AttachmentType, type ?? "");
            string name = attachment.Tag.Attribute("filename") ?? "";
            if (!name.EndsWith(".pdf", StringComparison.Ordinal)) Fail(Rule.AttachmentName, name);
            if (attachment.Text.Length == 0) Fail(Rule.AttachmentEmpty);
        }
    }

    private void CheckEntity(HeadNode entity)
    {
        _at = entity;
        List<HeadNode> entries = Under(entity, HeadNames.Segment, HeadNames.NumberOfEntries);
        List<HeadNode> ids = Under(entity, HeadNames.Segment, HeadNames.UniqueId);
        List<HeadNode> sizes = Under(entity, HeadNames.Segment, HeadNames.MeasurableQuantity);
        List<string> types = EntriesTypes();
        if (entries.Count > 0) Fail(Rule.SegmentEntries);
        if (ids.Count > 0) Fail(Rule.SegmentUniqueId);
        bool isJournal = types.Contains("journal");
        if (entries.Count > 0 && !isJournal) Fail(Rule.BeratEntriesNotAllowed);
        if (entries.Count == 0 && isJournal) Fail(Rule.BeratEntries);
        if (entries.Count == 0 && types.Contains("assets")) Fail(Rule.InventoryBeratEntries);
        if (ids.Count == 0) Fail(Rule.BeratUuid);
        if (sizes.Count == 0) Fail(Rule.BeratSize);
        if (sizes.Count > 1 || (sizes.Count == 1 && !IsAmount(Normal(sizes[0].Text)))) Fail(Rule.BeratSizeForm, sizes[0].Text);
        if (ids.Count > 1 || (ids.Count == 1 && !IsUuid(ids[0].Text))) Fail(Rule.BeratUuidForm, ids[0].Text);
        List<HeadNode> identifiers = entity.All(HeadNames.Identifier);
        string identifier = identifiers.Count > 0 ? identifiers[0].Text : "";
        if (identifiers.Count > 1 || !Contains(_globals.FileName, identifier + "-")) Fail(Rule.FileIdentifier, identifier);
        foreach (HeadNode node in identifiers)
        {
            _at = node;
            string number = Normal(node.Text);
            if (number.Length is not (10 or 11) || !IsDigits(number)) Fail(Rule.IdentifierForm, number);
        }
    }

    private void CheckXbrl(HeadNode xbrl)
    {
        _at = xbrl;
        int contexts = xbrl.All(LedgerNames.Context).Count;
        if (contexts != 1) Fail(Rule.Context, contexts.ToString(CultureInfo.InvariantCulture));
        Require(xbrl, HeadNames.Unit, Rule.Unit);
        int entries = xbrl.All(LedgerNames.Entries).Count;
        if (entries != 1) Fail(Rule.AccountingEntries, entries.ToString(CultureInfo.InvariantCulture));
        List<HeadNode> measures = Under(xbrl, HeadNames.Unit, HeadNames.Measure);
        if (measures.Count == 0) Fail(Rule.Measure);
        if (!measures.Exists(measure => IsCurrency(measure.Text))) Fail(Rule.CurrencyMeasure);
        foreach (HeadNode measure in measures) CheckMeasure(measure);
    }

    private void CheckMeasure(HeadNode measure)
    {
        _at = measure;
        string text = measure.Text;
        string named = IsBerat ? Normal(text) : text;
        string currency = named.Length > 8 ? named.Substring(8) : "";
        if (IsCurrency(text) && !Contains(Currencies, "," + currency + ",")) Fail(Rule.CurrencyCode, currency);

        // A unit without an id counts, since the list contains the empty string.
        string id = measure.Parent!.Tag!.Attribute("id") ?? "";
        if (!Contains(Currencies, id)) return;
        bool isEqual = text == "iso4217:" + id;
        if (!isEqual) Fail(Rule.UnitMeasure, text, text, id);
        List<string> defaults = _globals.DefaultCurrencies;
        if (isEqual && defaults.Count > 0 && !defaults.Contains(text)) Fail(Rule.DefaultCurrency, defaults[0], defaults[0], text);
    }

    private void CheckEntries(HeadNode entries)
    {
        _at = entries;
        Require(entries, LedgerNames.DocumentInfo, Rule.DocumentInfo);
        Require(entries, LedgerNames.EntityInformation, Rule.EntityInformation);
        int count = _entries.TryGetValue(entries, out int headers) ? headers : 0;
        if (count == 0 && Contains(_globals.FileName, "Y-000000")) Fail(Rule.EmptyMonth);
        if (count == 0 && Contains(_globals.FileName, "E-000000")) Fail(Rule.EmptyInventory);
        List<HeadNode> authorities = All(
            LedgerNames.Xbrl, LedgerNames.Context, HeadNames.Entity, HeadNames.Segment, HeadNames.IdentifierAuthorityCode);
        bool isWithoutTax = authorities.Exists(code => code.Text == "VERGI_DETAYSIZ");
        string number = count.ToString(CultureInfo.InvariantCulture);
        if (!isWithoutTax && count != 1) Fail(Rule.TaxEntryOnce, number);
        if (isWithoutTax && count != 0) Fail(Rule.TaxEntryNotAllowed, number);
        if (count != 1) Fail(Rule.ReportEntryOnce, number);
        if (count != 0) Fail(Rule.InventoryBeratEntry, number);
    }

    private List<string> EntriesTypes() =>
        [.. All(LedgerNames.Xbrl, LedgerNames.Entries, LedgerNames.DocumentInfo, LedgerNames.EntriesType).Select(node => node.Text)];

    private void Fail(Rule rule, string value = "", params object?[] arguments) =>
        _findings.Add(rule, _at.Line, value, arguments);

    private void Require(HeadNode node, int name, Rule rule)
    {
        if (!node.Has(name)) Fail(rule);
    }

    // One value's text, none as empty; false for several.
    private static bool Single(HeadNode node, int name, out string text)
    {
        List<HeadNode> nodes = node.All(name);
        text = nodes.Count > 0 ? nodes[0].Text : "";
        return nodes.Count < 2;
    }

    private static bool Contains(string text, string part) => text.IndexOf(part, StringComparison.Ordinal) >= 0;

    private static bool IsCurrency(string text) => Normal(text).StartsWith("iso4217:", StringComparison.Ordinal);

    private static bool IsDigits(string text) => text.Length > 0 && text.All(c => c is >= '0' and <= '9');

    private static bool IsAmount(string text)
    {
        string[] parts = text.Split('.');
        return IsDigits(parts[0]) && (parts.Length == 1 || (parts.Length == 2 && parts[1].Length is 1 or 2 && IsDigits(parts[1])));
    }

    private static bool IsUuid(string text) =>
        text.Length == 36 && Guid.TryParseExact(text, "D", out _);

    /// <summary>normalize-space.</summary>
    internal static string Normal(string text) =>
        string.Join(" ", text.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>string-length: code points.</summary>
    private static int Length(string text) => Encoding.UTF32.GetByteCount(text) / 4;

    private static string Part(string text, int start, int length) =>
        start >= text.Length ? "" : text.Substring(start, Math.Min(length, text.Length - start));

    private const string Currencies =
        ",AED,AFN,ALL,AMD,ANG,AOA,ARS,AUD,AWG,AZN,BAM,BBD,BDT,BGN,BHD,BIF,BMD,BND,BOB,BOV,BRL,BSD,BTN,BWP,BYN,BYR,BZD,CAD,CDF,CHE,"
        + "CHF,CHW,CLF,CLP,CNY,COP,COU,CRC,CUC,CUP,CVE,CZK,DJF,DKK,DOP,DZD,EEK,EGP,ERN,ETB,EUR,FJD,FKP,GBP,GEL,GHS,GIP,GMD,GNF,GTQ,"
        + "GWP,GYD,HKD,HNL,HRK,HTG,HUF,IDR,ILS,INR,IQD,IRR,ISK,JMD,JOD,JPY,KES,KGS,KHR,KMF,KPW,KRW,KWD,KYD,KZT,LAK,LBP,LKR,LRD,LSL,"
        + "LTL,LVL,LYD,MAD,MAD,MDL,MGA,MKD,MMK,MNT,MOP,MRO,MUR,MVR,MWK,MXN,MXV,MYR,MZN,NAD,NGN,NIO,NOK,NPR,NZD,OMR,PAB,PEN,PGK,PHP,"
        + "PKR,PLN,PYG,QAR,RON,RSD,RUB,RWF,SAR,SBD,SCR,SDG,SEK,SGD,SHP,SLL,SOS,SSP,SRD,STD,SVC,SYP,SZL,THB,TJS,TMT,TND,TOP,TRY,TTD,"
        + "TWD,TZS,UAH,UGX,USD,USN,USS,UYI,UYU,UZS,VEF,VND,VUV,WST,XAF,XAG,XAU,XBA,XBB,XBC,XBD,XCD,XDR,XFU,XOF,XPD,XPF,XPT,XSU,XTS,"
        + "XUA,XXX,YER,ZAR,ZMK,ZMW,ZWL,";
}
