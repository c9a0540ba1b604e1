using System;
using System.Collections.Generic;
using DefterX.Devices;
using DefterX.Filing.Signing;
using DefterX.Gib;

namespace DefterX.Filing.Delivery;

/// <summary>The way to GİB: one client for each device, and for all of them one patience with failures.</summary>
internal sealed class GibAccess : IDisposable
{
    private readonly FilingContext _context;
    private readonly Dictionary<ConnectedDevice, IGibClient> _clients = [];

    public GibAccess(FilingContext context)
    {
        _context = context;
        Resilience = new GibResilience(
            context.Office.Settings.GibRetry, GibService.AddressOf(context.Office.Settings), context.Logger);
    }

    public GibResilience Resilience { get; }

    /// <summary>The client whose requests a device signs.</summary>
    public IGibClient ClientOf(ConnectedDevice device)
    {
        lock (_clients)
        {
            if (!_clients.TryGetValue(device, out IGibClient? client))
            {
                client = _context.GibClients(new QueuedKey(_context.Queues.Of(device)));
                _clients.Add(device, client);
            }

            return client;
        }
    }

    public void Dispose()
    {
        lock (_clients)
        {
            foreach (IGibClient client in _clients.Values) client.Dispose();
            _clients.Clear();
        }
    }
}
