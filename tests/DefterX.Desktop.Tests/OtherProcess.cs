using System;
using System.Threading.Tasks;

namespace DefterX.Tests.Files;

/// <summary>Stands for the process that runs on .NET; tests that ask for it are left out.</summary>
internal sealed class OtherProcess : IDisposable
{
    private OtherProcess() => throw new LeftOutException("Locks between processes are the system's.");

    public int Id => 0;

    public static OtherProcess Start(params string[] arguments) => new();

    public static Task<OtherProcess> StartAsync(string line, params string[] arguments) => Task.FromResult(new OtherProcess());

    public Task<int> EndAsync() => Task.FromResult(0);

    public Task<int> WaitAsync() => Task.FromResult(0);

    public void Kill()
    {
    }

    public void Dispose()
    {
    }
}
