using System;
using System.Threading;
using DefterX.Service.Monitoring;
using DefterX.Service.Operations.Health;
using DefterX.Service.Operations.Hosting;
using DefterX.Service.Operations.Logging;
using DefterX.Service.Operations.Tls;
using DefterX.Service.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;

namespace DefterX.Service.Operations;

/// <summary>What it takes to run the service: TLS, limits, logs, health, metrics, an orderly end.</summary>
internal static class OperationsServices
{
    /// <summary>How long requests under way may take when the service ends, uploads above all.</summary>
    private static readonly TimeSpan s_ending = TimeSpan.FromSeconds(30);

    /// <summary>How long a health check may take.</summary>
    private static readonly TimeSpan s_check = TimeSpan.FromSeconds(5);

    /// <exception cref="ServiceStartException">An option cannot be meant so.</exception>
    public static void AddOperations(this WebApplicationBuilder builder, ServiceOptions options)
    {
        OptionsCheck.Check(options);
        IServiceCollection services = builder.Services;
        Serilog.Core.Logger log = ServiceLog.Create(options.LogPath, options.Logs.RetainedFiles, options.Logs.Console);
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(log, dispose: true);
        CertificateSource? certificate = options.Certificate.Path is { Length: > 0 } path
            ? new CertificateSource(
                path, options.Certificate.KeyPath, options.Certificate.Password, TimeProvider.System,
                new SerilogLoggerFactory(log).CreateLogger<CertificateSource>())
            : null;
        builder.WebHost.ConfigureKestrel(kestrel => Limits.Apply(kestrel, options.MaximumConnections, certificate));
        TimeSpan drain = TimeSpan.FromSeconds(options.DrainSeconds);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = drain + s_ending);
        services.AddSystemd().AddWindowsService(service => service.ServiceName = "DefterX");
        if (Microsoft.Extensions.Hosting.Systemd.SystemdHelpers.IsSystemdService()) services.AddHostedService<Watchdog>();
        services.AddSingleton(new TrustedProxies(options.TrustedProxies));
        services.AddSingleton(options.Metrics);
        services.AddSingleton(provider => new MonthCounts(provider.GetRequiredService<Database>(), TimeProvider.System));
        services.AddSingleton(provider => new Drain(provider.GetRequiredService<IHostApplicationLifetime>(), drain));
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddHealthChecks()
            .Add(new HealthCheckRegistration("running", provider => provider.GetRequiredService<Drain>(), null, null))
            .Add(Shared("database", provider => new DatabaseCheck(provider.GetRequiredService<Database>())))
            .Add(Shared("files", _ => new FilesFolderCheck(options.FilesPath)));
    }

    /// <summary>Goes before everything else.</summary>
    public static void UseOperations(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Features.Set(PeerFeature.Of(context));
            SecurityHeaders.AddTo(context);
            return next(context);
        });
        TrustedProxies proxies = app.Services.GetRequiredService<TrustedProxies>();
        if (proxies.Any) app.UseForwardedHeaders(Forwarded(proxies));
        app.UseMiddleware<RequestLog>();
    }

    /// <summary>Goes after what turns failures into answers.</summary>
    public static void UseTlsRule(this WebApplication app) => app.UseMiddleware<TlsMiddleware>();

    public static void MapOperations(this WebApplication app)
    {
        app.MapGreeting();
        app.MapHealth();
        app.MapMetrics();
    }

    private static HealthCheckRegistration Shared(string name, Func<IServiceProvider, IHealthCheck> create)
    {
        SharedCheck? shared = null;
        return new HealthCheckRegistration(
            name, provider => LazyInitializer.EnsureInitialized(ref shared, () => new SharedCheck(create(provider), TimeProvider.System)), null, null, s_check);
    }

    // All hops that are trusted, until one is not; what a client adds of its own lies before that.
    private static ForwardedHeadersOptions Forwarded(TrustedProxies proxies)
    {
        ForwardedHeadersOptions options = new()
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (System.Net.IPNetwork network in proxies.Networks) options.KnownIPNetworks.Add(network);
        return options;
    }
}
