using System.Runtime.CompilerServices;
using DefterX.TestSupport;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)] // devices, culture and environment are of the process

namespace DefterX.Cmdlets.Tests;

internal static class ModuleInitializer
{
    // Before any test searches for devices: SoftHSM and pcsc-lite read their variables when they are first called.
    [ModuleInitializer]
    internal static void Initialize()
    {
        PcscDaemon.Isolate();
        _ = SoftHsm.Shared;
    }
}
