using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Devices;
using DefterX.TestSupport;
using Net.Pkcs11Interop.Common;
using Xunit;

namespace DefterX.Tests.Devices;

[Collection(SoftHsmTests.Name)]
public sealed class DeviceFinderTests
{
    [Theory]
    [InlineData(KeyKind.Rsa, "RSA-2048")]
    [InlineData(KeyKind.Ec, "EC-P384")]
    public void Find_Token_DescribesItWithoutPin(KeyKind keyKind, string keyAlgorithm)
    {
        TestToken token = TestToken.Create(keyKind);

        Device device = token.Find();

        Assert.Equal(token.Name, device.Name);
        Assert.Equal("Örnek Şirket Iğdır Ltd. Şti.", device.Owner);
        Assert.Equal("1234567890", device.Identifier);
        Assert.Equal(DeviceKind.MaliMuhur, device.Kind);
        Assert.Equal(keyAlgorithm, device.KeyAlgorithm);
        Assert.Equal("Mali Mühür Elektronik Sertifika Hizmet Sağlayıcısı - DefterX", device.Issuer);
        Assert.Equal(token.Certificate.NotAfter, device.NotAfter);
        Assert.Equal(token.Certificate.Thumbprint, device.Thumbprint);
        Assert.Equal("SoftHSM project", device.Manufacturer);
        Assert.Equal("SoftHSM v2", device.Model);
        Assert.Equal(16, device.SerialNumber.Length);
        Assert.Equal(TestToken.Library, device.Library);
        Assert.Equal(PinState.Ok, device.PinState);
        Assert.False(device.HasPinPad);
        Assert.False(device.IsConnected);
        Assert.False(device.IsPfx);
        Pkcs11Uri uri = new(device.Uri);
        Assert.Equal(token.Name, uri.Token);
        Assert.Equal(device.SerialNumber, uri.Serial);
        Assert.Equal("1234567890SIGN0", uri.Object);
        Assert.Equal([1], uri.Id);
        Assert.Equal(CKO.CKO_CERTIFICATE, uri.Type);
    }

    [Fact]
    public void Find_EncryptionAndAuthorityCertificates_AreHiddenWithoutAll()
    {
        TestToken token = new(
            TestCertificates.CreateMaliMuhur("1234567890", "Örnek", KeyKind.Ec),
            TestCertificates.CreateEncryption("1234567890", "Örnek", KeyKind.Ec));

        Assert.Equal(token.Certificate.Thumbprint, token.Find().Thumbprint);
        Assert.Equal(3, token.FindAll(all: true).Count);
    }

    [Fact]
    public void Find_ExpiredCertificate_IsHiddenWithoutAll()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        TestToken token = new(
            TestCertificates.CreateMaliMuhur("1234567890", "Örnek", KeyKind.Ec, now.AddYears(-3), now.AddMinutes(-1)));

        Assert.Empty(token.FindAll());
        Assert.Contains(token.FindAll(all: true), device => device.Thumbprint == token.Certificate.Thumbprint);
    }

    [Fact]
    public void Find_UninitialisedSlot_IsHidden()
    {
        TestToken.Create();
        int slots = 0;
        DeviceManager manager = Fault.Manager((method, _, call) =>
        {
            object? result = call();
            if (method.Name == "get_TokenInitialized" && !(bool)result!) slots++;
            return result;
        });

        IReadOnlyList<Device> devices = DeviceFinder.Find(
            new DeviceQuery { Libraries = [TestToken.Library], All = true }, _ => { }, CancellationToken.None, manager);

        Assert.Equal(1, slots);
        Assert.DoesNotContain(devices, device => device.Name.Length == 0);
    }

    [Fact]
    public void Find_LibraryNamedInTwoFolders_ListsEachDeviceOnce()
    {
        TestToken token = TestToken.Create();
        string folder = Directory.CreateTempSubdirectory("defterx-").FullName;
        string link = Path.Combine(folder, "libother.so");
        File.CreateSymbolicLink(link, TestToken.Library);

        IReadOnlyList<Device> devices = DeviceFinder.Find(
            new DeviceQuery { Name = token.Name, Libraries = [link, TestToken.Library] }, Fail, CancellationToken.None);

        Assert.Single(devices);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Find_BrokenLibraries_WarnsAndGoesOn()
    {
        TestToken token = TestToken.Create();
        string folder = Directory.CreateTempSubdirectory("defterx-").FullName;
        string missing = Path.Combine(folder, "missing.so");
        string text = Path.Combine(folder, "text.so");
        File.WriteAllText(text, "not a library");
        string architecture = Path.Combine(folder, "other.so");
        byte[] header = new byte[64];
        new byte[] { 0x7F, 0x45, 0x4C, 0x46, 0x01 }.CopyTo(header, 0);
        File.WriteAllBytes(architecture, header);
        string noPkcs11 = File.Exists("/lib/x86_64-linux-gnu/libm.so.6") ? "/lib/x86_64-linux-gnu/libm.so.6" : text;
        List<string> warnings = [];

        IReadOnlyList<Device> devices = DeviceFinder.Find(
            new DeviceQuery { Name = token.Name, Libraries = [missing, text, architecture, noPkcs11, TestToken.Library] },
            warnings.Add,
            CancellationToken.None);

        Assert.Single(devices);
        Assert.Equal(4, warnings.Count);
        Assert.Equal(
            [missing, text, architecture, Path.GetFileName(KnownLibraries.Resolve(noPkcs11))],
            warnings.Zip([missing, text, architecture, Path.GetFileName(KnownLibraries.Resolve(noPkcs11))],
                (warning, path) => warning.Contains(path, StringComparison.Ordinal) ? path : warning));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Find_LibraryInEnvironmentVariable_IsSearched()
    {
        string path = Path.Combine(Path.GetTempPath(), "defterx-no-such-library.so");
        List<string> warnings = [];
        Environment.SetEnvironmentVariable(KnownLibraries.Variable, path + Path.PathSeparator + TestToken.Library);
        try
        {
            TestToken token = TestToken.Create();

            IReadOnlyList<Device> devices = DeviceFinder.Find(
                new DeviceQuery { Name = token.Name }, warnings.Add, CancellationToken.None);

            Assert.Single(devices);
            Assert.Contains(path, Assert.Single(warnings), StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(KnownLibraries.Variable, null);
        }
    }

    [Fact]
    public void Find_TokenThatFails_WarnsAndGoesOn()
    {
        TestToken token = TestToken.Create();
        List<string> warnings = [];
        DeviceManager manager = Fault.Failing("OpenSession", () => CKR.CKR_DEVICE_ERROR);

        Assert.Empty(token.FindAll(manager: manager, warn: warnings.Add));

        Assert.Contains("CKR_DEVICE_ERROR", warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Find_Cancelled_Throws()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(
            () => DeviceFinder.Find(new DeviceQuery { Libraries = [TestToken.Library] }, Fail, source.Token));
    }

    [Fact]
    public void Acquire_WhileInitialisedElsewhere_DoesNotFinalise()
    {
        CryptokiFunctions other = new(TestToken.Library);
        Assert.True(other.Initialise());
        try
        {
            Pkcs11Libraries.Acquire(TestToken.Library).Release();

            Assert.False(other.Initialise());
        }
        finally
        {
            other.Finalise();
        }
    }

    [Fact]
    public void Release_ByTheLastUser_Finalises()
    {
        Pkcs11Module first = Pkcs11Libraries.Acquire(TestToken.Library);
        Pkcs11Module second = Pkcs11Libraries.Acquire(TestToken.Library);
        CryptokiFunctions other = new(TestToken.Library);

        first.Release();
        Assert.False(other.Initialise());
        second.Release();
        Assert.True(other.Initialise());
        other.Finalise();
    }

    private static void Fail(string warning) => throw new InvalidOperationException(warning);
}
