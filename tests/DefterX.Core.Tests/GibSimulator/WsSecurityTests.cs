using System;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using DefterX.GibSimulator;
using Xunit;

namespace DefterX.Tests.GibSimulator;

public sealed class WsSecurityTests : SimulatorTest
{
    private const string Query = "<paketID>1234567808-202601-YB-000000</paketID>";

    [Theory]
    [InlineData(3600, 300, "expired")]
    [InlineData(-300, 300, "future")]
    [InlineData(0, 7200, "lifetime")]
    [InlineData(0, -30, "lifetime")]
    public async Task Call_WhenTimestampIsNotFresh_IsRefused(int createdAgo, int lifetime, string reason)
    {
        using SoapClient client = new(Server.Address, Signer)
        {
            CreatedAgo = TimeSpan.FromSeconds(createdAgo),
            Lifetime = TimeSpan.FromSeconds(lifetime),
        };
        AssertRefused(reason, await client.CallAsync("getBatchStatus", Query));
    }

    [Theory]
    [InlineData("202601", "202602", "'#Body-1' differs")]
    [InlineData("<wsu:Expires>20", "<wsu:Expires>21", "'#TS-1' differs")]
    [InlineData("rsa-sha256", "rsa-sha512", "does not verify")]
    [InlineData("</wsse:Security>", "<wsse:BinarySecurityToken/></wsse:Security>", "more than one BinarySecurityToken")]
    [InlineData("</soap:Header>", "<x Id=\"Body-1\"/></soap:Header>", "occurs twice")]
    [InlineData("</soap:Body>", "</soap:Body><soap:Body/>", "one operation|more than one Body")]
    [InlineData("URI=\"#X509-1\"", "URI=\"#TS-1\"", "direct reference")]
    public async Task Call_WhenEnvelopeIsChangedAfterSigning_IsRefused(string before, string after, string reason)
    {
        string signed = Client.Sign(Client.Template("getBatchStatus", Query));
        Assert.Contains(before, signed, StringComparison.Ordinal);
        AssertRefused(reason, await Client.PostAsync(signed.Replace(before, after, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("TS-1", "Timestamp is not signed")]
    [InlineData("Body-1", "Body is not signed")]
    public async Task Call_WhenPartIsNotSigned_IsRefused(string id, string reason)
    {
        string template = Regex.Replace(
            Client.Template("getBatchStatus", Query), $"<ds:Reference URI=\"#{id}\">.*?</ds:Reference>", "");
        AssertRefused(reason, await Client.PostAsync(Client.Sign(template)));
    }

    [Fact]
    public async Task Call_WhenSignedBodyIsWrapped_IsRefused()
    {
        string signed = Client.Sign(Client.Template("getBatchStatus", Query));
        string body = Regex.Match(signed, "<soap:Body .*</soap:Body>").Value;
        string forged = body.Replace("202601", "202602", StringComparison.Ordinal).Replace(
            "Body-1", "Body-2", StringComparison.Ordinal);
        string wrapped = signed.Replace(body, forged, StringComparison.Ordinal)
            .Replace("</soap:Header>", $"<wrapper>{body}</wrapper></soap:Header>", StringComparison.Ordinal);
        AssertRefused("Body is not signed", await Client.PostAsync(wrapped));
    }

    [Theory]
    [InlineData("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1", "SHA-2")]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2000/09/xmldsig#rsa-sha1", "signature method")]
    [InlineData("<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"", "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"", "exclusive")]
    [InlineData("#X509v3\" wsu:Id", "#PKCS7\" wsu:Id", "token type")]
    [InlineData("Z</wsu:Created>", "</wsu:Created>", "UTC")]
    public async Task Call_WhenFormIsNotTaken_IsRefused(string before, string after, string reason)
    {
        string template = Client.Template("getBatchStatus", Query).Replace(before, after, StringComparison.Ordinal);
        AssertRefused(reason, await Client.PostAsync(Client.Sign(template)));
    }

    [Fact]
    public async Task Call_WhenEnvelopeIsNotSigned_IsRefused() => AssertRefused("Envelope has no Header", await Client.PostAsync(
        $"""<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Body><getBatchStatus xmlns="http://webservice.edefter.gib.gov.tr/"/></soap:Body></soap:Envelope>"""));

    [Fact]
    public async Task Call_WhenCertificateHasExpired_IsRefused()
    {
        using TestSigner expired = new("1234567808", validDays: -1);
        AssertRefused("not valid at this time", await NewClient(expired).StatusAsync("1234567808-202601-YB-000000"));
    }

    [Fact]
    public async Task Call_WhenAuthorityIsNotTrusted_IsRefused()
    {
        await RestartAsync(new SimulatorOptions { TrustedAuthorities = [Signer.Certificate] });
        using TestSigner other = new("9876543217", "ec");
        AssertRefused("not trusted", await NewClient(other).StatusAsync("9876543217-202601-YB-000000"));
    }

    [Theory]
    [InlineData("<soap:Envelope", "no operation|Unexpected")]
    [InlineData("<x/>", "SOAP 1.2 Envelope")]
    public async Task Call_WhenMessageIsNoEnvelope_IsASenderFault(string message, string reason)
    {
        SoapAnswer answer = await Client.PostAsync(message);
        Assert.Equal((500, "soap:Sender"), (answer.StatusCode, answer["Value"]));
        Assert.Matches(reason, answer["Text"]);
    }

    [Fact]
    public async Task Call_WhenMediaTypeIsNotSoap_IsUnsupported()
    {
        using HttpClient http = new();
        using StringContent content = new("<x/>", Encoding.UTF8, "text/xml");
        using HttpResponseMessage response = await http.PostAsync(Server.Address, content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    private static void AssertRefused(string reason, SoapAnswer answer)
    {
        Assert.Equal((500, "soap:Sender"), (answer.StatusCode, answer["Value"]));
        Assert.Matches(reason, answer["Text"]);
    }
}
