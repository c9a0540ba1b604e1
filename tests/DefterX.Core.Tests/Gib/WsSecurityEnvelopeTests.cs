using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using System.Xml.Linq;
using DefterX.Devices;
using DefterX.Gib;
using DefterX.Signatures;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Gib;

public class WsSecurityEnvelopeTests
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(5);

    [GibPackageFact]
    public async Task Sign_WhenAnyKeyTokenAndBody_SatisfiesWss4j()
    {
        using TemporaryFolder folder = new();
        List<string> envelopes = [];
        foreach (string culture in (string[])["", "tr-TR"])
        {
            using CultureScope scope = new(culture);
            foreach (SigningAlgorithm algorithm in Enum.GetValues<SigningAlgorithm>())
            {
                using SoftwareKey key = SoftwareKey.Issued(algorithm);
                foreach (WsSecurityTokenType tokenType in Enum.GetValues<WsSecurityTokenType>())
                {
                    using GibRequest query = GibRequest.Query("getBatchStatus", "1234567808-202609-YB-000000");
                    envelopes.Add(await WriteAsync(folder, query, key, tokenType));
                    using GibRequest turkish = GibRequest.Send("ığüşöçİĞÜŞÖÇ <&> €.zip", RandomFile(folder, 1));
                    envelopes.Add(await WriteAsync(folder, turkish, key, tokenType));
                    using GibRequest large = GibRequest.Send(
                        "1234567808-202609-YB-000000.zip", RandomFile(folder, (5 << 20) + 1));
                    envelopes.Add(await WriteAsync(folder, large, key, tokenType));
                }
            }
        }

        ExternalTool result = Oracle.Run("wss", ["--fresh", .. envelopes]);
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Equal(envelopes.Count, result.Text.Split('\n').Count(line => line.StartsWith("OK\t", StringComparison.Ordinal)));
    }

    [GibPackageFact]
    public async Task Sign_WhenMessageIsChangedAfterwards_FailsInWss4j()
    {
        using TemporaryFolder folder = new();
        using SoftwareKey key = SoftwareKey.Issued(SigningAlgorithm.RsaSha256);
        using GibRequest query = GibRequest.Query("getBatchStatus", "1234567808-202609-YB-000000");
        string path = await WriteAsync(folder, query, key, WsSecurityTokenType.X509PkiPath);
        string text = await File.ReadAllTextAsync(path);
        List<string> changed =
        [
            text.Replace("-YB-", "-KB-", StringComparison.Ordinal),
            text.Replace("</wsu:Expires>", "0</wsu:Expires>", StringComparison.Ordinal),
            text.Replace("getBatchStatus", "receiveDocumentFile", StringComparison.Ordinal),
        ];
        List<string> paths = [.. changed.Select((_, index) => folder[$"changed{index}.xml"])];
        for (int i = 0; i < paths.Count; i++) await File.WriteAllTextAsync(paths[i], changed[i]);

        ExternalTool result = Oracle.Run("wss", paths);
        Assert.Equal(1, result.ExitCode);
        Assert.All(paths, changedPath => Assert.Contains("FAIL\t" + changedPath, result.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SigningAlgorithm.RsaSha256)]
    [InlineData(SigningAlgorithm.EcdsaSha384)]
    public async Task Sign_WhenWritten_VerifiesInXmlsec(SigningAlgorithm algorithm)
    {
        using TemporaryFolder folder = new();
        using SoftwareKey key = SoftwareKey.Issued(algorithm);
        using GibRequest request = GibRequest.Send("1234567808-202609-YB-000000.zip", RandomFile(folder, 100_000));
        string envelope = await WriteAsync(folder, request, key, WsSecurityTokenType.X509PkiPath);
        await File.WriteAllTextAsync(folder["key.pem"], key.Certificate.ExportCertificatePem());

        string[] arguments =
        [
            "--verify", "--pubkey-cert-pem", folder["key.pem"],
            "--id-attr:Id", WsSecurityNames.Wsu + ":Timestamp", "--id-attr:Id", WsSecurityNames.Soap + ":Body", envelope,
        ];
        ExternalTool result = ExternalTool.Run("xmlsec1", arguments);
        Assert.True(result.ExitCode == 0, result.Text);
    }

    [Fact]
    public void Encode_WhenChainHasIssuers_PutsTheLeafLast()
    {
        using SoftwareKey key = SoftwareKey.Issued(SigningAlgorithm.EcdsaSha384);
        byte[] path = WsSecurityPkiPath.Encode(key.Chain);
        AsnReader reader = new AsnReader(path, AsnEncodingRules.DER).ReadSequence();
        Assert.Equal(key.Chain[1].RawData, reader.ReadEncodedValue().ToArray());
        Assert.Equal(key.Certificate.RawData, reader.ReadEncodedValue().ToArray());
        Assert.False(reader.HasData);
    }

    [Fact]
    public async Task Sign_WhenWritten_IsValidForTheLifetimeFromNow()
    {
        using SoftwareKey key = SoftwareKey.Issued(SigningAlgorithm.RsaSha256);
        using GibRequest query = GibRequest.Query("getBatchStatus", "1234567808-202609-YB-000000");
        WsSecurityEnvelope envelope = Sign(query, key, WsSecurityTokenType.X509V3);
        using MemoryStream written = new();
        await envelope.WriteToAsync(written, CancellationToken.None);
        Assert.Equal(envelope.Length, written.Length);

        XElement root = XElement.Parse(Encoding.UTF8.GetString(written.ToArray()));
        string created = root.Descendants(XName.Get("Created", WsSecurityNames.Wsu)).Single().Value;
        string expires = root.Descendants(XName.Get("Expires", WsSecurityNames.Wsu)).Single().Value;
        Assert.Equal(s_lifetime, Utc(expires) - Utc(created));
        Assert.InRange(DateTimeOffset.UtcNow - Utc(created), TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task WriteToAsync_WhenFileIsLarge_WritesSmallChunks()
    {
        using TemporaryFolder folder = new();
        using SoftwareKey key = SoftwareKey.Issued(SigningAlgorithm.RsaSha256);
        string path = RandomFile(folder, 20 << 20);
        using GibRequest request = GibRequest.Send("1234567808-202609-YB-000000.zip", path);
        WsSecurityEnvelope envelope = Sign(request, key, WsSecurityTokenType.X509PkiPath);
        using LargestWriteStream stream = new();
        await envelope.WriteToAsync(stream, CancellationToken.None);
        Assert.Equal(envelope.Length, stream.Length);
        Assert.InRange(stream.LargestWrite, 1, 64 * 1024);
    }

    private static WsSecurityEnvelope Sign(GibRequest request, SoftwareKey key, WsSecurityTokenType tokenType) =>
        WsSecurityEnvelope.Sign(request.OpenContent, key, tokenType, s_lifetime, CancellationToken.None);

    private static async Task<string> WriteAsync(
        TemporaryFolder folder, GibRequest request, SoftwareKey key, WsSecurityTokenType tokenType)
    {
        WsSecurityEnvelope envelope = Sign(request, key, tokenType);
        string path = folder[Guid.NewGuid().ToString("N") + ".xml"];
        using FileStream stream = File.Create(path);
        await envelope.WriteToAsync(stream, CancellationToken.None);
        return path;
    }

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.ParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string RandomFile(TemporaryFolder folder, int size)
    {
        byte[] content = new byte[size];
        new Random(size).NextBytes(content);
        string path = folder[Guid.NewGuid().ToString("N") + ".zip"];
        File.WriteAllBytes(path, content);
        return path;
    }

    private sealed class LargestWriteStream : MemoryStream
    {
        public int LargestWrite { get; private set; }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            LargestWrite = Math.Max(LargestWrite, count);
            return base.WriteAsync(buffer, offset, count, cancellationToken);
        }
    }
}
