using System;
using System.IO;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DefterX.Certificates;

/// <summary>How revocation is looked up. Immutable.</summary>
internal sealed record RevocationOptions
{
    /// <summary>Whether the network is left alone, so that only answers of earlier times are there.</summary>
    public bool Offline { get; init; }

    /// <summary>The folder in which answers are kept until they expire.</summary>
    public string CacheFolder { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), nameof(DefterX), "revocation");

    /// <summary>How long one answer may take, from the connection to its last byte.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest answer in bytes.</summary>
    public int MaxAnswerSize { get; init; } = 20 * 1024 * 1024;

    /// <summary>The present time.</summary>
    public Func<DateTimeOffset> Clock { get; init; } = () => DateTimeOffset.UtcNow;

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
