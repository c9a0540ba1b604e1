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
        SoftHsm.Shared.CreateToken(Name, RightPin, certificate, encryption, alwaysAuthenticate);
    }

    public X509Certificate2 Certificate { get; }

    public string Name { get; }

    public static string Library => KnownLibraries.Resolve(SoftHsm.Shared.LibraryPath);

    public static TestToken Create(KeyKind keyKind = KeyKind.Ec) =>
        new(TestCertificates.CreateMaliMuhur("1234567890", "Örnek Şirket Iğdır Ltd. Şti.", keyKind));

    public static SecretBuffer Pin(string pin = RightPin) => SecretBuffer.FromUtf8(Encoding.UTF8.GetBytes(pin));

    public static ConnectedDevice Connect(
        DeviceManager manager, Device device, string pin = RightPin, DeviceConnectOptions? options = null) =>
        manager.Connect(device, Pin(pin), options ?? new DeviceConnectOptions(), CancellationToken.None);

    public IReadOnlyList<Device> FindAll(bool all = false, DeviceManager? manager = null, Action<string>? warn = null) =>
        DeviceFinder.Find(
            new DeviceQuery { Name = Name, Libraries = [Library], All = all },
            warn ?? (warning => throw new InvalidOperationException(warning)),
            CancellationToken.None,
            manager);

    public Device Find(DeviceManager? manager = null) => FindAll(manager: manager).Single();
}
