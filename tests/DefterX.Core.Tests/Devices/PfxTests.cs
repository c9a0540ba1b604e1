using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using DefterX.Devices;
using DefterX.Secrets;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Devices;

public sealed class PfxTests : IDisposable
{
    private const string Password = "parola-İğ";
    private static readonly byte[] s_data = [1, 2, 3];
    private readonly TemporaryFolder _folder = new();
    private readonly DeviceManager _manager = new();
    private readonly List<string> _warnings = [];

    public void Dispose()
    {
        _manager.DisconnectAll();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(KeyKind.Rsa)]
    [InlineData(KeyKind.Ec)]
    public void Connect_RightPassword_Signs(KeyKind keyKind)
    {
        X509Certificate2 certificate = TestCertificates.CreateMaliMuhur("12345678950", "Ayşe Örnek", keyKind);
        string path = Write(certificate);
        Device found = Find(path).Single();
        using SecretBuffer pin = Pin(Password);

        ConnectedDevice connection = _manager.Connect(found, pin, new DeviceConnectOptions(), CancellationToken.None);

        byte[] value = connection.Key.Sign(s_data, CancellationToken.None);
        using RSA? rsa = certificate.GetRSAPublicKey();
        using ECDsa? ecdsa = certificate.GetECDsaPublicKey();
        Assert.True(rsa?.VerifyData(s_data, value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            ?? ecdsa!.VerifyData(s_data, value, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        Assert.Equal("Ayşe Örnek", connection.Device.Owner);
        Assert.False(connection.Key.Certificate.HasPrivateKey);
        Assert.True(pin.IsCleared);
        Device again = Find(path).Single();
        Assert.True(again.IsConnected);
        Assert.Equal("Ayşe Örnek", again.Owner);
        _manager.Disconnect(again);
        Assert.False(Find(path).Single().IsConnected);
        DefterXException failure = Assert.Throws<DefterXException>(() => connection.Key.Sign(s_data, CancellationToken.None));
        Assert.Equal(ErrorIds.DeviceRequired, failure.ErrorId);
    }

    [Fact]
    public void Connect_WrongPassword_IsPinIncorrect()
    {
        Device found = Find(Write(TestCertificates.CreateMaliMuhur("1234567890", "Örnek", KeyKind.Ec))).Single();

        DefterXException failure = Assert.Throws<DefterXException>(
            () => _manager.Connect(found, Pin("yanlis"), new DeviceConnectOptions(), CancellationToken.None));

        Assert.Equal(ErrorIds.PinIncorrect, failure.ErrorId);
        Assert.DoesNotContain("yanlis", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_ExpiredCertificate_IsCertificateExpired()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Device found = Find(Write(
            TestCertificates.CreateMaliMuhur("1234567890", "Örnek", KeyKind.Ec, now.AddYears(-3), now.AddDays(-1)))).Single();

        DefterXException failure = Assert.Throws<DefterXException>(
            () => _manager.Connect(found, Pin(Password), new DeviceConnectOptions(), CancellationToken.None));

        Assert.Equal(ErrorIds.CertificateExpired, failure.ErrorId);
    }

    [Fact]
    public void Find_WithoutPassword_ShowsTheFileName()
    {
        string path = Write(TestCertificates.CreateMaliMuhur("1234567890", "Örnek", KeyKind.Ec));

        Device device = Find(path).Single();

        Assert.Equal("test.pfx", device.Name);
        Assert.Equal("", device.Owner);
        Assert.Equal(DeviceKind.Other, device.Kind);
        Assert.True(device.IsPfx);
        Assert.Equal(path, device.Library);
        Assert.StartsWith("file:///", device.Uri, StringComparison.Ordinal);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Find_WithPassword_ShowsTheCertificate()
    {
        string path = Write(TestCertificates.CreateMaliMuhur("1234567890", "Örnek", KeyKind.Ec));
        using SecretBuffer password = Pin(Password);

        Device device = Find(path, password).Single();

        Assert.Equal("Örnek", device.Owner);
        Assert.Equal(DeviceKind.MaliMuhur, device.Kind);
    }

    [Fact]
    public void Find_MissingOtherAndWrongPassword_Warns()
    {
        string missing = _folder["missing.pfx"];
        string other = _folder["other.pfx"];
        File.WriteAllBytes(other, TestCertificates.Authority.RawData);
        using SecretBuffer password = Pin("yanlis");

        Assert.Empty(Find(missing));
        Assert.Empty(Find(other));
        Assert.Empty(Find(Write(TestCertificates.Authority), password));

        Assert.Equal(3, _warnings.Count);
        Assert.Contains(missing, _warnings[0], StringComparison.Ordinal);
        Assert.Contains(other, _warnings[1], StringComparison.Ordinal);
    }

    private IEnumerable<Device> Find(string path, SecretBuffer? password = null) => DeviceFinder
        .Find(
            new DeviceQuery { PfxPaths = [path], PfxPassword = password },
            warning =>
            {
                if (warning.Contains(_folder.FolderPath, StringComparison.Ordinal)) _warnings.Add(warning);
            },
            CancellationToken.None,
            _manager);

    private string Write(X509Certificate2 certificate)
    {
        string path = _folder["test.pfx"];
        TestCertificates.CreatePfx(certificate, path, Password);
        return path;
    }

    private static SecretBuffer Pin(string text) => SecretBuffer.FromUtf8(Encoding.UTF8.GetBytes(text));
}
