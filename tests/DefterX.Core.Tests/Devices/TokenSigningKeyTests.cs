using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using DefterX.Devices;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Devices;

/// <summary>What a token signs.</summary>
[Collection(SoftHsmTests.Name)]
public sealed class TokenSigningKeyTests : IDisposable
{
    private static readonly byte[] s_data = Encoding.UTF8.GetBytes("Yevmiye defteri");
    private readonly DeviceManager _manager = new();

    public void Dispose() => _manager.DisconnectAll();

    [Fact]
    public void Connect_RsaToken_SignsWithSha256()
    {
        TestToken token = TestToken.Create(KeyKind.Rsa);

        ConnectedDevice connection = TestToken.Connect(_manager, token.Find());

        AssertSigns(token, connection);
        Assert.Equal(SigningAlgorithm.RsaSha256, connection.Key.Algorithm);
        Assert.True(connection.Device.IsConnected);
        Assert.True(connection.IsPinVerified);
        Assert.Equal(PinState.Ok, connection.Device.PinState);
        Assert.Equal(
            [token.Certificate.Thumbprint, TestCertificates.Authority.Thumbprint],
            connection.Key.Chain.Select(certificate => certificate.Thumbprint));
    }

    [Fact]
    public void Connect_RsaTokenWithoutCombinedMechanism_SignsDigestInfo()
    {
        TestToken token = TestToken.Create(KeyKind.Rsa);
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set("no_combined_mechanism", 1);

        AssertSigns(token, TestToken.Connect(_manager, token.Find(library)));
    }

    [Fact]
    public void Connect_EcToken_SignsWithSha384AsConcatenation()
    {
        TestToken token = TestToken.Create(KeyKind.Ec);

        ConnectedDevice connection = TestToken.Connect(_manager, token.Find());

        AssertSigns(token, connection);
        Assert.Equal(SigningAlgorithm.EcdsaSha384, connection.Key.Algorithm);
    }

    [Fact]
    public void Sign_TokenThatReturnsDer_GivesTheConcatenation()
    {
        TestToken token = TestToken.Create(KeyKind.Ec);
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set("der", 1);
        ConnectedDevice connection = TestToken.Connect(_manager, token.Find(library));

        // Long enough that r or s once begins with a zero octet, which DER leaves out.
        for (int i = 0; i < Soak.Size(300); i++) AssertSigns(token, connection);
    }

    [Fact]
    public void Connect_KeyThatDoesNotFitTheCertificate_IsCertificateNotUsable()
    {
        TestToken token = TestToken.Create(KeyKind.Ec);
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set("wrong_value", 1);

        Fails.With(ErrorIds.CertificateNotUsable, () => TestToken.Connect(_manager, token.Find(library)));

        Assert.Empty(_manager.Connected);
        Assert.Equal(0, library.Get("open_sessions"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Sign_KeyThatWantsThePinForEachSignature_GetsIt(int hiddenAttributes)
    {
        TestToken token = TestToken.Create(KeyKind.Rsa);
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set("always_authenticate", 1);
        library.Set("hide_attributes", hiddenAttributes);
        ConnectedDevice connection = TestToken.Connect(_manager, token.Find(library));
        long before = library.Get("context_logins");

        for (int i = 0; i < 3; i++) AssertSigns(token, connection);

        Assert.Equal(3, library.Get("context_logins") - before);
        Assert.Equal(1, library.Get("logins"));
    }

    [Fact]
    public void Sign_PinForEachSignatureRefused_IsNeverTriedAgain()
    {
        TestToken token = TestToken.Create(KeyKind.Rsa);
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set("always_authenticate", 1);
        ConnectedDevice connection = TestToken.Connect(_manager, token.Find(library));
        library.Set("login_result", 0xA0);
        long before = library.Get("context_logins");

        Fails.With(ErrorIds.PinIncorrect, () => connection.Key.Sign(s_data, CancellationToken.None));
        library.Set("login_result", 0);
        Fails.With(ErrorIds.PinRequired, () => connection.Key.Sign(s_data, CancellationToken.None));

        Assert.Equal(1, library.Get("context_logins") - before);
    }

    internal static void AssertSigns(TestToken token, ConnectedDevice connection)
    {
        byte[] value = connection.Key.Sign(s_data, CancellationToken.None);
        using RSA? rsa = token.Certificate.GetRSAPublicKey();
        using ECDsa? ecdsa = token.Certificate.GetECDsaPublicKey();
        Assert.True(rsa?.VerifyData(s_data, value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            ?? ecdsa!.VerifyData(s_data, value, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        Assert.Equal(rsa is null ? 96 : 256, value.Length);
    }
}
