using System.Runtime.CompilerServices;
using DefterX.TestSupport;

namespace DefterX.Tests;

internal static class ModuleInitializer
{
    [ModuleInitializer]
    internal static void Initialize() => Libdl.Map();
}
