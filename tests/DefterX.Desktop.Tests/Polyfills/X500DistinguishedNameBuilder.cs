using System.Collections.Generic;
using System.Formats.Asn1;

namespace System.Security.Cryptography.X509Certificates;

/// <summary>A distinguished name of which what was added last comes first.</summary>
internal sealed class X500DistinguishedNameBuilder
{
    private readonly List<byte[]> _parts = [];

    public void AddCommonName(string name) => Add("2.5.4.3", name);

    public void AddCountryOrRegion(string code) => Add("2.5.4.6", code, UniversalTagNumber.PrintableString);

    public void AddOrganizationName(string name) => Add("2.5.4.10", name);

    public void AddDomainComponent(string name) => Add("0.9.2342.19200300.100.1.25", name, UniversalTagNumber.IA5String);

    public void AddEmailAddress(string address) => Add("1.2.840.113549.1.9.1", address, UniversalTagNumber.IA5String);

    public void Add(string type, string value, UniversalTagNumber tag = UniversalTagNumber.UTF8String)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(type);
                writer.WriteCharacterString(tag, value);
            }
        }

        _parts.Insert(0, writer.Encode());
    }

    public X500DistinguishedName Build()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (byte[] part in _parts) writer.WriteEncodedValue(part);
        }

        return new X500DistinguishedName(writer.Encode());
    }
}
