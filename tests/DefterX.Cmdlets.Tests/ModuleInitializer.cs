using System.Runtime.CompilerServices;
using DefterX.TestSupport;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)] // devices, culture and environment are of the process

namespace DefterX.Cmdlets.Tests;

internal static class ModuleInitializer
{
    [ModuleInitializer]
    internal static void Initialize() => Libdl.Map();
}
