using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Xml;
using DefterX.Devices;
using DefterX.Signatures;
using DefterX.Tests.Checks;

namespace DefterX.Tests.Signatures;

/// <summary>Small invented documents of e-Defter's frame, and a folder for them.</summary>
internal sealed class Documents : IDisposable
{
    public static readonly SoftwareKey RsaKey = SoftwareKey.Rsa();
    public static readonly DateTimeOffset SigningTime = new(2026, 10, 5, 21, 7, 8, 90, TimeSpan.Zero);

    private static readonly Lazy<SoftwareKey> s_ecKey = new(() => SoftwareKey.Ec());

    private const string Frame =
        "xmlns:edefter=\"http://www.edefter.gov.tr\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
    private const string Declared =
        " xmlns:xades=\"http://uri.etsi.org/01903/v1.3.2#\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"";

    private const string Body =
        "<!-- yorum --><x:xbrl xmlns:x=\"http://www.xbrl.org/2003/instance\">\n <x:a  b='1'\ta=\"ÇĞİÖŞÜ\">"
        + "İğne &amp; iplik &#13; <![CDATA[</edefter:defter>]]></x:a><x:b/>\r\n</x:xbrl>";

    public static readonly string Ledger = Document("defter", Declared, Body, "");
    public static readonly string LedgerWithoutDeclarations = Document("defter", "", Body, "");
    public static readonly string Berat = Document(
        "berat", Declared, Body + "<ds:SignatureValue>AAAA\nBBBB</ds:SignatureValue>", "\n");
    public static readonly string Report = Document(
        "defterraporu",
        " xml:lang=\"tr\" xmlns=\"urn:d\" xmlns:ds=\"urn:other\"",
        Body,
        "\n<!-- </edefter:defterraporu> -->\n<?son a?>\n");

    private readonly TemporaryFolder _folder = new();

    public static SoftwareKey EcKey => s_ecKey.Value;

    public void Dispose() => _folder.Dispose();

    public string PathOf(string name) => _folder[name];

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text, new UTF8Encoding(false));
        return PathOf(name);
    }

    public string Sign(string text, ISigningKey key, string name = "signed.xml")
    {
        new XadesSigner(key, SigningTime).Sign(Write("unsigned.xml", text), PathOf(name), CancellationToken.None);
        return PathOf(name);
    }

    /// <summary>xmlsec1's verdict, with the key of the certificate alone.</summary>
    public ExternalTool VerifyByXmlsec(string path, X509Certificate2 certificate) => ExternalTool.Run(
        "xmlsec1", "--verify", "--enabled-reference-uris", "empty,same-doc", "--enabled-key-data", "key-name",
        "--pubkey-cert-pem", Write("certificate.pem", certificate.ExportCertificatePem()),
        "--id-attr:Id", XmlSignatureNames.Xades + ":SignedProperties", "--node-xpath", "/*/*[local-name()='Signature']", path);

    /// <summary>Has xmlsec1 compute the digests and the value of a signature in a file anew.</summary>
    public string SignByXmlsec(string text, SoftwareKey key, string xpath, string name)
    {
        ExternalTool tool = ExternalTool.Run(
            "xmlsec1", "--sign", "--enabled-reference-uris", "empty,same-doc", "--enabled-key-data", "key-name",
            "--privkey-pem", Write("key.pem", key.ExportPrivateKeyPem()), "--output", PathOf(name),
            "--id-attr:Id", XmlSignatureNames.Xades + ":SignedProperties",
            "--id-attr:Id", XmlSignatureNames.Ds + ":SignatureValue",
            "--node-xpath", xpath, Write("template.xml", text));
        Xunit.Assert.True(tool.ExitCode == 0, tool.Errors);
        return PathOf(name);
    }

    public static XmlDocument Load(string path)
    {
        XmlDocument document = new() { PreserveWhitespace = true, XmlResolver = null };
        document.Load(path);
        return document;
    }

    private static string Document(string root, string declarations, string content, string tail) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><?xml-stylesheet type=\"text/xsl\" href=\"yevmiye.xslt\"?>"
        + $"<edefter:{root} {Frame}{declarations} xsi:schemaLocation=\"http://www.edefter.gov.tr ../xsd/edefter.xsd\">"
        + $"{content}</edefter:{root}>{tail}";
}
