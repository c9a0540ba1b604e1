using Microsoft.Extensions.DependencyInjection;

namespace DefterX.Service.Storage;

/// <summary>Registers the database.</summary>
internal static class StorageServices
{
    /// <summary>The database, and the migrations, which run before the service listens.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddSingleton<Database>();
        services.AddSingleton<Migrations>();
        services.AddHostedService(provider => provider.GetRequiredService<Migrations>());
        return services;
    }
}
