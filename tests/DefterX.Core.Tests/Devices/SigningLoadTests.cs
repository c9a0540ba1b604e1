using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Devices;

/// <summary>Many signatures with one device: the soak makes 10,000.</summary>
[Collection(SoftHsmTests.Name)]
public sealed class SigningLoadTests : IDisposable
{
    private readonly DeviceManager _manager = new();

    public void Dispose() => _manager.DisconnectAll();

    [Theory]
    [InlineData(KeyKind.Rsa)]
    [InlineData(KeyKind.Ec)]
    public void Sign_ManyTimes_GrowsNeitherInHandlesNorInMemory(KeyKind keyKind)
    {
        TestToken token = TestToken.Create(keyKind);
        ConnectedDevice connection = TestToken.Connect(_manager, token.Find());
        int count = Soak.Size(1_000);
        Sign(connection, count / 2);
        (int Handles, long Managed, long Resident) before = Measure();

        Sign(connection, count);

        (int Handles, long Managed, long Resident) after = Measure();
        Assert.Equal(before.Handles, after.Handles);
        Assert.InRange(after.Managed - before.Managed, long.MinValue, 256 * 1024);
        Assert.InRange(after.Resident - before.Resident, long.MinValue, 8 * 1024 * 1024);
    }

    [Fact]
    public void Sign_FourThreadsOnOneDevice_AllVerify()
    {
        TestToken token = TestToken.Create(KeyKind.Rsa);
        ConnectedDevice connection = TestToken.Connect(_manager, token.Find());
        int count = Soak.Size(250);
        int valid = 0;

        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, thread =>
        {
            using RSA key = token.Certificate.GetRSAPublicKey()!;
            for (int i = 0; i < count; i++)
            {
                byte[] data = BitConverter.GetBytes((thread * count) + i);
                byte[] value = connection.Key.Sign(data, CancellationToken.None);
                if (key.VerifyData(data, value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) Interlocked.Increment(ref valid);
            }
        });

        Assert.Equal(4 * count, valid);
    }

    private static void Sign(ConnectedDevice connection, int count)
    {
        for (int i = 0; i < count; i++) connection.Key.Sign(BitConverter.GetBytes(i), CancellationToken.None);
    }

    private static (int Handles, long Managed, long Resident) Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long managed = GC.GetTotalMemory(forceFullCollection: true);
        string resident = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("RssAnon", StringComparison.Ordinal));
        return (
            Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(),
            managed,
            1024 * long.Parse(resident.Split(' ')[^2], System.Globalization.CultureInfo.InvariantCulture));
    }
}
