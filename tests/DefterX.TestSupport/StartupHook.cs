using System;
using System.Diagnostics;
using System.IO;
using System.Threading;

#pragma warning disable CA1050 // The runtime looks for it outside of any namespace.

/// <summary>Ends a process that the tests started, by DOTNET_STARTUP_HOOKS, when its standard input ends: as that of the test host does,
/// however it goes.</summary>
internal static class StartupHook
{
    /// <summary>Called by the runtime before the program's own start.</summary>
    public static void Initialize() => new Thread(Watch) { IsBackground = true, Name = "tests" }.Start();

    private static void Watch()
    {
        using Stream input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Nothing is said.
        }

        Process.GetCurrentProcess().Kill();
    }
}
