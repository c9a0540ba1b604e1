using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using DefterX.GibSimulator.Faults;
using DefterX.GibSimulator.Packages;
using DefterX.GibSimulator.Requests;

namespace DefterX.GibSimulator;

/// <summary>GİB's e-Defter web service (Web Servis Kılavuzu v1.7) on a loopback address.</summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly SimulatorOptions _options;
    private readonly StateFolder? _state;
    private SimulatorInstance _running;

    private SimulatorServer(
        SimulatorOptions options, StateFolder? state, X509Certificate2 authority, RequestLog requests, SimulatorInstance running)
    {
        _state = state;
        _running = running;
        _options = options with { Port = running.Address.Port };
        Authority = authority;
        Requests = requests;
    }

    /// <summary>The service's endpoint, such as <c>http://127.0.0.1:40123/edefter/services/EDefterWsPort</c>.</summary>
    public Uri Address => _running.Address;

    /// <summary>The certificate that counter-signs berats, with its private key.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>The faults on order.</summary>
    public FaultPlan Faults => _options.Faults;

    /// <summary>What was asked, also before a restart.</summary>
    public RequestLog Requests { get; }

    /// <summary>Every upload that was taken and is remembered, oldest first.</summary>
    public IReadOnlyList<SimulatedPackage> Packages => _running.Store.Snapshots;

    public static async Task<SimulatorServer> StartAsync(SimulatorOptions options, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = options.TimeProvider.GetUtcNow();
        StateFolder? state = options.StateFolder is null ? null : new(options.StateFolder);
        X509Certificate2 authority = options.StateFolder is null
            ? Signatures.Authority.Create(now)
            : Signatures.Authority.LoadOrCreate(Path.Combine(options.StateFolder, "authority.pfx"), now);
        RequestLog requests = new();
        SimulatorInstance running = await SimulatorInstance.StartAsync(
            options, authority, state, requests, state?.Load() ?? [], cancellationToken);
        return new SimulatorServer(options, state, authority, requests, running);
    }

    /// <summary>
    /// Stops, and starts again at the same address with the same key, faults on order and record of requests. Requests that
    /// wait for their answers are cut off.
    /// </summary>
    /// <param name="keepsMemory">Whether it knows its packages afterwards and goes on with them, also without a state folder.</param>
    public async Task RestartAsync(bool keepsMemory, CancellationToken cancellationToken = default)
    {
        await _running.DisposeAsync();
        if (!keepsMemory)
            _state?.Clear();
        IReadOnlyList<Package> remembered = keepsMemory ? _running.Store.Uploads : [];
        _running = await SimulatorInstance.StartAsync(_options, Authority, _state, Requests, remembered, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _running.DisposeAsync();
        Authority.Dispose();
    }
}
