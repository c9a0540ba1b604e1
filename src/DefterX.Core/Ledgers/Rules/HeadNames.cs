using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>Names of what stands around the entries.</summary>
internal static class HeadNames
{
    public static int Extensions { get; } = LedgerNames.All.Add("", "extensions");

    public static int Extension { get; } = LedgerNames.All.Add("", "extension");

    public static int Entity { get; } = Instance("entity");

    public static int Identifier { get; } = Instance("identifier");

    public static int Segment { get; } = Instance("segment");

    public static int Period { get; } = Instance("period");

    public static int Instant { get; } = Instance("instant");

    public static int Unit { get; } = Instance("unit");

    public static int Measure { get; } = Instance("measure");

    public static int UniqueId { get; } = Cor("uniqueID");

    public static int IdentifierAuthorityCode { get; } = Cor("identifierAuthorityCode");

    public static int CreationDate { get; } = Cor("creationDate");

    public static int PeriodStart { get; } = Cor("periodCoveredStart");

    public static int PeriodEnd { get; } = Cor("periodCoveredEnd");

    public static int NumberOfEntries { get; } = Bus("numberOfEntries");

    public static int MeasurableQuantity { get; } = Bus("measurableQuantity");

    public static int SourceApplication { get; } = Bus("sourceApplication");

    public static int DefaultCurrency { get; } = LedgerNames.All.Add(LedgerNames.Muc, "defaultCurrency");

    public static int Phone { get; } = Bus("entityPhoneNumber");

    public static int PhoneNumber { get; } = Bus("phoneNumber");

    public static int Email { get; } = Bus("entityEmailAddressStructure");

    public static int EmailAddress { get; } = Bus("entityEmailAddress");

    public static int Organization { get; } = Bus("organizationIdentifiers");

    public static int OrganizationId { get; } = Bus("organizationIdentifier");

    public static int OrganizationKind { get; } = Bus("organizationDescription");

    public static int Address { get; } = Bus("organizationAddress");

    public static int Building { get; } = Bus("organizationBuildingNumber");

    public static int Street { get; } = Bus("organizationAddressStreet");

    public static int City { get; } = Bus("organizationAddressCity");

    public static int ZipCode { get; } = Bus("organizationAddressZipOrPostalCode");

    public static int Country { get; } = Bus("organizationAddressCountry");

    public static int WebSite { get; } = Bus("entityWebSite");

    public static int WebSiteUrl { get; } = Bus("webSiteURL");

    public static int Business { get; } = Bus("businessDescription");

    public static int FiscalStart { get; } = Bus("fiscalYearStart");

    public static int FiscalEnd { get; } = Bus("fiscalYearEnd");

    public static int Accountant { get; } = Bus("accountantInformation");

    public static int AccountantName { get; } = Bus("accountantName");

    public static int Engagement { get; } = Bus("accountantEngagementTypeDescription");

    public static int SignedInfo { get; } = Signature("SignedInfo");

    public static int SignatureMethod { get; } = Signature("SignatureMethod");

    public static int Reference { get; } = Signature("Reference");

    public static int Transforms { get; } = Signature("Transforms");

    public static int KeyInfo { get; } = Signature("KeyInfo");

    public static int X509Data { get; } = Signature("X509Data");

    public static int X509Certificate { get; } = Signature("X509Certificate");

    public static int X509SubjectName { get; } = Signature("X509SubjectName");

    public static int Object { get; } = Signature("Object");

    public static int QualifyingProperties { get; } = Xades("QualifyingProperties");

    public static int SignedProperties { get; } = Xades("SignedProperties");

    public static int SignedSignatureProperties { get; } = Xades("SignedSignatureProperties");

    public static int SigningTime { get; } = Xades("SigningTime");

    public static int SigningCertificate { get; } = Xades("SigningCertificate");

    /// <summary>All names, those of this class included.</summary>
    public static Utf8Names Known { get; } = LedgerNames.All;

    private static int Instance(string name) => LedgerNames.All.Add(LedgerNames.Instance, name);

    private static int Cor(string name) => LedgerNames.All.Add(LedgerNames.Cor, name);

    private static int Bus(string name) => LedgerNames.All.Add(LedgerNames.Bus, name);

    private static int Signature(string name) => LedgerNames.All.Add(LedgerNames.Signatures, name);

    private static int Xades(string name) => LedgerNames.All.Add(LedgerNames.Xades, name);
}
