using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Devices;

namespace DefterX.Filing.Signing;

/// <summary>The queue of each device: what one user learns of a failed device holds for all.</summary>
internal sealed class DeviceQueues : IDisposable
{
    private readonly List<DeviceQueue> _queues = [];

    /// <summary>How often the devices have signed.</summary>
    public int Signatures
    {
        get
        {
            lock (_queues) return _queues.Sum(queue => queue.Count);
        }
    }

    public DeviceQueue Of(ConnectedDevice device)
    {
        lock (_queues)
        {
            DeviceQueue? queue = _queues.Find(known => known.Device == device);
            if (queue is null) _queues.Add(queue = new DeviceQueue(device));
            return queue;
        }
    }

    public void Dispose()
    {
        lock (_queues) _queues.ForEach(queue => queue.Dispose());
    }
}
