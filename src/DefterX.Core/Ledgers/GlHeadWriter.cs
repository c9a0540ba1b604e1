using System;
using System.Globalization;
using System.Text;
using DefterX.Office;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes documentInfo and entityInformation (XBRL GL Genel Açıklamalar 4.1, 4.2).</summary>
internal sealed class GlHeadWriter
{
    private readonly CanonicalBuffer _buffer;
    private readonly LedgerRequest _request;
    private readonly LedgerPart _part;
    private readonly string _context;

    public GlHeadWriter(CanonicalBuffer buffer, LedgerRequest request, LedgerPart part, string context)
    {
        _buffer = buffer;
        _request = request;
        _part = part;
        _context = context;
    }

    private Firm Firm => _request.Id.Firm;

    /// <summary>accountingEntries up to the first entryHeader.</summary>
    /// <param name="entriesType">journal, ledger or assets.</param>
    /// <param name="prefix">YEV, KEB or ENV.</param>
    /// <param name="subject">How the document is called in entriesComment.</param>
    public void Write(string entriesType, string prefix, string subject)
    {
        _buffer.Raw("<gl-cor:accountingEntries>\n<gl-cor:documentInfo>\n"u8);
        DocumentInfo(entriesType, prefix, subject);
        _buffer.Raw("</gl-cor:documentInfo>\n<gl-cor:entityInformation>\n"u8);
        Entity();
        _buffer.Raw("</gl-cor:entityInformation>\n"u8);
    }

    private void DocumentInfo(string entriesType, string prefix, string subject)
    {
        Leaf("gl-cor:entriesType", entriesType);
        Leaf(
            "gl-cor:uniqueID",
            prefix + _request.Id.Period.Compact + _part.Sequence.ToString("D6", CultureInfo.InvariantCulture));
        Leaf("gl-cor:language", "iso639:tr");
        Leaf("gl-cor:creationDate", Day(_request.CreationDate));
        Leaf("gl-bus:creator", Firm.Creator ?? Firm.Accountants[0].Name);
        Leaf(
            "gl-cor:entriesComment",
            EntriesComment.Of(_part.Start, _part.End, Firm.Title, _request.Id.Branch?.Name, subject));
        Leaf("gl-cor:periodCoveredStart", Day(_part.Start));
        Leaf("gl-cor:periodCoveredEnd", Day(_part.End));
        Leaf("gl-bus:sourceApplication", _request.SourceApplication);
        if (Firm.Currency != "TRY" || Firm.IsMultiCurrency) Leaf("gl-muc:defaultCurrency", "iso4217:" + Firm.Currency);
    }

    private void Entity()
    {
        Group("gl-bus:entityPhoneNumber", () =>
        {
            Leaf("gl-bus:phoneNumberDescription", "main");
            Leaf("gl-bus:phoneNumber", Firm.Phone);
        });
        if (!string.IsNullOrEmpty(Firm.Fax))
        {
            Group("gl-bus:entityFaxNumberStructure", () => Leaf("gl-bus:entityFaxNumber", Firm.Fax!));
        }

        Group("gl-bus:entityEmailAddressStructure", () => Leaf("gl-bus:entityEmailAddress", Firm.Email));
        Identifier(Firm.Title, Firm.IsPerson ? "Adı Soyadı" : "Kurum Unvanı");
        if (_request.Id.Branch is Branch branch)
        {
            Identifier(branch.Name, "Şube Adı");
            Identifier(branch.Number, "Şube No");
        }

        Group("gl-bus:organizationAddress", OrganizationAddress);
        Group("gl-bus:entityWebSite", () => Leaf("gl-bus:webSiteURL", Firm.WebSite));
        Leaf("gl-bus:businessDescription", Firm.NaceCode);
        Leaf("gl-bus:fiscalYearStart", Day(_request.Id.FiscalYear.Start));
        Leaf("gl-bus:fiscalYearEnd", Day(_request.Id.FiscalYear.End));
        foreach (Accountant accountant in Firm.Accountants)
        {
            Group("gl-bus:accountantInformation", () => AccountantInformation(accountant));
        }
    }

    private void Identifier(string value, string description) => Group("gl-bus:organizationIdentifiers", () =>
    {
        Leaf("gl-bus:organizationIdentifier", value);
        Leaf("gl-bus:organizationDescription", description);
    });

    private void OrganizationAddress()
    {
        Leaf("gl-bus:organizationBuildingNumber", Firm.Address.BuildingNumber);
        Leaf("gl-bus:organizationAddressStreet", Firm.Address.Street);
        OptionalLeaf("gl-bus:organizationAddressStreet2", Firm.Address.Street2);
        Leaf("gl-bus:organizationAddressCity", Firm.Address.City);
        Leaf("gl-bus:organizationAddressZipOrPostalCode", Firm.Address.ZipCode);
        Leaf("gl-bus:organizationAddressCountry", Firm.Address.Country);
    }

    private void AccountantInformation(Accountant accountant)
    {
        Leaf("gl-bus:accountantName", accountant.Name);
        Group("gl-bus:accountantAddress", () =>
        {
            Leaf("gl-bus:accountantBuildingNumber", accountant.Address.BuildingNumber);
            Leaf("gl-bus:accountantStreet", accountant.Address.Street);
            OptionalLeaf("gl-bus:accountantAddressStreet2", accountant.Address.Street2);
            Leaf("gl-bus:accountantCity", accountant.Address.City);
            Leaf("gl-bus:accountantCountry", accountant.Address.Country);
            Leaf("gl-bus:accountantZipOrPostalCode", accountant.Address.ZipCode);
        });
        Leaf("gl-bus:accountantEngagementTypeDescription", accountant.Engagement);
        if (accountant.Phone is null && accountant.Fax is null && accountant.Email is null) return;
        Group("gl-bus:accountantContactInformation", () =>
        {
            Contact("gl-bus:accountantContactPhone", "gl-bus:accountantContactPhoneNumber", accountant.Phone, phone: true);
            Contact("gl-bus:accountantContactFax", "gl-bus:accountantContactFaxNumber", accountant.Fax);
            Contact("gl-bus:accountantContactEmail", "gl-bus:accountantContactEmailAddress", accountant.Email);
        });
    }

    private void Contact(string group, string name, string? value, bool phone = false)
    {
        if (string.IsNullOrEmpty(value)) return;
        Group(group, () =>
        {
            if (phone) Leaf("gl-bus:accountantContactPhoneNumberDescription", "bookkeeper");
            Leaf(name, value!);
        });
    }

    private void Group(string name, Action content)
    {
        byte[] tag = Encoding.UTF8.GetBytes(name);
        _buffer.Raw("<"u8).Raw(tag).Raw(">\n"u8);
        content();
        _buffer.Raw("</"u8).Raw(tag).Raw(">\n"u8);
    }

    private void OptionalLeaf(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) Leaf(name, value!);
    }

    private void Leaf(string name, string value) => _buffer.Element(new GlElement(name, _context), value).Raw("\n"u8);

    private static string Day(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
