using System.IO;
using System.Threading;
using DefterX.Devices;
using Xunit;

namespace DefterX.Tests.Devices;

public sealed class Pkcs11LibrariesTests
{
    [Fact]
    public void Acquire_WhenItFails_LeavesTheOthersFree()
    {
        string missing = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".so");
        DefterXException? second = null;
        Thread other = new(() => second = Assert.Throws<DefterXException>(() => Pkcs11Libraries.Acquire(missing))) { IsBackground = true };

        Assert.Throws<DefterXException>(() => Pkcs11Libraries.Acquire(missing));
        other.Start();

        Assert.True(other.Join(10_000), "The registry is still locked.");
        Assert.Equal(ErrorIds.LibraryNotLoaded, second?.ErrorId);
    }
}
