using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using DefterX.GibSimulator.Packages;
using DefterX.GibSimulator.Requests;
using DefterX.GibSimulator.Signatures;
using DefterX.GibSimulator.Soap;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace DefterX.GibSimulator;

/// <summary>The service from a start to the next restart.</summary>
internal sealed class SimulatorInstance : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _processing;

    private SimulatorInstance(WebApplication application, PackageStore store, PackageProcessor processor)
    {
        _application = application;
        Store = store;
        string address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(new Uri(address), SoapEndpoint.Path);
        _processing = Task.Run(() => processor.RunAsync(_stopping.Token));
    }

    public Uri Address { get; }

    public PackageStore Store { get; }

    /// <param name="remembered">The packages that it knows from before.</param>
    public static async Task<SimulatorInstance> StartAsync(
        SimulatorOptions options,
        X509Certificate2 authority,
        StateFolder? state,
        RequestLog requests,
        IEnumerable<Package> remembered,
        CancellationToken cancellationToken)
    {
        PackageStore store = new(options.TimeProvider, state, requests, remembered);
        SoapEndpoint endpoint = new(
            options, requests, new EDefterService(options, store), new WsSecurity(options),
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
        return new SimulatorInstance(
            application, store, new PackageProcessor(options, store, new CounterSigner(authority, options.TimeProvider)));
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
            // It was told to stop; packages that wait stay queued.
        }

        await _application.DisposeAsync();
        _stopping.Dispose();
    }
}
