using System.Runtime.CompilerServices;
using DefterX.TestSupport;

namespace DefterX.Tests;

internal static class ModuleInitializer
{
    // Before any test searches for devices: SoftHSM reads its configuration when it is first called.
    [ModuleInitializer]
    internal static void Initialize() => _ = SoftHsm.Shared;
}
