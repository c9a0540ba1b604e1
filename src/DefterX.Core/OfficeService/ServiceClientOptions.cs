using System;

namespace DefterX.OfficeService;

/// <summary>How a client deals with an office service. Immutable.</summary>
internal sealed record ServiceClientOptions
{
    /// <summary>For the answer to one message; files have their own limit.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a file may stand still.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often what failed of something that passes is tried again.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Before the first of these; it doubles.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The machine that sessions are bound to.</summary>
    public string Machine { get; init; } = Environment.MachineName;

    /// <summary>The module's version.</summary>
    public string Version { get; init; } = typeof(ServiceClientOptions).Assembly.GetName().Version!.ToString(3);
}
