using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;
using DefterX.Devices.Pkcs11;
using DefterX.Secrets;

namespace DefterX.Devices;

/// <summary>The connected devices. A process has one manager, since tokens know only processes,
/// not sessions or runspaces.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the process; its semaphore has no wait handle.")]
internal sealed class DeviceManager
{
    private readonly SemaphoreSlim _turn = new(1);
    private volatile ConnectedDevice[] _connected = [];

    /// <summary>How long to wait for another connection that is being made; typing a PIN on a reader's pad takes up to a minute.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>The manager of this process.</summary>
    public static DeviceManager Shared { get; } = new();

    /// <summary>The connected devices, in the order of connection.</summary>
    public IReadOnlyList<ConnectedDevice> Connected => _connected;

    /// <summary>Logs in and proves that the key signs. A device that is connected stays so,
    /// and its PIN is not checked again.</summary>
    /// <param name="device">The device, as found.</param>
    /// <param name="pin">The PIN or password, which is zeroed here in any case;
    /// null to have it typed on the reader's own pad.</param>
    /// <param name="options">How to connect.</param>
    /// <param name="cancellationToken">Ends the wait for the device's turn; a call to the token cannot be ended.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.DeviceNotFound"/>, <see cref="ErrorIds.DeviceRemoved"/>,
    /// <see cref="ErrorIds.DeviceBusy"/>, <see cref="ErrorIds.LibraryNotLoaded"/>, <see cref="ErrorIds.PinRequired"/>,
    /// <see cref="ErrorIds.PinIncorrect"/>, <see cref="ErrorIds.PinFinalTry"/>, <see cref="ErrorIds.PinLocked"/>,
    /// <see cref="ErrorIds.CertificateExpired"/>, <see cref="ErrorIds.CertificateNotUsable"/>.</exception>
    public ConnectedDevice Connect(
        Device device, SecretBuffer? pin, DeviceConnectOptions options, CancellationToken cancellationToken)
    {
        bool keepsPin = false;
        try
        {
            // Behind a connection whose call to a token does not return, nobody waits for ever.
            if (!_turn.Wait(Patience, cancellationToken))
            {
                throw new DefterXException(ErrorIds.DeviceBusy, Text.Format(Strings.LibraryBusy, device.Library), device.Name);
            }

            try
            {
                if (Find(device) is { } existing)
                {
                    if (existing.IsAlive(cancellationToken)) return existing;
                    Remove(existing);
                }

                ConnectedDevice connection = device.IsPfx
                    ? DeviceConnector.OpenPfx(device, pin, options, cancellationToken)
                    : DeviceConnector.OpenToken(Pkcs11Libraries.Get(device.Library), device, pin, options, cancellationToken);
                keepsPin = !device.IsPfx;
                Change(connected => [.. connected, connection]);
                return connection;
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            // A token's session zeroes the PIN itself, at once or when it ends.
            if (!keepsPin) pin?.Dispose();
        }
    }

    /// <summary>Logs out of the device; one that is not connected is left alone. Never waits for a call that does not return.</summary>
    public void Disconnect(Device device)
    {
        if (Find(device) is { } existing) Remove(existing);
    }

    /// <summary>Logs out of all devices.</summary>
    public void DisconnectAll()
    {
        foreach (ConnectedDevice connection in _connected) Remove(connection);
    }

    private ConnectedDevice? Find(Device device) =>
        Array.Find(_connected, other => DeviceFinder.IsSame(other.Device, device));

    private void Remove(ConnectedDevice connection)
    {
        Change(connected => [.. connected.Where(other => other != connection)]);
        connection.Close();
    }

    private void Change(Func<ConnectedDevice[], ConnectedDevice[]> change)
    {
        ConnectedDevice[] before;
        do before = _connected;
        while (Interlocked.CompareExchange(ref _connected, change(before), before) != before);
    }
}
