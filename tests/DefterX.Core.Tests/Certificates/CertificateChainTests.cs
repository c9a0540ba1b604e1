using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using DefterX.Certificates;
using DefterX.Tests.Checks;
using DefterX.TestSupport;
using Xunit;
using Messages = DefterX.Certificates.Strings;

namespace DefterX.Tests.Certificates;

/// <summary>Chains, good and bad; the judge is <c>openssl verify</c>.</summary>
public sealed class CertificateChainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _root = TestAuthority.Root();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(KeyKind.Rsa, KeyKind.Ec, "")]
    [InlineData(KeyKind.Ec, KeyKind.Rsa, "tr-TR")]
    public void Build_WhenItEndsAtARoot_IsTrustedWithThePath(KeyKind rootKind, KeyKind issuerKind, string culture)
    {
        using CultureScope scope = new(culture);
        TestAuthority root = TestAuthority.Root("İç Kök", rootKind);
        TestAuthority issuer = root.Authority(kind: issuerKind);
        TestAuthority leaf = issuer.Leaf();
        CertificateChain chain = Judge(leaf, [issuer, root, leaf, root.Impostor()], root);
        Assert.Equal(TrustState.Trusted, chain.Trust);
        Assert.Equal(Text.Format(Messages.ChainTrusted, "İç Kök"), chain.Message);
        Assert.Equal([leaf.Certificate, issuer.Certificate, root.Certificate], chain.Path);
    }

    [Fact]
    public void Build_WhenTheIntermediateIsAmongTheRoots_IsTrusted()
    {
        TestAuthority issuer = _root.Authority();
        TrustedRoots roots = new([issuer.Certificate, _root.Certificate]);
        Assert.Equal([issuer.Certificate], roots.Intermediates);
        CertificateChain chain = CertificateChain.Build(issuer.Leaf().Certificate, [], roots, DateTimeOffset.UtcNow);
        Assert.Equal(TrustState.Trusted, chain.Trust);
    }

    [Fact]
    public void Build_WhenAnotherCertificateHasTheIssuersName_FindsTheRightOne()
    {
        TestAuthority issuer = _root.Authority();
        TestAuthority[] candidates = [issuer.Impostor(), _root.Authority(), issuer, _root.Authority()];
        Assert.Equal(TrustState.Trusted, Judge(issuer.Leaf(), candidates, _root).Trust);
    }

    [Fact]
    public void Build_WhenTheCertificateIsARoot_IsTrusted() =>
        Assert.Equal([_root.Certificate], Judge(_root, [], _root).Path);

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Build_WhenTheIntermediateIsMissing_NamesIt(string culture)
    {
        using CultureScope scope = new(culture);
        TestAuthority leaf = _root.Authority("Eksik Makam").Leaf();
        AssertUntrusted(Judge(leaf, [], _root), Messages.IssuerUnknown, "Deneme Şirketi", "Eksik Makam");
    }

    [Fact]
    public void Build_WhenTheRootIsAnother_NamesTheLast()
    {
        TestAuthority other = TestAuthority.Root("Başka Kök");
        TestAuthority issuer = other.Authority();
        AssertUntrusted(Judge(issuer.Leaf(), [issuer, other], _root), Messages.RootNotTrusted, "Başka Kök");
        AssertUntrusted(Judge(other, [], _root), Messages.RootNotTrusted, "Başka Kök");
    }

    [Fact]
    public void Build_WhenTheSignatureIsOfAnotherKey_SaysSo()
    {
        TestAuthority leaf = _root.Impostor().Leaf();
        AssertUntrusted(Judge(leaf, [], _root), Messages.SignatureWrong, "Deneme Şirketi", "Kök");
    }

    [Fact]
    public void Build_WhenTheSignatureIsByMd5_ProvesNothing()
    {
        TestAuthority root = TestAuthority.Root(kind: KeyKind.Rsa);
        ExternalTool openssl = ExternalTool.Run(
            "openssl", "req", "-x509", "-md5", "-newkey", "rsa:2048", "-nodes", "-keyout", _folder["leaf.key"], "-subj", "/CN=x",
            "-CA", root.WriteCertificate(_folder["root.pem"]), "-CAkey", root.WriteKey(_folder["root.key"]), "-out", _folder["md5.pem"]);
        Assert.True(openssl.ExitCode == 0, openssl.Text);
        using X509Certificate2 leaf = X509CertificateLoader.LoadCertificateFromFile(_folder["md5.pem"]);
        Assert.Equal("1.2.840.113549.1.1.4", leaf.SignatureAlgorithm.Value);
        AssertUntrusted(
            CertificateChain.Build(leaf, [], new TrustedRoots([root.Certificate]), DateTimeOffset.UtcNow), Messages.SignatureWrong);
    }

    [Fact]
    public void Build_WhenTheIntermediateHasExpired_SaysWhen()
    {
        DateTimeOffset end = DateTimeOffset.UtcNow.AddDays(-1);
        TestAuthority issuer = _root.Authority(notAfter: end);
        TestAuthority leaf = issuer.Leaf();
        AssertUntrusted(Judge(leaf, [issuer], _root), Messages.NotValidAt, "Ara Makam");
        Assert.Equal(TrustState.Trusted, Judge(leaf, [issuer], _root, end.AddDays(-1)).Trust);
    }

    [Fact]
    public void Build_WhenTheLeafOrTheRootWasNotValid_SaysSo()
    {
        DateTimeOffset early = TestAuthority.NotBefore.AddDays(-1);
        AssertUntrusted(Judge(_root.Leaf(), [], _root, early), Messages.NotValidAt, "Deneme Şirketi");
        TestAuthority old = TestAuthority.Root("Eski Kök", notAfter: DateTimeOffset.UtcNow.AddDays(-1));
        AssertUntrusted(Judge(old.Leaf(), [], old), Messages.NotValidAt, "Eski Kök");
    }

    [Fact]
    public void Build_WhenTheIssuerIsNoAuthority_SaysSo()
    {
        TestAuthority issuer = _root.Authority(isAuthority: false);
        AssertUntrusted(Judge(issuer.Leaf(), [issuer], _root), Messages.IssuerIsNoAuthority, "Ara Makam");
    }

    [Fact]
    public void Build_WhenTheIssuersKeyUsageIsAnother_SaysSo()
    {
        TestAuthority issuer = _root.Authority(usage: X509KeyUsageFlags.CrlSign);
        AssertUntrusted(Judge(issuer.Leaf(), [issuer], _root), Messages.IssuerMayNotSign, "Ara Makam");
    }

    [Fact]
    public void Build_WhenThePathIsLongerThanAllowed_SaysSo()
    {
        TestAuthority upper = _root.Authority("Üst Makam", pathLength: 0);
        TestAuthority lower = upper.Authority();
        AssertUntrusted(Judge(lower.Leaf(), [upper, lower], _root), Messages.PathTooLong, "Üst Makam", "0");
        Assert.Equal(TrustState.Trusted, Judge(upper.Leaf(), [upper], _root).Trust);
    }

    [Fact]
    public void Build_WhenACriticalExtensionIsUnknown_IsUntrusted()
    {
        TestAuthority issuer = _root.Authority(extensions: new X509Extension("1.3.6.1.4.1.55555.1", [5, 0], critical: true));
        AssertUntrusted(Judge(issuer.Leaf(), [issuer], _root), Messages.PathInvalid);
    }

    [Fact]
    public void Build_WhenExtensionsOfAMaliMuhurAreCritical_IsTrusted()
    {
        X509Extension usage = new X509EnhancedKeyUsageExtension([new Oid("2.16.792.1.2.1.1.5.7.50.1")], critical: true);
        X509Extension policies = new("2.5.29.32", Convert.FromHexString("300F300D060B6086180102010105070401"), critical: true);
        Assert.Equal(TrustState.Trusted, Judge(_root.Leaf(extensions: [usage, policies]), [], _root).Trust);
    }

    [Fact]
    public void Build_WhenAuthoritiesIssueEachOtherWithoutEnd_Ends()
    {
        TestAuthority[] ring = [.. Enumerable.Range(0, 12).Select(_ => TestAuthority.Root("Halka"))];
        TestAuthority[] crossed = [.. ring.SelectMany(upper => Enumerable.Range(0, 3).Select(_ => upper.Authority("Halka")))];
        AssertUntrusted(CertificateChain.Build(
            crossed[0].Leaf().Certificate, ring.Concat(crossed).Select(one => one.Certificate),
            new TrustedRoots([_root.Certificate]), DateTimeOffset.UtcNow), "");
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Build_WhenThereAreNoRoots_GivesThePathAsFarAsItGoes(string culture)
    {
        using CultureScope scope = new(culture);
        TestAuthority issuer = _root.Authority();
        TestAuthority leaf = issuer.Leaf();
        CertificateChain chain = CertificateChain.Build(
            leaf.Certificate, [issuer.Certificate], TrustedRoots.None, DateTimeOffset.UtcNow);
        Assert.Equal((TrustState.NoRoots, Messages.NoRoots), (chain.Trust, chain.Message));
        Assert.Equal([leaf.Certificate, issuer.Certificate], chain.Path);
    }

    /// <summary>Our verdict, which must be that of <c>openssl verify</c>.</summary>
    private CertificateChain Judge(
        TestAuthority leaf, TestAuthority[] candidates, TestAuthority root, DateTimeOffset? time = null)
    {
        DateTimeOffset at = time ?? DateTimeOffset.UtcNow;
        CertificateChain chain = CertificateChain.Build(
            leaf.Certificate, candidates.Select(one => one.Certificate), new TrustedRoots([root.Certificate]), at);
        List<string> arguments =
        [
            "verify", "-x509_strict", "-attime", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            "-CAfile", root.WriteCertificate(_folder["root.pem"]),
        ];
        for (int i = 0; i < candidates.Length; i++)
            arguments.AddRange(["-untrusted", candidates[i].WriteCertificate(_folder[$"candidate{i}.pem"])]);
        ExternalTool openssl = ExternalTool.Run("openssl", [.. arguments, leaf.WriteCertificate(_folder["leaf.pem"])]);
        Assert.True(openssl.ExitCode == 0 == (chain.Trust == TrustState.Trusted), $"{chain.Message}\n{openssl.Text}");
        return chain;
    }

    /// <param name="chain">The verdict.</param>
    /// <param name="message">The message that must be given.</param>
    /// <param name="values">What must be in it.</param>
    private static void AssertUntrusted(CertificateChain chain, string message, params string[] values)
    {
        Assert.Equal(TrustState.Untrusted, chain.Trust);
        Assert.All(
            Regex.Split(message, "\\{\\d[^}]*\\}").Concat(values),
            part => Assert.Contains(part, chain.Message, StringComparison.Ordinal));
    }
}
