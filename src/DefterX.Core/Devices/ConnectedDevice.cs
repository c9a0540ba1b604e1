using System;
using System.Threading;

namespace DefterX.Devices;

/// <summary>A device that is logged in and signs.</summary>
internal sealed class ConnectedDevice
{
    private readonly IDisposable _connection;

    public ConnectedDevice(Device device, ISigningKey key, IDisposable connection, bool isPinVerified)
    {
        Device = device with { IsConnected = true };
        Key = key;
        _connection = connection;
        IsPinVerified = isPinVerified;
    }

    /// <summary>The device as it was just after the login.</summary>
    public Device Device { get; }

    public ISigningKey Key { get; }

    /// <summary>Whether the PIN was checked; false when the token had been logged in to already.</summary>
    public bool IsPinVerified { get; }

    /// <summary>Whether the PIN is kept, or is not needed again.</summary>
    public bool KeepsPin { get; init; }

    /// <summary>The GİB service that the device was connected to, or null.</summary>
    public Uri? GibUri { get; internal set; }

    /// <summary>Whether GİB answered to a request that the device signed.</summary>
    public bool GibConnected { get; internal set; }

    /// <summary>Whether the device failed and did not come back; the next signature tries again.</summary>
    public bool IsLost => Key is TokenSigningKey { IsLost: true };

    /// <summary>Whether the device still signs: a token may have been pulled or reset. Asks the token.</summary>
    public bool IsAlive(CancellationToken cancellationToken) => Key is not TokenSigningKey token || token.IsAlive(cancellationToken);

    internal void Close() => _connection.Dispose();
}
