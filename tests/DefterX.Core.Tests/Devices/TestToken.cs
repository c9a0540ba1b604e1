using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using DefterX.Devices;
using DefterX.Secrets;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Devices;

/// <summary>Tests that use SoftHSM run one after another: they share its library and its state.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SoftHsmTests
{
    public const string Name = "SoftHSM";
}

/// <summary>A token of its own for a test.</summary>
internal sealed class TestToken
{
    private const string RightPin = "246810";
    private static int s_count;

    public TestToken(X509Certificate2 certificate, X509Certificate2? encryption = null, bool alwaysAuthenticate = false)
    {
        Certificate = certificate;
        Name = "token-" + Interlocked.Increment(ref s_count);
        Folder = SoftHsm.Shared.CreateToken(Name, RightPin, certificate, encryption, alwaysAuthenticate);
    }

    public string Folder { get; }

    public X509Certificate2 Certificate { get; }

    public string Name { get; }

    public static string Library => KnownLibraries.Resolve(SoftHsm.Shared.LibraryPath);

    public static TestToken Create(KeyKind keyKind = KeyKind.Ec) =>
        new(TestCertificates.CreateMaliMuhur("1234567890", "Örnek Şirket Iğdır Ltd. Şti.", keyKind));

    public static SecretBuffer Pin(string pin = RightPin) => SecretBuffer.FromUtf8(Encoding.UTF8.GetBytes(pin));

    public static ConnectedDevice Connect(
        DeviceManager manager, Device device, string pin = RightPin, DeviceConnectOptions? options = null) =>
        manager.Connect(device, Pin(pin), options ?? new DeviceConnectOptions(), CancellationToken.None);

    /// <param name="library">The library to look through; SoftHSM's own when null.</param>
    public IReadOnlyList<Device> FindAll(
        bool all = false, DeviceManager? manager = null, Action<string>? warn = null, FaultyPkcs11? library = null) =>
        [
            .. DeviceFinder.Find(
                new DeviceQuery { Name = library is null ? Name : null, Libraries = [library?.LibraryPath ?? Library], All = all },
                warn ?? (warning => throw new InvalidOperationException(warning)),
                CancellationToken.None,
                manager).Where(device => library is null || (device.Library == library.LibraryPath && Names(device))),
        ];

    public Device Find(DeviceManager? manager = null) => FindAll(manager: manager).Single();

    /// <summary>The device as a faulty library shows it.</summary>
    public Device Find(FaultyPkcs11 library)
    {
        LibraryReport report = LibrarySurvey.Of(library.LibraryPath, CancellationToken.None);
        return report.Failure is null
            ? report.Tokens.SelectMany(token => token.Certificates).Single(found => found.Device.Thumbprint == Certificate.Thumbprint).Device
            : throw report.Failure;
    }

    // By the certificate, as a faulty library may garble the label.
    private bool Names(Device device) => device.Name == Name || device.Thumbprint == Certificate.Thumbprint;
}
