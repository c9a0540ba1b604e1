using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace DefterX.Ledgers.Rules;

/// <summary>documentInfo, entityInformation and the signature.</summary>
internal sealed partial class HeadRules
{
    private void CheckDocumentInfo(HeadNode info)
    {
        _at = info;
        Require(info, LedgerNames.EntriesType, Rule.EntriesType);
        CheckEntriesType(info);
        CheckUniqueId(info);
        Require(info, HeadNames.CreationDate, Rule.CreationDate);
        Require(info, HeadNames.PeriodStart, Rule.PeriodStart);
        Require(info, HeadNames.PeriodEnd, Rule.PeriodEnd);
        List<string> starts = Texts(info, HeadNames.PeriodStart);
        List<string> ends = Texts(info, HeadNames.PeriodEnd);
        List<string> created = Texts(info, HeadNames.CreationDate);
        string start = starts.FirstOrDefault() ?? "";
        string end = ends.FirstOrDefault() ?? "";
        if (!AnyNotBefore(ends, starts)) Fail(Rule.PeriodOrder, end, end, start);
        if (!ends.Exists(starts.Contains)) Fail(Rule.PeriodDay, end, end, start);
        if (!AnyNotBefore(created, ends)) Fail(Rule.CreationOrder, created.FirstOrDefault() ?? "", created.FirstOrDefault(), end);
        if (!Single(info, HeadNames.SourceApplication, out string source) || Normal(source).Length == 0)
        {
            Fail(Rule.SourceApplication);
        }

        // $donem and its parts come from the whole document.
        string first = _globals.PeriodStarts.Count > 0 ? Encoding.UTF8.GetString(_globals.PeriodStarts[0]) : "";
        string year = Part(first, 0, 4);
        string month = Part(first, 5, 2);
        string period = NumberText(year + month);
        if (!Contains(_globals.FileName, "-" + period + "-")) Fail(Rule.FilePeriod, period);

        // A let of several values ends the rule in XSLT.
        if (ends.Count > 1) return;
        if (year != Part(end, 0, 4)) Fail(Rule.PeriodYear, end, year, Part(end, 0, 4));
        if (month != Part(end, 5, 2)) Fail(Rule.PeriodMonth, end, month, Part(end, 5, 2));
        if (!Single(info, HeadNames.UniqueId, out string id) || !Contains(id, year + month))
        {
            Fail(Rule.UniqueIdPeriod, id, id, year + month);
        }
    }

    private void CheckEntriesType(HeadNode info)
    {
        bool isSingle = Single(info, LedgerNames.EntriesType, out string raw);
        string type = Normal(raw);
        void MustBe(Rule rule, string expected)
        {
            if (!isSingle || type != expected) Fail(rule, raw, raw, expected);
        }

        MustBe(Rule.EntriesTypeJournal, "journal");
        MustBe(Rule.EntriesTypeLedger, "ledger");
        MustBe(Rule.EntriesTypeAssets, "assets");
        MustBe(Rule.EntriesTypeBeratAssets, "assets");
        List<string> types = EntriesTypes();
        if (types.Contains("journal")) MustBe(Rule.EntriesTypeBeratJournal, "journal");
        if (types.Contains("ledger")) MustBe(Rule.EntriesTypeBeratLedger, "ledger");
        if (info.Has(LedgerNames.EntriesType) && !Texts(info, LedgerNames.EntriesType).Contains("trialbalance"))
        {
            Fail(Rule.EntriesTypeReport, raw, raw, "trialbalance");
        }
    }

    private void CheckUniqueId(HeadNode info)
    {
        Require(info, HeadNames.UniqueId, Rule.UniqueId);
        if (!info.Has(HeadNames.UniqueId)) return;
        bool isSingle = Single(info, HeadNames.UniqueId, out string raw);
        string id = Normal(raw);
        void MustBegin(Rule rule, string prefix)
        {
            if (!isSingle || !id.StartsWith(prefix, StringComparison.Ordinal)) Fail(rule, raw, raw, prefix);
        }

        MustBegin(Rule.UniqueIdJournal, "YEV");
        MustBegin(Rule.UniqueIdLedger, "KEB");
        MustBegin(Rule.UniqueIdAssets, "ENV");
        List<string> types = EntriesTypes();
        if (types.Contains("journal")) MustBegin(Rule.UniqueIdBeratJournal, "YEV");
        if (types.Contains("ledger")) MustBegin(Rule.UniqueIdBeratLedger, "KEB");
        if (types.Contains("assets")) MustBegin(Rule.UniqueIdBeratAssets, "ENV");
        if (!isSingle || Length(id) != 15) Fail(Rule.UniqueIdLength, raw);
    }

    private void CheckEntityInformation(HeadNode entity)
    {
        _at = entity;
        Require(entity, HeadNames.Phone, Rule.Phone);
        Require(entity, HeadNames.Email, Rule.Email);
        Require(entity, HeadNames.Organization, Rule.Organization);
        List<HeadNode> identifiers = All(LedgerNames.Xbrl, LedgerNames.Context, HeadNames.Entity, HeadNames.Identifier);
        int digits = identifiers.Count == 0 ? 0 : Length(identifiers[0].Text);
        List<HeadNode> companies = Described(entity, Kurum);
        List<HeadNode> persons = Described(entity, Person);
        List<HeadNode> numbers = Described(entity, BranchNumber);
        List<HeadNode> names = Described(entity, BranchName);
        if (identifiers.Count > 1 || (digits == 10 && companies.Count != 1)) Fail(Rule.TitleOfCompany, Text(companies.Count));
        if (identifiers.Count > 1 || (digits == 11 && persons.Count != 1)) Fail(Rule.NameOfPerson, Text(persons.Count));
        if ((companies.Count == 1) == (persons.Count == 1)) Fail(Rule.TitleOrName, "", companies.Count, persons.Count);
        CheckIdentifier(companies, Rule.TitleLength, text => Length(text) >= 2);
        CheckIdentifier(persons, Rule.NameLength, text => Length(text) >= 2);
        if ((numbers.Count == 1 && names.Count != 1) || (names.Count == 1 && numbers.Count != 1)) Fail(Rule.BranchPair);
        if (numbers.Count > 1 || names.Count > 1) Fail(Rule.BranchOnce);
        CheckIdentifier(numbers, Rule.BranchNumber, text => text.Length == 4 && IsDigits(text));
        CheckIdentifier(names, Rule.BranchName, text => Length(text) >= 2);
        CheckAddress(entity);
        Require(entity, HeadNames.WebSite, Rule.WebSite);
        if (!Single(entity, HeadNames.Business, out string business) || Normal(business).Length == 0) Fail(Rule.Business);
        Require(entity, HeadNames.FiscalStart, Rule.FiscalStart);
        Require(entity, HeadNames.FiscalEnd, Rule.FiscalEnd);
        List<string> starts = Texts(entity, HeadNames.FiscalStart);
        List<string> ends = Texts(entity, HeadNames.FiscalEnd);
        if (!ends.Exists(end => starts.Exists(start => string.CompareOrdinal(end, start) > 0)))
        {
            Fail(Rule.FiscalOrder, ends.FirstOrDefault() ?? "", ends.FirstOrDefault(), starts.FirstOrDefault());
        }

        Require(entity, HeadNames.Accountant, Rule.Accountant);
        Filled(entity, HeadNames.Accountant, HeadNames.AccountantName, Rule.AccountantName);
        Filled(entity, HeadNames.Accountant, HeadNames.Engagement, Rule.Engagement);
        Filled(entity, HeadNames.Phone, HeadNames.PhoneNumber, Rule.PhoneNumber);
        Filled(entity, HeadNames.Email, HeadNames.EmailAddress, Rule.EmailAddress);
        foreach (HeadNode site in entity.All(HeadNames.WebSite))
        {
            _at = site;
            Require(site, HeadNames.WebSiteUrl, Rule.WebSiteUrl);
        }
    }

    private void CheckAddress(HeadNode entity)
    {
        List<HeadNode> addresses = entity.All(HeadNames.Address);
        if (addresses.Count == 0)
        {
            Fail(Rule.Address);
            return;
        }

        void Need(int name, Rule rule)
        {
            if (!addresses.Exists(address => address.Has(name))) Fail(rule);
        }

        Need(HeadNames.Building, Rule.Building);
        Need(HeadNames.Street, Rule.Street);
        Need(HeadNames.City, Rule.City);
        Need(HeadNames.ZipCode, Rule.ZipCode);
        Need(HeadNames.Country, Rule.Country);
    }

    // Of the one identifier with a description, the value; several are another rule's matter.
    private void CheckIdentifier(List<HeadNode> described, Rule rule, Predicate<string> isRight)
    {
        if (described.Count != 1) return;
        bool isSingle = Single(described[0], HeadNames.OrganizationId, out string raw);
        if (!isSingle || !isRight(Normal(raw))) Fail(rule, raw);
    }

    private void Filled(HeadNode entity, int structure, int name, Rule rule)
    {
        foreach (HeadNode node in entity.All(structure))
        {
            _at = node;
            if (!Single(node, name, out string text) || Normal(text).Length == 0) Fail(rule);
        }
    }

    private void CheckSignature(HeadNode signature)
    {
        _at = signature;
        if (!signature.All(LedgerNames.SignatureValue).Exists(value => value.Tag!.Attribute("Id") is not null))
        {
            Fail(Rule.SignatureValueId);
        }

        List<HeadNode> references = Under(signature, HeadNames.SignedInfo, HeadNames.Reference);
        if (!references.Exists(reference => reference.Has(HeadNames.Transforms))) Fail(Rule.SignatureTransforms);
        List<HeadNode> keys = signature.All(HeadNames.KeyInfo);
        List<HeadNode> data = Under(signature, HeadNames.KeyInfo, HeadNames.X509Data);
        if (keys.Count == 0) Fail(Rule.SignatureKeyInfo);
        else if (data.Count == 0) Fail(Rule.SignatureX509Data);
        Require(signature, HeadNames.Object, Rule.SignatureObject);
        List<HeadNode> properties = Under(
            signature, HeadNames.Object, HeadNames.QualifyingProperties, HeadNames.SignedProperties, HeadNames.SignedSignatureProperties);
        if (signature.Has(HeadNames.Object))
        {
            if (!properties.Exists(property => property.Has(HeadNames.SigningTime))) Fail(Rule.SigningTime);
            if (!properties.Exists(property => property.Has(HeadNames.SigningCertificate))) Fail(Rule.SigningCertificate);
        }

        int whole = references.Count(reference => reference.Tag!.Attribute("URI") == "");
        if (whole != 1) Fail(Rule.SignatureReference, Text(whole));
        List<string> methods = [.. Under(signature, HeadNames.SignedInfo, HeadNames.SignatureMethod)
            .Select(method => method.Tag!.Attribute("Algorithm")).OfType<string>()];
        if (methods.Count > 1 || methods.Exists(method => method.EndsWith("sha1", StringComparison.Ordinal)))
        {
            Fail(Rule.SignatureSha1, methods[0]);
        }

        foreach (HeadNode node in data)
        {
            _at = node;
            Require(node, HeadNames.X509Certificate, Rule.X509Certificate);
            foreach (HeadNode name in node.All(HeadNames.X509SubjectName))
            {
                _at = name;
                if (Normal(name.Text).Length == 0) Fail(Rule.X509SubjectName);
            }
        }
    }

    private static List<HeadNode> Described(HeadNode entity, string description) =>
        [.. entity.All(HeadNames.Organization).Where(node => Texts(node, HeadNames.OrganizationKind).Contains(description))];

    private static List<string> Texts(HeadNode node, int name) => [.. node.All(name).Select(child => child.Text)];

    private static bool AnyNotBefore(List<string> left, List<string> right) =>
        left.Exists(l => right.Exists(r => string.CompareOrdinal(l, r) >= 0));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // What XPath makes of number() of a text and a string of that again.
    private static string NumberText(string text)
    {
        double number = XsNumber.Number(Encoding.UTF8.GetBytes(text));
        return double.IsNaN(number) ? "NaN" : number.ToString("R", CultureInfo.InvariantCulture);
    }
}
