using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace DefterX.Build;

/// <summary>GİB's simulated web service as a child process, stopped when disposed.</summary>
internal sealed class Simulator : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;

    private Simulator(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    internal string Address { get; }

    /// <summary>Starts it on a free port of loopback; it keeps the envelopes that it receives in <c>gib</c>.</summary>
    internal static Simulator Start(string folder)
    {
        string portFile = Path.Combine(folder, "gib.address");
        string program = Repository.PathOf("tests", "DefterX.GibSimulator", "bin", "Release", "net10.0", "DefterX.GibSimulator.dll");
        Process process = Shell.Start("dotnet", [program, "--port", "0", "--envelopes", Path.Combine(folder, "gib"), "--port-file", portFile], null);
        Stopwatch waited = Stopwatch.StartNew();
        while (!File.Exists(portFile))
        {
            if (process.WaitForExit(TimeSpan.FromMilliseconds(50)) || waited.Elapsed > s_patience)
            {
                process.Kill(entireProcessTree: true);
                process.Dispose();
                throw new BuildException(1, "The simulator of GIB did not start.");
            }
        }

        string address = File.ReadAllText(portFile).Trim();
        File.Delete(portFile);
        return new Simulator(process, address);
    }

    public void Dispose()
    {
        // SIGTERM lets it finish what it writes; Windows has nothing like it for a console program without a window.
        if (!_process.HasExited && !OperatingSystem.IsWindows())
        {
            Shell.Run("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        }

        if (OperatingSystem.IsWindows() || !_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
