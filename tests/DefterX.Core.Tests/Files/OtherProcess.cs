using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace DefterX.Tests.Files;

/// <summary>Another process (DefterX.TokenUser) that takes locks or writes files; killed at the latest when this is disposed.</summary>
internal sealed class OtherProcess : IDisposable
{
    private readonly Process _process;

    private OtherProcess(string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "DefterX.TokenUser.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, "lock", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    public int Id => _process.Id;

    /// <summary>Starts it.</summary>
    public static OtherProcess Start(params string[] arguments) => new(arguments);

    /// <summary>Starts it and waits for its first line.</summary>
    public static async Task<OtherProcess> StartAsync(string line, params string[] arguments)
    {
        OtherProcess process = new(arguments);
        Xunit.Assert.Equal(line, await process._process.StandardOutput.ReadLineAsync());
        return process;
    }

    /// <summary>Sends it SIGKILL, and waits until it is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Lets it go on to its end.</summary>
    public async Task<int> EndAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        return await WaitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}
