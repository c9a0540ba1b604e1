using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using DefterX.Devices;
using DefterX.TestSupport;
using Net.Pkcs11Interop.Common;
using Xunit;

namespace DefterX.Tests.Devices;

/// <summary>What a token signs, and what becomes of it when the token fails.</summary>
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

        using RSA key = token.Certificate.GetRSAPublicKey()!;
        byte[] value = connection.Key.Sign(s_data, CancellationToken.None);
        Assert.True(key.VerifyData(s_data, value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
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
        DeviceManager manager = Fault.Manager((method, _, call) => method.Name == "GetMechanismList"
            ? ((System.Collections.Generic.List<CKM>)call()!).Where(m => m != CKM.CKM_SHA256_RSA_PKCS).ToList()
            : call());

        ConnectedDevice connection = TestToken.Connect(manager, token.Find());

        using RSA key = token.Certificate.GetRSAPublicKey()!;
        byte[] value = connection.Key.Sign(s_data, CancellationToken.None);
        Assert.True(key.VerifyData(s_data, value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        manager.DisconnectAll();
    }

    [Fact]
    public void Connect_EcToken_SignsWithSha384AsConcatenation()
    {
        TestToken token = TestToken.Create(KeyKind.Ec);

        ConnectedDevice connection = TestToken.Connect(_manager, token.Find());

        using ECDsa key = token.Certificate.GetECDsaPublicKey()!;
        byte[] value = connection.Key.Sign(s_data, CancellationToken.None);
        Assert.Equal(96, value.Length);
        Assert.True(key.VerifyData(s_data, value, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        Assert.Equal(SigningAlgorithm.EcdsaSha384, connection.Key.Algorithm);
    }

    [Fact]
    public void Connect_TokenThatReturnsDer_SignsAsConcatenation()
    {
        TestToken token = TestToken.Create(KeyKind.Ec);
        using ECDsa key = token.Certificate.GetECDsaPrivateKey()!;
        DeviceManager manager = Fault.Manager((method, args, call) => method.Name == "Sign"
            ? key.SignHash((byte[])args[^1]!, DSASignatureFormat.Rfc3279DerSequence)
            : call());

        ConnectedDevice connection = TestToken.Connect(manager, token.Find());

        byte[] value = connection.Key.Sign(s_data, CancellationToken.None);
        Assert.True(key.VerifyData(s_data, value, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        manager.DisconnectAll();
    }

    [Fact]
    public void Connect_KeyThatDoesNotFitTheCertificate_IsCertificateNotUsable()
    {
        TestToken token = TestToken.Create(KeyKind.Ec);
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        DeviceManager manager = Fault.Manager((method, args, call) =>
            method.Name == "Sign" ? other.SignHash((byte[])args[^1]!) : call());

        DefterXException failure = Assert.Throws<DefterXException>(() => TestToken.Connect(manager, token.Find()));

        Assert.Equal(ErrorIds.CertificateNotUsable, failure.ErrorId);
        Assert.Empty(manager.Connected);
    }

    [Theory]
    [InlineData(CKR.CKR_DEVICE_REMOVED)]
    [InlineData(CKR.CKR_TOKEN_NOT_PRESENT)]
    [InlineData(CKR.CKR_SESSION_HANDLE_INVALID)]
    public void Sign_TokenPulled_IsDeviceRemovedAndConnectsAgain(CKR result)
    {
        TestToken token = TestToken.Create();
        bool isPulled = false;
        DeviceManager manager = Fault.Manager((method, _, call) => isPulled && method.Name is "Sign" or "GetSessionInfo"
            ? throw new Pkcs11Exception("C_" + method.Name, result)
            : call());
        ConnectedDevice first = TestToken.Connect(manager, token.Find());

        isPulled = true;
        DefterXException failure = Assert.Throws<DefterXException>(() => first.Key.Sign(s_data, CancellationToken.None));
        Assert.Equal(ErrorIds.DeviceRemoved, failure.ErrorId);
        isPulled = false;
        Assert.Same(first, TestToken.Connect(manager, token.Find()));

        isPulled = true;
        Assert.Throws<DefterXException>(() => TestToken.Connect(manager, token.Find()));
        isPulled = false;
        Assert.NotSame(first, TestToken.Connect(manager, token.Find()));
        manager.DisconnectAll();
    }
}
