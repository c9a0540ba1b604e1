using System;
using System.Formats.Asn1;
using System.IO;
using System.IO.Compression;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using System.Xml;

namespace DefterX.Tests.GibSimulator;

/// <summary>Sends envelopes that xmlsec1 signed, and reads the answers.</summary>
internal sealed class SoapClient(Uri address, TestSigner signer) : IDisposable
{
    public const string Wss = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    public const string ExclusiveC14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private readonly HttpClient _http = new();

    public string TokenType { get; init; } = "X509v3";

    public TimeSpan CreatedAgo { get; init; }

    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(5);

    public void Dispose() => _http.Dispose();

    public Task<SoapAnswer> SendAsync(string fileName, byte[] content) => CallAsync(
        "sendDocumentFile",
        $"<Attachment><fileName>{fileName}</fileName><binaryData>{Convert.ToBase64String(content)}</binaryData></Attachment>");

    public Task<SoapAnswer> StatusAsync(string id) => CallAsync("getBatchStatus", $"<paketID>{id}</paketID>");

    public Task<SoapAnswer> ReceiveAsync(string id) => CallAsync("receiveDocumentFile", $"<paketID>{id}</paketID>");

    public Task<SoapAnswer> CallAsync(string operation, string children) => PostAsync(Sign(Template(operation, children)));

    public async Task<SoapAnswer> PostAsync(string envelope)
    {
        using StringContent content = new(envelope, Encoding.UTF8, "application/soap+xml");
        using HttpResponseMessage response = await _http.PostAsync(address, content);
        return new SoapAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public string Sign(string template) => signer.Xmlsec(
        template,
        "--id-attr:Id", Wss + "wssecurity-utility-1.0.xsd:Timestamp",
        "--id-attr:Id", "http://www.w3.org/2003/05/soap-envelope:Body");

    public string Template(string operation, string children)
    {
        DateTime created = DateTime.UtcNow - CreatedAgo;
        string type = $"{Wss}x509-token-profile-1.0#{TokenType}";
        string Reference(string id, string prefixes) =>
            $"""<ds:Reference URI="#{id}"><ds:Transforms><ds:Transform Algorithm="{ExclusiveC14N}"><ec:InclusiveNamespaces xmlns:ec="{ExclusiveC14N}" PrefixList="{prefixes}"/></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference>""";
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope" xmlns:web="http://webservice.edefter.gib.gov.tr/" xmlns:wsu="{Wss}wssecurity-utility-1.0.xsd"><soap:Header><wsse:Security xmlns:wsse="{Wss}wssecurity-secext-1.0.xsd" soap:mustUnderstand="true"><wsu:Timestamp wsu:Id="TS-1"><wsu:Created>{created:yyyy-MM-ddTHH\:mm\:ss.fffZ}</wsu:Created><wsu:Expires>{created + Lifetime:yyyy-MM-ddTHH\:mm\:ss.fffZ}</wsu:Expires></wsu:Timestamp><wsse:BinarySecurityToken EncodingType="{Wss}soap-message-security-1.0#Base64Binary" ValueType="{type}" wsu:Id="X509-1">{Convert.ToBase64String(Token())}</wsse:BinarySecurityToken><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="{ExclusiveC14N}"><ec:InclusiveNamespaces xmlns:ec="{ExclusiveC14N}" PrefixList="soap web"/></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="{signer.Method}"/>{Reference("TS-1", "wsse soap web")}{Reference("Body-1", "web")}</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><wsse:SecurityTokenReference xmlns:wsse11="http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd" wsse11:TokenType="{type}"><wsse:Reference URI="#X509-1" ValueType="{type}"/></wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature></wsse:Security></soap:Header><soap:Body wsu:Id="Body-1"><web:{operation}>{children}</web:{operation}></soap:Body></soap:Envelope>
            """;
    }

    private byte[] Token()
    {
        if (TokenType == "X509v3")
            return signer.Certificate.RawData;
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(TestSigner.Issuer.RawData);
            writer.WriteEncodedValue(signer.Certificate.RawData);
        }

        return writer.Encode();
    }
}

/// <summary>An answer of the service; values by local name.</summary>
internal sealed record SoapAnswer(int StatusCode, string Text)
{
    public string this[string name]
    {
        get
        {
            XmlDocument document = new();
            document.LoadXml(Text);
            return document.SelectSingleNode($"//*[local-name()='{name}']")?.InnerText ?? "";
        }
    }

    /// <summary>The one file of the zip that was received.</summary>
    public (string Name, byte[] Content) File()
    {
        using ZipArchive archive = new(new MemoryStream(Convert.FromBase64String(this["binaryData"])));
        using Stream stream = archive.Entries[0].Open();
        using MemoryStream content = new();
        stream.CopyTo(content);
        return (archive.Entries[0].FullName, content.ToArray());
    }
}
