using System;
using System.Collections.Generic;
using System.Threading;
using DefterX.Certificates;
using DefterX.Devices;
using DefterX.Tests.Certificates;
using Xunit;

namespace DefterX.Tests.Devices;

/// <summary>What a device's issuer says of its certificate, and what is said when it cannot be asked.</summary>
public sealed class DeviceRevocationTests : RevocationTest
{
    private readonly List<string> _warnings = [];

    [Theory]
    [InlineData("en-US", "is revoked")]
    [InlineData("tr-TR", "iptal edilmiş")]
    public void Check_Revoked_IsCertificateNotUsable(string culture, string words)
    {
        using CultureScope scope = new(culture);
        TestAuthority leaf = IssueRevoked(DateTimeOffset.UtcNow.AddDays(-1), "keyCompromise", crl: true);
        Site.Answer("/crl", Responder.Crl());

        DefterXException failure = Fails.With(ErrorIds.CertificateNotUsable, () => Check(leaf));

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Check_NotRevoked_SaysNothing()
    {
        TestAuthority leaf = Issue(crl: true);
        Site.Answer("/crl", Responder.Crl());

        Check(leaf);

        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("en-US", "could not be found out")]
    [InlineData("tr-TR", "öğrenilemedi")]
    public void Check_NobodyAnswers_WarnsAndGoesOn(string culture, string words)
    {
        using CultureScope scope = new(culture);
        TestAuthority leaf = Issue(crl: true);
        Site.Fail("/crl", 503);

        Check(leaf);

        Assert.Contains(words, Assert.Single(_warnings), StringComparison.Ordinal);
    }

    private void Check(TestAuthority leaf) => new DeviceTrust(new TrustedRoots([Root.Certificate]), Options, _warnings.Add)
        .Check(leaf.Certificate, [], "kart", CancellationToken.None);
}
