using System;
using System.Threading.Tasks;
using DefterX.Devices;
using Xunit;

namespace DefterX.Tests.Devices;

public sealed class Pkcs11LibrariesLockTests
{
    [Fact]
    public async Task Acquire_WhenALibraryIsMissing_LeavesTheNextCallFree()
    {
        for (int i = 0; i < 2; i++)
        {
            // Each on a thread of its own, since a lock that is left taken lets its own thread in again.
            Task<DefterXException> call = Task.Factory.StartNew(
                () => Assert.Throws<DefterXException>(() => Pkcs11Libraries.Acquire("/nowhere/libnone.so")), TaskCreationOptions.LongRunning);
            Assert.Equal(ErrorIds.LibraryNotLoaded, (await call.WaitAsync(TimeSpan.FromSeconds(30))).ErrorId);
        }
    }
}
