using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml;
using DefterX.GibSimulator.Packages;
using DefterX.GibSimulator.Signatures;

namespace DefterX.GibSimulator.Documents;

/// <summary>An e-Defter file and the values of it that are compared.</summary>
internal sealed class EDefterFile
{
    private const string Info = "xbrli:xbrl/gl-cor:accountingEntries/gl-cor:documentInfo/";
    private const string Entity = "xbrli:xbrl/gl-cor:accountingEntries/gl-cor:entityInformation/";
    private const string Segment = "xbrli:xbrl/xbrli:context/xbrli:entity/xbrli:segment/";

    private readonly XmlNamespaceManager _prefixes;

    public EDefterFile(string name, byte[] content)
    {
        Name = name;
        Size = content.Length;
        Xml = XmlTree.Load(content);
        _prefixes = new(Xml.NameTable);
        _prefixes.AddNamespace("xbrli", Names.Xbrli);
        _prefixes.AddNamespace("gl-cor", Names.Cor);
        _prefixes.AddNamespace("gl-bus", Names.Bus);
        _prefixes.AddNamespace("ds", Names.Ds);
    }

    public string Name { get; }

    public long Size { get; }

    public XmlDocument Xml { get; }

    public XmlElement Root => Xml.DocumentElement!;

    public string Identifier => Required("xbrli:xbrl/xbrli:context/xbrli:entity/xbrli:identifier");

    public string EntriesType => Required(Info + "gl-cor:entriesType");

    public string UniqueId => Required(Info + "gl-cor:uniqueID");

    public DateOnly PeriodStart => Date(Info + "gl-cor:periodCoveredStart");

    public DateOnly PeriodEnd => Date(Info + "gl-cor:periodCoveredEnd");

    public DateOnly FiscalYearStart => Date(Entity + "gl-bus:fiscalYearStart");

    public DateOnly FiscalYearEnd => Date(Entity + "gl-bus:fiscalYearEnd");

    public string? Branch =>
        Text(Entity + "gl-bus:organizationIdentifiers[gl-bus:organizationDescription='Şube No']/gl-bus:organizationIdentifier");

    /// <summary>The UUID of a berat or report.</summary>
    public string Uuid => Required(Segment + "gl-cor:uniqueID");

    /// <summary>The ledger's size in MiB.</summary>
    public string MeasurableQuantity => Required(Segment + "gl-bus:measurableQuantity");

    public string? NumberOfEntries => Text(Segment + "gl-bus:numberOfEntries");

    /// <summary>A berat without tax totals (berat rules B034, B035).</summary>
    public bool WithoutTaxDetail => Text(Segment + "gl-cor:identifierAuthorityCode") == "VERGI_DETAYSIZ";

    /// <summary>In a berat: the ledger's SignatureValue, line breaks included.</summary>
    public string LedgerSignatureValue => Required("ds:SignatureValue");

    public string SignatureValue => Required("ds:Signature/ds:SignatureValue");

    public int EntryCount => Nodes("xbrli:xbrl/gl-cor:accountingEntries/gl-cor:entryHeader").Count();

    public int LineCount => Lines.Count();

    private IEnumerable<XmlNode> Lines => Nodes("xbrli:xbrl/gl-cor:accountingEntries/gl-cor:entryHeader/gl-cor:entryDetail");

    /// <summary>The sums of the amounts by main account and side (D, C).</summary>
    public Dictionary<(string Account, string Side), decimal> Totals()
    {
        Dictionary<(string Account, string Side), decimal> totals = [];
        foreach (XmlNode line in Lines)
        {
            (string, string) key = (Required("gl-cor:account/gl-cor:accountMainID", line), Required("gl-cor:debitCreditCode", line));
            totals[key] = totals.GetValueOrDefault(key) + Number(Required("gl-cor:amount", line));
        }

        return totals;
    }

    public decimal Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            ? number
            : throw new PackageRejectedException($"{Name}: '{text}' bir sayı değil.");

    private DateOnly Date(string path)
    {
        string text = Required(path);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw new PackageRejectedException($"{Name}: '{text}' bir tarih değil.");
    }

    private string Required(string path, XmlNode? from = null) =>
        Text(path, from) ?? throw new PackageRejectedException($"{Name}: {path[(path.LastIndexOf('/') + 1)..]} zorunlu.");

    private string? Text(string path, XmlNode? from = null) => (from ?? Root).SelectSingleNode(path, _prefixes)?.InnerText;

    private IEnumerable<XmlNode> Nodes(string path) => Root.SelectNodes(path, _prefixes)!.Cast<XmlNode>();
}
