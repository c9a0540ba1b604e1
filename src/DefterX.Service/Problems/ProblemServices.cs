using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DefterX.Service.Problems;

/// <summary>Makes every failure a problem in English or Turkish.</summary>
internal static class ProblemServices
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddExceptionHandler<ProblemHandler>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SupportedCultures = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("tr")];
            options.SupportedUICultures = options.SupportedCultures;
            options.DefaultRequestCulture = new RequestCulture("en");
            options.RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()];
        });
        return services;
    }

    /// <summary>Goes before everything that can fail.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        app.UseRequestLocalization();
        app.UseExceptionHandler(static _ => { });
        app.UseStatusCodePages(context =>
            ServiceProblems.WriteAsync(context.HttpContext, ServiceProblems.FromStatus(context.HttpContext.Response.StatusCode)));
        return app;
    }
}
