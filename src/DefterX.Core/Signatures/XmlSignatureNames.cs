namespace DefterX.Signatures;

/// <summary>Namespaces and identifiers of XMLDSig, XAdES and e-Defter.</summary>
internal static class XmlSignatureNames
{
    public const string Ds = "http://www.w3.org/2000/09/xmldsig#";
    public const string Ds11 = "http://www.w3.org/2009/xmldsig11#";
    public const string Xades = "http://uri.etsi.org/01903/v1.3.2#";
    public const string EDefter = "http://www.edefter.gov.tr";
    public const string EnvelopedSignature = Ds + "enveloped-signature";
    public const string ExclusiveC14N = "http://www.w3.org/2001/10/xml-exc-c14n#";

    /// <summary>The type of the reference to the signed properties (ETSI TS 101 903, 6.3.1).</summary>
    public const string SignedPropertiesType = "http://uri.etsi.org/01903#SignedProperties";
}
