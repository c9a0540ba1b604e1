using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>The names of e-Defter documents that the rules look at.</summary>
internal static class LedgerNames
{
    public const string Edefter = "http://www.edefter.gov.tr";
    public const string Attachments = "http://www.edefter.gov.tr/ek";
    public const string Instance = "http://www.xbrl.org/2003/instance";
    public const string Linkbase = "http://www.xbrl.org/2003/linkbase";
    public const string Cor = "http://www.xbrl.org/int/gl/cor/2006-10-25";
    public const string Bus = "http://www.xbrl.org/int/gl/bus/2006-10-25";
    public const string Muc = "http://www.xbrl.org/int/gl/muc/2006-10-25";
    public const string Signatures = "http://www.w3.org/2000/09/xmldsig#";
    public const string Xades = "http://uri.etsi.org/01903/v1.3.2#";

    public static Utf8Names All { get; } = new();

    public static int Defter { get; } = All.Add(Edefter, "defter");

    public static int Berat { get; } = All.Add(Edefter, "berat");

    public static int Report { get; } = All.Add(Edefter, "defterraporu");

    public static int Xbrl { get; } = All.Add(Instance, "xbrl");

    public static int Context { get; } = All.Add(Instance, "context");

    public static int Entries { get; } = All.Add(Cor, "accountingEntries");

    public static int DocumentInfo { get; } = All.Add(Cor, "documentInfo");

    public static int EntityInformation { get; } = All.Add(Cor, "entityInformation");

    public static int EntryHeader { get; } = All.Add(Cor, "entryHeader");

    public static int EntryDetail { get; } = All.Add(Cor, "entryDetail");

    public static int EntriesType { get; } = All.Add(Cor, "entriesType");

    public static int LineNumber { get; } = All.Add(Cor, "lineNumber");

    public static int EntryNumberCounter { get; } = All.Add(Cor, "entryNumberCounter");

    public static int EnteredDate { get; } = All.Add(Cor, "enteredDate");

    public static int LineNumberCounter { get; } = All.Add(Cor, "lineNumberCounter");

    public static int BinaryObject { get; } = All.Add(Attachments, "binaryObject");

    public static int Signature { get; } = All.Add(Signatures, "Signature");

    public static int SignatureValue { get; } = All.Add(Signatures, "SignatureValue");
}
