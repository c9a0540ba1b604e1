using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Certificates;

/// <summary>What an authority says of its certificates, said by <c>openssl ca</c> and <c>openssl ocsp</c>.</summary>
internal sealed class OpenSslResponder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority;
    private readonly List<string> _index = [];

    public OpenSslResponder(TestAuthority authority)
    {
        _authority = authority;
        authority.WriteCertificate(_folder["ca.pem"]);
        SignBy(authority);
        File.WriteAllText(IndexFile, "");
    }

    /// <summary>Path of openssl's certificate database.</summary>
    public string IndexFile => _folder["index.txt"];

    public string AuthorityFile => _folder["ca.pem"];

    public string SignerFile => _folder["signer.pem"];

    public string SignerKeyFile => _folder["signer.key"];

    /// <summary>Has answers signed by another than the authority.</summary>
    public void SignBy(TestAuthority signer)
    {
        signer.WriteCertificate(SignerFile);
        signer.WriteKey(SignerKeyFile);
    }

    public void Add(TestAuthority issued) =>
        Write(issued, $"V\t{Time(TestAuthority.NotAfter)}\t\t{issued.SerialNumber}\tunknown\t/CN=x");

    /// <param name="issued">The certificate.</param>
    /// <param name="at">When it was revoked.</param>
    /// <param name="reason">openssl's word for it: <c>keyCompromise</c>; or none.</param>
    public void Revoke(TestAuthority issued, DateTimeOffset at, string reason = "")
    {
        string suffix = reason.Length == 0 ? "" : "," + reason;
        Write(issued, $"R\t{Time(TestAuthority.NotAfter)}\t{Time(at)}{suffix}\t{issued.SerialNumber}\tunknown\t/CN=x");
    }

    /// <summary>A CRL in DER.</summary>
    /// <param name="extensions">Lines of openssl's configuration that say more of the CRL.</param>
    public byte[] Crl(DateTimeOffset? thisUpdate = null, DateTimeOffset? nextUpdate = null, string extensions = "")
    {
        File.WriteAllText(
            _folder["ca.cnf"],
            $"[ca]\ndefault_ca=own\n[own]\ndatabase={IndexFile}\ndefault_md=sha384\ncrl_extensions=ext\n"
            + $"[ext]\nauthorityKeyIdentifier=keyid\n{extensions}\n");
        string last = Time(thisUpdate ?? DateTimeOffset.UtcNow.AddHours(-1));
        string next = Time(nextUpdate ?? DateTimeOffset.UtcNow.AddDays(1));
        Run("ca", "-gencrl", "-config", _folder["ca.cnf"], "-cert", SignerFile, "-keyfile", SignerKeyFile,
            "-crl_lastupdate", last, "-crl_nextupdate", next, "-out", _folder["crl.pem"]);
        Run("crl", "-in", _folder["crl.pem"], "-outform", "DER", "-out", _folder["crl.der"]);
        return File.ReadAllBytes(_folder["crl.der"]);
    }

    /// <summary>The answer to an OCSP request, valid for a day unless the arguments say otherwise.</summary>
    public byte[] Ocsp(byte[] request, params string[] arguments)
    {
        File.WriteAllBytes(_folder["request.der"], request);
        Run([
            "ocsp", "-index", IndexFile, "-CA", AuthorityFile, "-rsigner", SignerFile, "-rkey", SignerKeyFile,
            "-reqin", _folder["request.der"], "-respout", _folder["response.der"],
            .. arguments.Length == 0 ? ["-ndays", "1"] : arguments,
        ]);
        return File.ReadAllBytes(_folder["response.der"]);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(TestAuthority issued, string line)
    {
        _index.RemoveAll(old => old.Contains(issued.SerialNumber, StringComparison.Ordinal));
        _index.Add(line);
        File.WriteAllLines(IndexFile, _index);
    }

    private static void Run(params string[] arguments)
    {
        ExternalTool openssl = ExternalTool.Run("openssl", arguments);
        Assert.True(openssl.ExitCode == 0, openssl.Text);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyMMddHHmmss'Z'", CultureInfo.InvariantCulture);
}
