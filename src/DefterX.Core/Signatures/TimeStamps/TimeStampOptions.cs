using System;

namespace DefterX.Signatures.TimeStamps;

/// <summary>How a time-stamping authority is asked. Immutable.</summary>
internal sealed record TimeStampOptions
{
    /// <summary>The authority, http or https (RFC 3161, 3.4).</summary>
    public required Uri Address { get; init; }

    /// <summary>The policy to ask for, an object identifier; null leaves it to the authority.</summary>
    public string? Policy { get; init; }

    /// <summary>How long one answer may take, from the connection to its last byte.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest answer in bytes; one takes some kilobytes.</summary>
    public int MaxAnswerSize { get; init; } = 256 * 1024;
}
