using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using DefterX.GibSimulator;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.GibSimulator;

public sealed class ProcessingTests : SimulatorTest
{
    public static TheoryData<string, string> Signers => new()
    {
        { "rsa", "X509v3" },
        { "rsa", "X509PKIPathv1" },
        { "ec", "X509v3" },
    };

    [Theory]
    [MemberData(nameof(Signers))]
    public async Task Send_WhenMonthIsRight_IsProcessedAndCounterSigned(string key, string token) =>
        await SendMonthAsync(key, token);

    [GibPackageFact]
    public async Task Send_WhenMonthIsRight_SendsAndAnswersWhatTheChecksAccept()
    {
        List<string> files = [];
        List<string> envelopes = [];
        foreach (object[] signer in Signers)
        {
            (string[] received, string[] sent) = await SendMonthAsync((string)signer[0], (string)signer[1]);
            files.AddRange(received);
            envelopes.AddRange(sent);
        }

        Oracle.AssertAccepts("signature", files);
        Oracle.AssertAccepts("xsd", files);
        Oracle.AssertAccepts("wss", envelopes);
    }

    private async Task<(string[] Files, string[] Envelopes)> SendMonthAsync(string key, string token)
    {
        string folder = Directory.CreateDirectory(Folder[$"{key}-{token}"]).FullName;
        string envelopeFolder = Path.Combine(folder, "envelopes");
        await RestartAsync(new SimulatorOptions { EnvelopeFolder = envelopeFolder, TrustedAuthorities = [TestSigner.Issuer] });
        TestSigner signer = Own(new TestSigner("9876543217", key));
        SoapClient client = Own(new SoapClient(Server.Address, signer) { TokenType = token });
        TestMonth month = new(signer, "202601", 1);
        foreach (string kind in (string[])["YB", "KB", "DR"])
        {
            await client.SendAsync(month.Name(kind) + ".zip", month.Package(kind));
            Assert.Equal("Paket Başarıyla İşlendi", await ResultAsync(month.Name(kind)));
        }

        SoapAnswer status = await client.StatusAsync(month.Name("Y"));
        Assert.Equal(
            ("Paket Başarıyla İşlendi", "3", month.Name("YB")),
            (status["durumAciklama"], status["durumKodu"], status["paketKimligi"]));
        string[] files = await Task.WhenAll(((string[])["YB", "KB"]).Select(async kind =>
        {
            SoapAnswer answer = await client.ReceiveAsync(month.Name(kind));
            (string name, byte[] content) = answer.File();
            Assert.Equal(($"{month.Name(kind)}.zip", $"GIB-{month.Name(kind)}.xml"), (answer["fileName"], name));
            Assert.StartsWith(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>",
                Encoding.UTF8.GetString(content),
                StringComparison.Ordinal);
            await File.WriteAllBytesAsync(Path.Combine(folder, name), content);
            return Path.Combine(folder, name);
        }));
        Assert.Equal(1, Newest(month.Name("YB")).DownloadCount);
        string[] envelopes = Directory.GetFiles(envelopeFolder).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(6, envelopes.Length);
        Assert.Equal("0001-sendDocumentFile.xml", Path.GetFileName(envelopes[0]));
        return (files, envelopes);
    }

    [Fact]
    public async Task Send_WhenGeneralLedgerIsBefore2025_TakesItWithItsBerat()
    {
        await SucceedAsync(Month("202412", 12), "YB", "KB");
    }

    [Fact]
    public async Task Send_WhenDelayed_ShowsTheStages()
    {
        await RestartAsync(new SimulatorOptions { ProcessingDelay = TimeSpan.FromSeconds(2) });
        TestMonth month = Month("202601", 1);
        await SendAsync(month, "YB");
        Assert.Equal("1", (await Client.StatusAsync(month.Name("YB")))["durumKodu"]);
        string text = "";
        while (Newest(month.Name("YB")).Status is PackageStatus.Queued or PackageStatus.BeratAccepted)
        {
            text = Newest(month.Name("YB")).StatusText;
            await Task.Delay(10);
        }

        Assert.Equal("Paket başarılı, defter paketinin işlenmesi bekleniyor.", text);
        Assert.Equal("Paket Başarıyla İşlendi", Newest(month.Name("YB")).StatusText);
    }

    [Theory]
    [InlineData("<gl-cor:amount contextRef=\"journal_context\" decimals=\"INF\" unitRef=\"try\">1000.00", "1000.01", "600 C")]
    [InlineData(">2</gl-bus:numberOfEntries>", ">3</gl-bus:numberOfEntries>", "numberOfEntries")]
    [InlineData("unitRef=\"countable\">0.01<", "unitRef=\"countable\">0.02<", "measurableQuantity")]
    [InlineData("YEV202601000001", "YEV202601000002", "uniqueID")]
    [InlineData("2026-01-31</gl-cor:periodCoveredEnd", "2026-01-30</gl-cor:periodCoveredEnd", "periodCoveredEnd")]
    [InlineData("</ds:SignatureValue>", "\n</ds:SignatureValue>", "imza değeri")]
    public async Task Send_WhenBeratIsNotOfTheLedger_Fails(string before, string after, string reason)
    {
        string replacement = after.StartsWith("1000", StringComparison.Ordinal)
            ? before.Replace("1000.00", after, StringComparison.Ordinal)
            : after;
        TestMonth month = Month("202601", 1) with
        {
            Edit = (kind, document) =>
            {
                string edited = kind == "YB" ? document.Replace(before, replacement, StringComparison.Ordinal) : document;
                Assert.False(kind == "YB" && edited == document, "the edit finds nothing");
                return edited;
            },
        };
        string text = await ProcessAsync(month, "YB");
        Assert.StartsWith(
            "Paket işlenirken hata oluştu. Hata : Berat ile defter uyuşmuyor: " + reason[..3],
            text.Replace("defterin ", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Contains(reason, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("YB", "1234567808</xbrli:identifier>", "9876543217</xbrli:identifier>", "mükellef")]
    [InlineData("YB", "2026-01-01</gl-cor:periodCoveredStart", "2026-02-01</gl-cor:periodCoveredStart", "dönem")]
    [InlineData("YB", ">journal</gl-cor:entriesType>", ">ledger</gl-cor:entriesType>", "entriesType")]
    [InlineData("YB", "2026-12-31</gl-bus:fiscalYearEnd", "2026-01-30</gl-bus:fiscalYearEnd", "hesap dönemi")]
    [InlineData("KB", "KEB202601000001", "KEB202601000000", "uniqueID")]
    [InlineData("KB", "<gl-cor:lineNumber contextRef=\"ledger_context\">1</gl-cor:lineNumber><gl-cor:account><gl-cor:accountMainID contextRef=\"ledger_context\">391", "<gl-cor:lineNumber contextRef=\"ledger_context\">1</gl-cor:lineNumber><gl-cor:account><gl-cor:accountMainID contextRef=\"ledger_context\">392", "391")]
    [InlineData("DR", "defterraporu ", "berat ", "kök")]
    public async Task Send_WhenContentIsNotWhatTheNameSays_Fails(string kind, string before, string after, string reason)
    {
        TestMonth month = Month("202601", 1) with
        {
            Edit = (_, document) => document.Replace(before, after, StringComparison.Ordinal)
                .Replace(kind == "DR" ? "</edefter:defterraporu>" : "\0", "</edefter:berat>", StringComparison.Ordinal),
        };
        Assert.Contains(reason, await ProcessAsync(month, kind), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("YB", "Örnek Çalışan", "Başka Çalışan", "reference ''")]
    [InlineData("Y", "Satış", "Alış", "reference ''")]
    [InlineData("YB", "+03:00</xades:SigningTime>", "+04:00</xades:SigningTime>", "Signed-Properties")]
    [InlineData("YB", "</edefter:berat>", "<extra/></edefter:berat>", "last child")]
    public async Task Send_WhenFileIsChangedAfterSigning_Fails(string kind, string before, string after, string reason)
    {
        TestMonth month = Month("202601", 1);
        string ledger = month.Ledger("Y"), berat = month.Berat("YB", ledger);
        ledger = kind == "Y" ? ledger.Replace(before, after, StringComparison.Ordinal) : ledger;
        berat = kind == "YB" ? berat.Replace(before, after, StringComparison.Ordinal) : berat;
        string text = await ProcessAsync(
            month, "YB", TestMonth.Zip((month.Name("YB") + ".xml", berat), (month.Name("Y") + ".xml", ledger)));
        Assert.Contains("Belge üzerindeki imza geçersizdir", text, StringComparison.Ordinal);
        Assert.Contains(reason, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>",
        "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>"
            + "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>", "only transform")]
    [InlineData("http://www.w3.org/2001/04/xmlenc#sha256\"/>\n<ds:DigestValue/>", "http://www.w3.org/2000/09/xmldsig#sha1\"/>\n<ds:DigestValue/>", "SHA-2")]
    [InlineData("<xades:CertDigest><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>", "<xades:CertDigest><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>AAAA", "CertDigest")]
    [InlineData("Deneme Sertifika", "Başka Sertifika", "X509IssuerName")]
    [InlineData("<ds:X509SerialNumber>", "<ds:X509SerialNumber>1", "X509SerialNumber")]
    [InlineData(" Type=\"http://uri.etsi.org/01903#SignedProperties\"", "", "SignedProperties")]
    [InlineData("<ds:SignatureValue Id=", "<ds:SignatureValue Ident=", "no Id")]
    [InlineData("http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "http://www.w3.org/2001/10/xml-exc-c14n#", "C14N 1.0")]
    [InlineData("<xades:SigningTime>20", "<xades:SigningTime>21", "future")]
    public async Task Send_WhenSignatureIsNotOfTheProfile_Fails(string before, string after, string reason)
    {
        TestMonth month = Month("202601", 1);
        string ledger = month.Ledger("Y");
        string unsigned = Regex.Replace(
            month.Berat("YB", ledger), "<ds:Signature .*</ds:Signature>", "", RegexOptions.Singleline);
        string berat = Signer.Sign(unsigned, template => template.Replace(before, after, StringComparison.Ordinal));
        string text = await ProcessAsync(
            month, "YB", TestMonth.Zip((month.Name("YB") + ".xml", berat), (month.Name("Y") + ".xml", ledger)));
        Assert.Contains(reason, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WhenFileIsSignedByAnother_FailsUnlessAuthorised()
    {
        TestSigner other = Own(new TestSigner("11223344550"));
        TestMonth month = new(other, "202601", 1) { Taxpayer = Signer.Identifier };
        Assert.Contains("imza sahibi 11223344550", await ProcessAsync(month, "YB"), StringComparison.Ordinal);
        await RestartAsync(new SimulatorOptions { AuthorisedSigners = ["11223344550"] });
        await SucceedAsync(month, "YB");
    }

    [Fact]
    public async Task Start_WhenStateIsKept_KnowsWhatWasApprovedAndGoesOnWithTheRest()
    {
        string state = Folder["state"];
        TestMonth month = Month("202601", 1);
        await RestartAsync(new SimulatorOptions { StateFolder = state });
        await SucceedAsync(month, "YB");
        await RestartAsync(new SimulatorOptions { StateFolder = state, ProcessingDelay = TimeSpan.FromHours(1) });
        await SendAsync(month, "KB");
        await RestartAsync(new SimulatorOptions { StateFolder = state });
        Assert.Equal("Paket Başarıyla İşlendi", await ResultAsync(month.Name("KB")));
        Assert.Equal("111", (await SendAsync(month, "YB"))["code"]);
        Assert.NotEmpty((await Client.ReceiveAsync(month.Name("YB"))).File().Content);
    }
}
