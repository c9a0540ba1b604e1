using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Devices;
using DefterX.Devices.Pkcs11;
using DefterX.TestSupport;
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
        Net.Pkcs11Interop.Common.Pkcs11Uri uri = new(device.Uri);
        Assert.Equal(token.Name, uri.Token);
        Assert.Equal(device.SerialNumber, uri.Serial);
        Assert.Equal("1234567890SIGN0", uri.Object);
        Assert.Equal([1], uri.Id);
        Assert.Equal(Net.Pkcs11Interop.Common.CKO.CKO_CERTIFICATE, uri.Type);
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
        LibraryReport report = LibrarySurvey.Of(TestToken.Library, CancellationToken.None);

        IReadOnlyList<Device> devices = DeviceFinder.Find(
            new DeviceQuery { Libraries = [TestToken.Library], All = true }, _ => { }, CancellationToken.None);

        Assert.Single(report.Tokens, token => !token.IsInitialised);
        Assert.DoesNotContain(devices, device => device.Name.Length == 0);
    }

    [Fact]
    public void Find_LibraryNamedInTwoFolders_ListsEachDeviceOnce()
    {
        TestToken token = TestToken.Create();
        using TemporaryFolder folder = new();
        string link = folder["libother.so"];
        File.CreateSymbolicLink(link, TestToken.Library);

        IReadOnlyList<Device> devices = DeviceFinder.Find(
            new DeviceQuery { Name = token.Name, Libraries = [link, TestToken.Library] }, Fail, CancellationToken.None);

        Assert.Single(devices);
    }

    [Fact]
    public void Find_BrokenLibraries_WarnsAndGoesOn()
    {
        TestToken token = TestToken.Create();
        using TemporaryFolder folder = new();
        string missing = folder["missing.so"];
        string text = folder["text.so"];
        File.WriteAllText(text, "not a library");
        string architecture = folder["other.so"];
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

    [Theory]
    [InlineData("open_result", (uint)CKR.CKR_DEVICE_ERROR)]
    [InlineData("token_result", (uint)CKR.CKR_TOKEN_NOT_RECOGNIZED)]
    [InlineData("list_result", (uint)CKR.CKR_FUNCTION_FAILED)]
    [InlineData("init_result", (uint)CKR.CKR_GENERAL_ERROR)]
    public void Find_LibraryOrTokenThatFails_WarnsOnceAndGoesOn(string fault, uint result)
    {
        TestToken token = TestToken.Create();
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set(fault, result);
        List<string> warnings = [];

        IReadOnlyList<Device> found = DeviceFinder.Find(
            new DeviceQuery { Name = token.Name, Libraries = [library.LibraryPath, TestToken.Library] }, warnings.Add, CancellationToken.None);

        Assert.Equal(TestToken.Library, Assert.Single(found).Library);
        Assert.Contains(Pkcs11Exception.Name((CKR)result), warnings[0], StringComparison.Ordinal);
        Assert.All(warnings, warning => Assert.Contains(library.LibraryPath, warning, StringComparison.Ordinal));
        Assert.True(warnings.Count == 1 || fault is "open_result" or "token_result", string.Join('\n', warnings));
    }

    [Fact]
    public void Find_ByAnotherNameOnly_SaysNothingOfTheOtherEdition()
    {
        TestToken token = TestToken.Create();
        using TemporaryFolder folder = new();
        string other = folder[Path.GetFileName(TestToken.Library)];
        byte[] header = new byte[64];
        new byte[] { 0x7F, 0x45, 0x4C, 0x46, 0x01 }.CopyTo(header, 0);
        File.WriteAllBytes(other, header);

        IReadOnlyList<Device> found = DeviceFinder.Find(
            new DeviceQuery { Name = token.Name, Libraries = [other, TestToken.Library] }, Fail, CancellationToken.None);

        Assert.Single(found);
    }

    [Fact]
    public void Find_CardPluggedIn_IsSeenByTheNextSearch()
    {
        TestToken token = TestToken.Create();
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set("removed", 1);
        Assert.Empty(token.FindAll(library: library));

        library.Set("removed", 0);
        library.Set("removal_done", 0);

        Assert.Single(token.FindAll(library: library));
    }

    [Fact]
    public void Find_ModuleThatSeesNewReadersOnlyWhenInitialised_IsInitialisedAgain()
    {
        TestToken token = TestToken.Create();
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        Assert.Single(token.FindAll(library: library));
        Assert.Equal(1, library.Get("initialisations"));

        library.Set("hidden_until_init", 1);
        Assert.Empty(token.FindAll(library: library));
        Pkcs11Libraries.Get(library.LibraryPath).Freshness = TimeSpan.Zero;

        Assert.Single(token.FindAll(library: library));
        Assert.Equal(2, library.Get("initialisations"));
        Assert.Equal(1, library.Get("finalisations"));
    }

    [Fact]
    public void Find_WhileADeviceIsConnected_DoesNotInitialiseAgain()
    {
        TestToken token = TestToken.Create();
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        DeviceManager manager = new();
        TestToken.Connect(manager, token.Find(library));
        library.Set("hidden_until_init", 1);

        Assert.Empty(token.FindAll(library: library));

        Assert.Equal(1, library.Get("initialisations"));
        manager.DisconnectAll();
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("tr-TR")]
    public void Find_GarbageInTextFields_IsShownWithoutControlCharacters(string culture)
    {
        using CultureScope scope = new(culture);
        TestToken token = TestToken.Create();
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set("garbage", 1);

        Device found = token.Find(library);

        Assert.StartsWith("I", found.Name, StringComparison.Ordinal);
        Assert.Contains("ğşİ", found.Name, StringComparison.Ordinal);
        Assert.DoesNotContain(found.Name + found.Manufacturer, char.IsControl);
        Assert.Equal(token.Certificate.Thumbprint, found.Thumbprint);
        Assert.Equal(PinState.Ok, found.PinState);
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(7, 1)]
    [InlineData(1, 1)]
    public void Connect_AttributesHidden_FindsKeyAndSigns(int hidden, int stopsAtMissing)
    {
        TestToken token = new(TestCertificates.CreateMaliMuhur("1234567890", "Örnek", KeyKind.Rsa),
            TestCertificates.CreateEncryption("1234567890", "Örnek", KeyKind.Rsa));
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        library.Set("hide_attributes", hidden);
        library.Set("stops_at_missing", stopsAtMissing);
        DeviceManager manager = new();

        ConnectedDevice connection = TestToken.Connect(manager, token.Find(library));

        Assert.Equal(token.Certificate.Thumbprint, connection.Key.Certificate.Thumbprint);
        manager.DisconnectAll();
    }

    [Fact]
    public void Find_Cancelled_Throws()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(
            () => DeviceFinder.Find(new DeviceQuery { Libraries = [TestToken.Library] }, Fail, source.Token));
    }

    private static void Fail(string warning) => throw new InvalidOperationException(warning);
}
