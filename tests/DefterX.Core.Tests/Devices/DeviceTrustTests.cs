using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using DefterX.Certificates;
using DefterX.Devices;
using DefterX.TestSupport;
using DefterX.Tests.Certificates;
using Xunit;

namespace DefterX.Tests.Devices;

/// <summary>A certificate that GİB would refuse is refused before its PIN is tried.</summary>
[Collection(SoftHsmTests.Name)]
public sealed class DeviceTrustTests : IDisposable
{
    private readonly DeviceManager _manager = new();
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    public void Dispose()
    {
        _manager.DisconnectAll();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("en-US", "does not trust")]
    [InlineData("tr-TR", "güvenmiyor")]
    public void Connect_OtherRoots_IsCertificateNotUsableWithoutATry(string culture, string words)
    {
        using CultureScope scope = new(culture);
        TestToken token = TestToken.Create(KeyKind.Rsa);
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        DeviceConnectOptions options = Trusting(TestAuthority.Root().Certificate);

        DefterXException failure = Fails.With(
            ErrorIds.CertificateNotUsable, () => TestToken.Connect(_manager, token.Find(library), options: options));

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Contains("roots", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, library.Get("logins"));
        Assert.Equal(0, library.Get("open_sessions"));
    }

    [Fact]
    public void Connect_OfficesRootAndNoAddressToAsk_ConnectsWithAWarning()
    {
        TestToken token = TestToken.Create();

        ConnectedDevice connection =
            TestToken.Connect(_manager, token.Find(), options: Trusting(TestCertificates.Authority));

        TokenSigningKeyTests.AssertSigns(token, connection);
        Assert.Contains(token.Name, Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_NoRoots_JudgesNoChain()
    {
        TestToken token = TestToken.Create();
        DeviceConnectOptions options = new() { Trust = new DeviceTrust(TrustedRoots.None, Options, _warnings.Add) };

        TokenSigningKeyTests.AssertSigns(token, TestToken.Connect(_manager, token.Find(), options: options));

        Assert.Empty(_warnings);
    }

    private RevocationOptions Options => new() { CacheFolder = _folder["revocation"] };

    private DeviceConnectOptions Trusting(X509Certificate2 root) =>
        new() { Trust = new DeviceTrust(new TrustedRoots([root]), Options, _warnings.Add) };
}
