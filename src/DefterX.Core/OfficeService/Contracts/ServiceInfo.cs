using System;

namespace DefterX.OfficeService.Contracts;

/// <summary>What the service says of itself, without a login.</summary>
/// <param name="Product">Always <see cref="ProductName"/>.</param>
/// <param name="Version">The program's version.</param>
/// <param name="ApiVersion">The newest version of the API that it speaks.</param>
/// <param name="OldestApiVersion">The oldest one.</param>
/// <param name="Time">Its clock.</param>
internal sealed record ServiceInfo(string Product, string Version, int ApiVersion, int OldestApiVersion, DateTimeOffset Time)
{
    /// <summary>By this a client knows the service from any other that answers.</summary>
    public const string ProductName = "DefterX.Service";

    /// <summary>The version of the API in this source; the routes begin with it, <c>/v1</c>.</summary>
    public const int CurrentApiVersion = 1;
}
