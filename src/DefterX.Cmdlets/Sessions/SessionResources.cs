using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using DefterX.Devices;
using DefterX.Gib;
using DefterX.Office;

namespace DefterX.Cmdlets.Sessions;

/// <summary>What an open session holds on the side of the cmdlets: its choice of devices.</summary>
internal sealed class SessionResources
{
    private static readonly ConditionalWeakTable<Session, SessionResources> s_resources = new();

    private IReadOnlyList<Device>? _devices;

    /// <summary>Opens a session's resources.</summary>
    /// <param name="open">Opens the session with the options it is given.</param>
    /// <param name="devices">The chosen devices; null for all that are connected.</param>
    public static Session Open(Func<SessionOptions, Session> open, IReadOnlyList<Device>? devices)
    {
        SessionResources resources = new() { _devices = devices };
        Session session = open(new SessionOptions
        {
            Devices = () => [.. resources.Connections().Select(static connection => connection.Device)],
            IsGibConnected = settings => resources.Connections().Any(device => IsConnectedToGib(device, settings)),
        });
        s_resources.Add(session, resources);
        return session;
    }

    public static SessionResources? Of(Session session) =>
        s_resources.TryGetValue(session, out SessionResources? resources) ? resources : null;

    /// <summary>Narrows the session to some devices; null widens it to all.</summary>
    public void Choose(IReadOnlyList<Device>? devices) => _devices = devices;

    /// <summary>The connected devices that the session uses.</summary>
    public IReadOnlyList<ConnectedDevice> Connections()
    {
        IReadOnlyList<Device>? devices = _devices;
        IReadOnlyList<ConnectedDevice> connected = DeviceManager.Shared.Connected;
        // What a PFX file holds is not known before it is opened.
        return devices is null
            ? connected
            : [.. connected.Where(connection => devices.Any(device => DeviceFinder.IsSame(device, connection.Device)))];
    }

    private static bool IsConnectedToGib(ConnectedDevice device, OfficeSettings settings) =>
        device.GibConnected && device.GibUri == GibService.AddressOf(settings);
}
