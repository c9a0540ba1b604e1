using System;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Accounts;
using DefterX.Service.Blobs;
using DefterX.Service.Firms;
using DefterX.Service.Months;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DefterX.Service;

/// <summary>Puts the service together: each folder adds what it has and maps its endpoints.</summary>
internal static class ServiceApp
{
    /// <summary>The service, not yet started.</summary>
    /// <param name="options">How it is set up.</param>
    /// <param name="args">The host's own arguments.</param>
    /// <param name="configure">Replaces what a test replaces.</param>
    public static WebApplication Build(ServiceOptions options, string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ServiceApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(options.Urls);
        builder.Services.AddSingleton(options);
        builder.Services.ConfigureHttpJsonOptions(json => ServiceJson.Apply(json.SerializerOptions));
        builder.Services.AddOpenApi();
        builder.Services.AddProblems().AddStorage().AddAccounts().AddFirms().AddMonths().AddBlobs();
        configure?.Invoke(builder);

        WebApplication app = builder.Build();
        app.UseProblems();
        app.UseAccounts();
        app.MapOpenApi().AllowAnonymous();
        app.MapAccounts();
        app.MapFirms().MapMonths().MapBlobs();
        return app;
    }
}
