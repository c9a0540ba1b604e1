using Microsoft.Extensions.DependencyInjection;

namespace DefterX.Service.Accounts;

/// <summary>Registers offices, login keys, sessions and the audit log.</summary>
internal static class AccountServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<IAuditLog, AuditLog>();
        return services;
    }
}
