using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DefterX.Tests.Certificates;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Signatures.TimeStamps;

/// <summary>A time-stamping authority: <c>openssl ts</c>, which is also the judge of what it made.</summary>
internal sealed class OpenSslTimeStamps : IDisposable
{
    public const string DefaultPolicy = "1.2.3.4.1";
    public const string OtherPolicy = "1.2.3.4.2";

    private readonly TemporaryFolder _folder = new();

    /// <param name="root">Who issues the authority's certificate.</param>
    /// <param name="extensions">What the certificate says beside its purpose.</param>
    public OpenSslTimeStamps(TestAuthority root, params X509Extension[] extensions)
    {
        Root = root;
        Authority = root.Leaf("Zaman Damgası Makamı", extensions: [Purpose(isCritical: true), .. extensions]);
        root.WriteCertificate(_folder["root.pem"]);
        Authority.WriteCertificate(_folder["tsa.pem"]);
        Authority.WriteKey(_folder["tsa.key"]);
        File.WriteAllText(_folder["serial"], "01\n");
        File.WriteAllText(
            _folder["tsa.cnf"],
            $"[tsa]\nserial={_folder["serial"]}\ndefault_policy={DefaultPolicy}\nother_policies={OtherPolicy}\n"
            + "digests=sha256,sha384,sha512\nsigner_digest=sha384\naccuracy=secs:1\ness_cert_id_alg=sha256\n");
    }

    public TestAuthority Root { get; }

    public TestAuthority Authority { get; }

    /// <summary>The extended key usage of time-stamping authorities (RFC 3161, 2.3).</summary>
    public static X509Extension Purpose(bool isCritical, params string[] others)
    {
        OidCollection usages = [new Oid("1.3.6.1.5.5.7.3.8")];
        foreach (string other in others) usages.Add(new Oid(other));
        return new X509EnhancedKeyUsageExtension(usages, isCritical);
    }

    /// <summary>The reply to a query, both in DER.</summary>
    public byte[] Reply(byte[] query)
    {
        File.WriteAllBytes(_folder["query.tsq"], query);
        Run("ts", "-reply", "-config", _folder["tsa.cnf"], "-section", "tsa", "-queryfile", _folder["query.tsq"],
            "-signer", _folder["tsa.pem"], "-inkey", _folder["tsa.key"], "-out", _folder["reply.tsr"]);
        return File.ReadAllBytes(_folder["reply.tsr"]);
    }

    /// <summary>The reply, with its content signed by another key, as <c>openssl cms</c> signs anything.</summary>
    public byte[] ReplySignedBy(byte[] query, TestAuthority signer)
    {
        Reply(query);
        signer.WriteCertificate(_folder["other.pem"]);
        signer.WriteKey(_folder["other.key"]);
        Run("ts", "-reply", "-in", _folder["reply.tsr"], "-token_out", "-out", _folder["token.der"]);
        Run("cms", "-verify", "-noverify", "-inform", "DER", "-in", _folder["token.der"], "-binary", "-out", _folder["info.der"]);
        Run("cms", "-sign", "-binary", "-nodetach", "-cades", "-md", "sha256", "-econtent_type", "1.2.840.113549.1.9.16.1.4",
            "-in", _folder["info.der"], "-signer", _folder["other.pem"], "-inkey", _folder["other.key"], "-outform", "DER",
            "-out", _folder["token.der"]);
        byte[] token = File.ReadAllBytes(_folder["token.der"]);
        System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence()) writer.WriteInteger(0);
            writer.WriteEncodedValue(token);
        }

        return writer.Encode();
    }

    /// <summary>A token over data, without a server between.</summary>
    public byte[] Token(byte[] data)
    {
        File.WriteAllBytes(_folder["data"], data);
        Run("ts", "-query", "-data", _folder["data"], "-sha256", "-cert", "-out", _folder["query.tsq"]);
        Reply(File.ReadAllBytes(_folder["query.tsq"]));
        Run("ts", "-reply", "-in", _folder["reply.tsr"], "-token_out", "-out", _folder["token.der"]);
        return File.ReadAllBytes(_folder["token.der"]);
    }

    /// <summary>openssl's verdict on a token over data.</summary>
    public ExternalTool Verify(byte[] token, byte[] data)
    {
        File.WriteAllBytes(_folder["token.der"], token);
        File.WriteAllBytes(_folder["data"], data);
        return ExternalTool.Run(
            "openssl", "ts", "-verify", "-in", _folder["token.der"], "-token_in", "-data", _folder["data"], "-CAfile", _folder["root.pem"]);
    }

    public void Dispose() => _folder.Dispose();

    private static void Run(params string[] arguments)
    {
        ExternalTool openssl = ExternalTool.Run("openssl", arguments);
        Assert.True(openssl.ExitCode == 0, openssl.Text);
    }
}
