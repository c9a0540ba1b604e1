namespace DefterX.Devices;

/// <summary>How to connect a device.</summary>
internal sealed record DeviceConnectOptions
{
    /// <summary>Whether to try the PIN even when a wrong one locks the token.</summary>
    public bool Force { get; init; }

    /// <summary>Whether to keep the PIN in memory until the device is disconnected.</summary>
    public bool KeepPin { get; init; }

    /// <summary>Judges the certificate before the PIN is tried; null leaves that out.</summary>
    public DeviceTrust? Trust { get; init; }
}
