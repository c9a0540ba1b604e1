namespace DefterX.Signatures;

/// <summary>Namespaces and identifiers of a signed SOAP 1.2 message to GİB;
/// those of its signature are in <see cref="XmlSignatureNames"/>.</summary>
internal static class WsSecurityNames
{
    public const string Soap = "http://www.w3.org/2003/05/soap-envelope";
    public const string Web = "http://webservice.edefter.gib.gov.tr/";
    public const string Wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    public const string Wsse11 = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd";
    public const string Wsu = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    public const string Base64Binary =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";

    private const string TokenProfile = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#";
    public const string X509V3 = TokenProfile + "X509v3";
    public const string X509PkiPath = TokenProfile + "X509PKIPathv1";
}
