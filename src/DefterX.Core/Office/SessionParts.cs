using System;
using System.Collections.Generic;
using DefterX.Devices;

namespace DefterX.Office;

/// <summary>What a session can do.</summary>
[Flags]
public enum SessionCapabilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Validate ledgers.</summary>
    Validate = 1,

    /// <summary>Create ledgers.</summary>
    Create = 2,

    /// <summary>Sign; a device is connected.</summary>
    Sign = 4,

    /// <summary>Send; a device is connected to GİB.</summary>
    Send = 8,
}

/// <summary>Whether a session can be used.</summary>
public enum SessionState
{
    /// <summary>It can.</summary>
    Open,

    /// <summary>It was ended.</summary>
    Closed,

    /// <summary>It was idle for longer than the office allows.</summary>
    Expired,

    /// <summary>The login key that opened it was revoked.</summary>
    Revoked,
}

/// <summary>How a session is opened.</summary>
internal sealed record SessionOptions
{
    /// <summary>How long opening may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gives the connected devices, asked anew each time.</summary>
    public Func<IReadOnlyList<Device>> Devices { get; init; } = () => [];

    /// <summary>Tells whether one of the devices is connected to GİB where an office's settings say.</summary>
    public Func<OfficeSettings, bool> IsGibConnected { get; init; } = _ => false;

    /// <summary>The machine and user account whose wrong tries count.</summary>
    public string Account { get; init; } = LoginThrottle.CurrentAccount;

    /// <summary>The present time.</summary>
    public Func<DateTimeOffset> Clock { get; init; } = () => DateTimeOffset.Now;
}
