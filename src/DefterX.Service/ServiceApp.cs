using System;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Accounts;
using DefterX.Service.Blobs;
using DefterX.Service.Firms;
using DefterX.Service.Mail;
using DefterX.Service.Months;
using DefterX.Service.Operations;
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
        builder.AddOperations(options);
        builder.WebHost.UseUrls(options.Urls);
        builder.Services.AddSingleton(options);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            ServiceJson.Apply(json.SerializerOptions);
            // Of two values of a field another reader may take the other one.
            json.SerializerOptions.AllowDuplicateProperties = false;
        });
        builder.Services.AddOpenApi();
        builder.Services.AddProblems().AddStorage().AddMail(options).AddAccounts().AddFirms().AddMonths().AddBlobs();
        configure?.Invoke(builder);

        WebApplication app = builder.Build();
        app.UseOperations();
        app.UseProblems();
        app.UseTlsRule();
        app.UseAccounts();
        app.MapOpenApi().AllowAnonymous();
        app.MapOperations();
        app.MapAccounts();
        app.MapFirms().MapMonths().MapBlobs();
        return app;
    }
}
