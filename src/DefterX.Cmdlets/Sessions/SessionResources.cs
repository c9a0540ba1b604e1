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

    private IReadOnlyCollection<string>? _thumbprints;

    /// <summary>Opens a session's resources.</summary>
    /// <param name="open">Opens the session with the options it is given.</param>
    /// <param name="devices">The chosen devices; null for all that are connected.</param>
    public static Session Open(OfficeFolder office, Func<SessionOptions, Session> open, IReadOnlyList<Device>? devices)
    {
        SessionResources resources = new() { _thumbprints = Thumbprints(devices) };
        Session session = open(new SessionOptions
        {
            Devices = () => [.. resources.Connections().Select(static connection => connection.Device)],
            IsGibConnected = () => resources.Connections().Any(device => IsConnectedToGib(device, office.Settings)),
        });
        s_resources.Add(session, resources);
        return session;
    }

    public static SessionResources? Of(Session session) =>
        s_resources.TryGetValue(session, out SessionResources? resources) ? resources : null;

    /// <summary>Narrows the session to some devices; null widens it to all.</summary>
    public void Choose(IReadOnlyList<Device>? devices) => _thumbprints = Thumbprints(devices);

    /// <summary>The connected devices that the session uses.</summary>
    public IReadOnlyList<ConnectedDevice> Connections()
    {
        IReadOnlyCollection<string>? thumbprints = _thumbprints;
        IReadOnlyList<ConnectedDevice> connected = DeviceManager.Shared.Connected;
        return thumbprints is null ? connected : [.. connected.Where(device => thumbprints.Contains(device.Device.Thumbprint))];
    }

    private static bool IsConnectedToGib(ConnectedDevice device, OfficeSettings settings) =>
        device.GibConnected && device.GibUri == GibService.AddressOf(settings);

    private static string[]? Thumbprints(IReadOnlyList<Device>? devices) =>
        devices is null ? null : [.. devices.Select(static device => device.Thumbprint)];
}
