using DefterX.Office;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Accounts;

/// <summary>Says on an endpoint, or a group, what role it needs.</summary>
internal static class RoleRequirements
{
    /// <summary>Lets in who has the role or a higher one; without it, whoever is logged in.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder builder, OfficeRole role)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(policy => policy
            .RequireAuthenticatedUser()
            .RequireAssertion(context => context.Resource is HttpContext http && Caller.Of(http) is { } caller && caller.Role >= role));
}
