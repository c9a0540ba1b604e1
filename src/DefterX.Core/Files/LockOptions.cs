using System;
using System.IO;
using System.Runtime.InteropServices;

namespace DefterX.Files;

/// <summary>How locks are taken and kept. Immutable.</summary>
internal sealed record LockOptions
{
    public static LockOptions Default { get; } = new();

    /// <summary>How old the last beat of another machine's lock must be, by the file server's clock, before anybody thinks of taking
    /// it over.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For how long it must then stay as it is.</summary>
    public TimeSpan WatchTime { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Between two looks while it is watched.</summary>
    public TimeSpan WatchPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After a takeover: when another may have taken over too, the last to write has it.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After that time without a beat a holder gives its lock up: before others may take it over.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromSeconds(40);

    public LockHeartbeat Heartbeat { get; init; } = LockHeartbeat.Shared;

    /// <summary>Who takes locks.</summary>
    public ProcessIdentity Holder { get; init; } = ProcessIdentity.Current;

    /// <summary>The operating system's lock: on Windows others may read and no more; on Unix it is flock(2), LOCK_EX.</summary>
    public FileShare Share { get; init; } = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? FileShare.Read : FileShare.None;
}
