using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using DefterX.GibSimulator.Packages;
using DefterX.GibSimulator.Signatures;
using DefterX.GibSimulator.Soap;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace DefterX.GibSimulator;

/// <summary>GİB's e-Defter web service (Web Servis Kılavuzu v1.7) on a loopback address.</summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly PackageStore _store;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _processing;

    private SimulatorServer(WebApplication application, PackageStore store, PackageProcessor processor, X509Certificate2 authority)
    {
        _application = application;
        _store = store;
        Authority = authority;
        string address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(new Uri(address), SoapEndpoint.Path);
        _processing = Task.Run(() => processor.RunAsync(_stopping.Token));
    }

    /// <summary>The service's endpoint, such as <c>http://127.0.0.1:40123/edefter/services/EDefterWsPort</c>.</summary>
    public Uri Address { get; }

    /// <summary>The certificate that counter-signs berats, with its private key.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>Every upload that was taken, oldest first.</summary>
    public IReadOnlyList<SimulatedPackage> Packages => _store.Snapshots();

    public static async Task<SimulatorServer> StartAsync(SimulatorOptions options, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = options.TimeProvider.GetUtcNow();
        StateFolder? state = options.StateFolder is null ? null : new(options.StateFolder);
        X509Certificate2 authority = options.StateFolder is null
            ? Signatures.Authority.Create(now)
            : Signatures.Authority.LoadOrCreate(Path.Combine(options.StateFolder, "authority.pfx"), now);
        PackageStore store = new(options.TimeProvider, state);
        SoapEndpoint endpoint = new(
            new EDefterService(options, store), new WsSecurity(options),
            options.EnvelopeFolder is null ? null : new EnvelopeFolder(options.EnvelopeFolder));

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        WebApplication application = builder.Build();
        application.Run(endpoint.HandleAsync);
        await application.StartAsync(cancellationToken);
        return new SimulatorServer(
            application, store, new PackageProcessor(options, store, new CounterSigner(authority, options.TimeProvider)), authority);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _stopping.CancelAsync();
        try
        {
            await _processing;
        }
        catch (OperationCanceledException)
        {
            // It was told to stop; packages that wait stay queued in the state folder.
        }

        await _application.DisposeAsync();
        _stopping.Dispose();
        Authority.Dispose();
    }
}
