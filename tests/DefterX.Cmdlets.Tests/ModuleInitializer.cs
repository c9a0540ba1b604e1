using System.Runtime.CompilerServices;
using DefterX.TestSupport;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)] // devices, culture and environment are of the process

namespace DefterX.Cmdlets.Tests;

internal static class ModuleInitializer
{
    // Before any test searches for devices: SoftHSM reads its configuration when it is first called.
    [ModuleInitializer]
    internal static void Initialize() => _ = SoftHsm.Shared;
}
