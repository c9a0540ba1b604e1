using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using DefterX.GibSimulator;
using Xunit;

namespace DefterX.Tests.GibSimulator;

/// <summary>A simulator, a taxpayer's signer and client, and a folder for a test.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    private readonly List<IDisposable> _disposables = [];
    private SimulatorServer? _server;

    // One for all tests: an RSA key takes longer to make than most of them to run.
    private protected static TestSigner Signer { get; } = NewSigner();

    private protected SoapClient Client { get; private set; } = null!;

    protected SimulatorServer Server => _server!;

    private protected TemporaryFolder Folder { get; } = new();

    protected virtual SimulatorOptions Options => new();

    public virtual async Task InitializeAsync() => await RestartAsync(Options);

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        _disposables.ForEach(one => one.Dispose());
        Folder.Dispose();
    }

    private protected T Own<T>(T disposable)
        where T : IDisposable
    {
        _disposables.Add(disposable);
        return disposable;
    }

    protected async Task RestartAsync(SimulatorOptions options)
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = await SimulatorServer.StartAsync(options);
        Client = NewClient(Signer);
    }

    private static TestSigner NewSigner()
    {
        TestSigner signer = new("1234567808");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => signer.Dispose();
        return signer;
    }

    private protected SoapClient NewClient(TestSigner signer) => Own(new SoapClient(Server.Address, signer));

    private protected static TestMonth Month(string period, int sequence) => new(Signer, period, sequence);

    private protected Task<SoapAnswer> SendAsync(TestMonth month, string kind) =>
        Client.SendAsync(month.Name(kind) + ".zip", month.Package(kind));

    /// <returns>The final status text of a package that was taken.</returns>
    private protected Task<string> ProcessAsync(TestMonth month, string kind) => ProcessAsync(month, kind, month.Package(kind));

    private protected async Task<string> ProcessAsync(TestMonth month, string kind, byte[] package)
    {
        SoapAnswer answer = await Client.SendAsync(month.Name(kind) + ".zip", package);
        Assert.Equal($"[{month.Name(kind)}] paketi işleme alındı", answer["return"]);
        return await ResultAsync(month.Name(kind));
    }

    private protected async Task SucceedAsync(TestMonth month, params string[] kinds)
    {
        foreach (string kind in kinds)
        {
            string text = await ProcessAsync(month, kind);
            Assert.True(text == "Paket Başarıyla İşlendi", text);
        }
    }

    protected async Task<string> ResultAsync(string name)
    {
        Stopwatch watch = Stopwatch.StartNew();
        SimulatedPackage package = Newest(name);
        while (package.Status is PackageStatus.Queued or PackageStatus.BeratAccepted)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{name} is still {package.StatusText}");
            await Task.Delay(10);
            package = Newest(name);
        }

        return package.StatusText;
    }

    protected SimulatedPackage Newest(string name) => Server.Packages.Last(package => package.Name == name);
}
