using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Gib;
using DefterX.GibSimulator.Faults;
using DefterX.Tests.Checks;
using DefterX.Tests.Gib;
using Xunit;

namespace DefterX.Tests.GibSimulator;

/// <summary>Approved berats that are not; xmlsec1 judges the counter-signatures.</summary>
public sealed class WrongBeratTests : SimulatorTest
{
    private const string CounterSignature = "//*[local-name()='CounterSignature']/*";
    private const string Name = "1234567808-202601-YB-000000";

    [Fact]
    public async Task Receive_WhenNothingIsOrdered_HasASignatureAndACounterSignature()
    {
        string berat = await ReceiveAsync(null);
        Assert.True(IsValid(berat, "/*/*[local-name()='Signature']", Signer.Certificate.ExportCertificatePem()));
        Assert.True(IsValid(berat, CounterSignature, Server.Authority.ExportCertificatePem()));
    }

    [Fact]
    public async Task Receive_WhenNotCounterSigned_HasTheSignatureAlone()
    {
        string berat = await ReceiveAsync(FaultKind.BeratNotCounterSigned);
        Assert.True(IsValid(berat, "/*/*[local-name()='Signature']", Signer.Certificate.ExportCertificatePem()));
        Assert.DoesNotContain("CounterSignature", await File.ReadAllTextAsync(berat), StringComparison.Ordinal);
        Assert.DoesNotContain("UnsignedProperties", await File.ReadAllTextAsync(berat), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_WhenCounterSignatureIsBroken_HasAnInvalidOneAndTheSignature()
    {
        string berat = await ReceiveAsync(FaultKind.BeratCounterSignatureBroken);
        Assert.True(IsValid(berat, "/*/*[local-name()='Signature']", Signer.Certificate.ExportCertificatePem()));
        Assert.False(IsValid(berat, CounterSignature, Server.Authority.ExportCertificatePem()));
    }

    [Fact]
    public async Task Receive_WhenBeratIsOfAnother_HasThatUnderTheNameAskedFor()
    {
        await SucceedAsync(Month("202601", 1), "YB", "KB");
        Server.Faults.Order(Fault.Of(FaultKind.BeratOfAnother));
        (string name, byte[] content) = (await Client.ReceiveAsync(Name)).File();
        Assert.Equal($"GIB-{Name}.xml", name);
        Assert.Contains("KEB202601000001", Encoding.UTF8.GetString(content), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultKind.BeratZipEmpty)]
    [InlineData(FaultKind.BeratZipGarbage)]
    public async Task Receive_WhenZipIsWrong_IsReadByNobody(FaultKind kind)
    {
        await SucceedAsync(Month("202601", 1), "YB");
        Server.Faults.Order(Fault.Of(kind));
        using GibClient client = TestClient.Create(Server.Address);
        GibAttachment attachment = await client.ReceiveDocumentFileAsync(Name, CancellationToken.None);
        DefterXException failure = Assert.Throws<DefterXException>(() => PackageReader.ReadBerat(attachment, Name + ".xml"));
        Assert.Equal(ErrorIds.GibRejected, failure.ErrorId);
    }

    /// <returns>The berat as a file.</returns>
    private async Task<string> ReceiveAsync(FaultKind? kind)
    {
        await SucceedAsync(Month("202601", 1), "YB");
        if (kind is FaultKind wrong)
            Server.Faults.Order(Fault.Of(wrong));
        string path = Folder["berat.xml"];
        await File.WriteAllBytesAsync(path, (await Client.ReceiveAsync(Name)).File().Content);
        return path;
    }

    private bool IsValid(string path, string signature, string certificate)
    {
        File.WriteAllText(Folder["signer.pem"], certificate);
        ExternalTool tool = ExternalTool.Run(
            "xmlsec1", "--verify", "--enabled-key-data", "x509,raw-x509-cert,rsa", "--pubkey-cert-pem", Folder["signer.pem"],
            "--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
            "--id-attr:Id", "http://www.w3.org/2000/09/xmldsig#:SignatureValue",
            "--node-xpath", signature, path);
        return tool.ExitCode == 0;
    }
}
