using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace DefterX.Tests.Signatures.Fuzz;

/// <summary>A small signed document of e-Defter, and who signed it.</summary>
/// <param name="Name">The kind and the key: <c>YB-ec</c>.</param>
/// <param name="Xml">The document.</param>
/// <param name="Signer">The certificate's PEM file.</param>
/// <param name="CounterSigner">That of the counter-signer; null where there is none.</param>
internal sealed record SignedSample(string Name, byte[] Xml, string Signer, string? CounterSigner)
{
    private const string Declarations =
        " xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" xmlns:xades=\"http://uri.etsi.org/01903/v1.3.2#\"";

    /// <summary>Journal, ledger, their berats, report, and a berat that was approved; each with RSA and EC.</summary>
    public static IReadOnlyList<SignedSample> All(Documents documents)
    {
        List<SignedSample> samples = [];
        SoftwareKey authority = CounterSignedBerat.AuthorityKey();
        string authorityPem = documents.Write("authority.pem", authority.Certificate.ExportCertificatePem());
        (string, SoftwareKey)[] keys = [("rsa", Documents.RsaKey), ("ec", Documents.EcKey)];
        foreach ((string suffix, SoftwareKey key) in keys)
        {
            string pem = documents.Write(suffix + ".pem", key.Certificate.ExportCertificatePem());
            foreach ((string kind, string text) in Texts())
                samples.Add(new SignedSample($"{kind}-{suffix}", File.ReadAllBytes(documents.Sign(text, key)), pem, null));
            string berat = Texts().Single(text => text.Kind == "YB").Text;
            byte[] approved = File.ReadAllBytes(CounterSignedBerat.Make(documents, berat, key, authority));
            samples.Add(new SignedSample("GIB-YB-" + suffix, approved, pem, authorityPem));
        }

        return samples;
    }

    private static IEnumerable<(string Kind, string Text)> Texts()
    {
        const string Value = "<ds:SignatureValue Id=\"Ledger-Value-Id-1\">QUJD\nREVG</ds:SignatureValue>";
        yield return ("Y", Text("defter", Declarations, "YEV202609000009", ""));
        string ledger = Text("defter", Declarations + " xml:lang='tr'", "KEB202609000009", "");
        yield return ("K", ledger.Replace("\n", "\r\n", StringComparison.Ordinal));
        yield return ("YB", Text("berat", Declarations, "YEV202609000009", Value));
        yield return ("KB", Text("berat", Declarations, "KEB202609000009", Value));
        yield return ("DR", Text("defterraporu", "", "EDR202609000009", "") + "<!-- rapor -->\n<?son?>\n");
    }

    private static string Text(string root, string declarations, string id, string behind) => $"""
        <?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/xsl" href="yevmiye.xslt"?>
        <edefter:{root} xmlns:edefter="http://www.edefter.gov.tr"{declarations} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.edefter.gov.tr ../xsd/edefter.xsd"><xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:gl-cor="http://www.xbrl.org/int/gl/cor/2006-10-25" xmlns:gl-bus='http://www.xbrl.org/int/gl/bus/2006-10-25'>
        <!-- dönem -->
        <xbrli:context id="now"><xbrli:identifier scheme="http://www.gib.gov.tr">1234567808</xbrli:identifier></xbrli:context>
        <gl-cor:accountingEntries>
        <gl-cor:uniqueID contextRef="now">{id}</gl-cor:uniqueID>
        <gl-bus:creator contextRef="now">Işıl İnce &amp; ortağı</gl-bus:creator>
        <gl-cor:entryHeader Id="fiş-1"><gl-cor:amount decimals="2" contextRef="now" unitRef="try">1250.00</gl-cor:amount><gl-cor:detailComment contextRef="now"/></gl-cor:entryHeader>
        <gl-cor:entryHeader Id="fiş-2"><gl-cor:amount decimals="2" contextRef="now" unitRef="try">980.50</gl-cor:amount><?not iki?></gl-cor:entryHeader>
        </gl-cor:accountingEntries></xbrli:xbrl>{behind}</edefter:{root}>
        """;
}
