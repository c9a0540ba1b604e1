using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace DefterX.Service.Accounts;

/// <summary>Registers offices, login keys, sessions and the audit log.</summary>
internal static class AccountServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<AuditPages>();
        services.AddSingleton<DatabaseSecret>();
        services.AddSingleton<KeyHasher>();
        services.AddSingleton<Login>();
        services.AddSingleton<LoginDoor>();
        services.AddSingleton<LoginKeys>();
        services.AddSingleton<NewKey>();
        services.AddSingleton<Offices>();
        services.AddSingleton<RegisterOffice>();
        services.AddSingleton<RegistrationCode>();
        services.AddSingleton<Sessions>();
        services.AddHostedService<AccountSweep>();
        // Nothing is protected by it; it would keep keys in the account's home, outside of the data folder.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(SessionHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null);
        // An endpoint that says nothing of who may use it is closed.
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    /// <summary>Finds out who makes a request; goes after what handles failures.</summary>
    public static IApplicationBuilder UseAccounts(this IApplicationBuilder app) => app.UseAuthentication().UseAuthorization();
}
