using System;
using System.Diagnostics;
using System.Globalization;
using DefterX.Build;

namespace DefterX.Bench;

/// <summary>The simulated GİB as a program of its own, until disposed.</summary>
internal sealed class SimulatorProcess : IDisposable
{
    private readonly Process _process;

    /// <param name="signer">The identifier of the device that signs and sends for all taxpayers.</param>
    /// <param name="answer">How long every answer takes.</param>
    public SimulatorProcess(string signer, TimeSpan answer)
    {
        string program = Repository.PathOf("tests", "DefterX.GibSimulator", "bin", "Release", "net10.0", "DefterX.GibSimulator.dll");
        string[] arguments =
            [program, "--authorised-signer", signer, "--software-firm", signer, "--answer-delay-ms", Text(answer)];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        Address = new Uri(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The simulator did not start."));
    }

    public Uri Address { get; }

    /// <summary>What it has taken of all cores so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Text(TimeSpan time) => ((int)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
