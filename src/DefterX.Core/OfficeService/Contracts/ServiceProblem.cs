namespace DefterX.OfficeService.Contracts;

/// <summary>What went wrong (RFC 9457, application/problem+json).</summary>
internal sealed record ServiceProblem
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; init; }

    /// <summary>In the language that was asked for.</summary>
    public string? Title { get; init; }

    /// <summary>What and where, in the same language.</summary>
    public string? Detail { get; init; }

    /// <summary>One of <see cref="ServiceCodes"/>.</summary>
    public string? Code { get; init; }

    /// <summary>By which the service's log tells more.</summary>
    public string? TraceId { get; init; }

    /// <summary>How long to wait before trying again.</summary>
    public double? RetryAfterSeconds { get; init; }

    /// <summary>Who has the month.</summary>
    public LeaseHolder? Holder { get; init; }

    /// <summary>Where an upload stands.</summary>
    public long? Offset { get; init; }
}
