using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;

namespace DefterX.Filing;

/// <summary>The key of a device as one worker uses it: it takes turns with the others, and tells the waiting from the work.</summary>
internal sealed class QueuedKey : ISigningKey
{
    private readonly DeviceQueue _queue;
    private readonly Action<TimeSpan> _onSigned;

    /// <param name="onSigned">Gets how long the device took for a signature.</param>
    public QueuedKey(DeviceQueue queue, Action<TimeSpan> onSigned)
    {
        _queue = queue;
        _onSigned = onSigned;
    }

    public X509Certificate2 Certificate => _queue.Device.Key.Certificate;

    public IReadOnlyList<X509Certificate2> Chain => _queue.Device.Key.Chain;

    public SigningAlgorithm Algorithm => _queue.Device.Key.Algorithm;

    /// <summary>How long this worker has waited for the device, its signatures included.</summary>
    public TimeSpan Waited { get; private set; }

    public byte[] Sign(byte[] data, CancellationToken cancellationToken)
    {
        Stopwatch clock = Stopwatch.StartNew();
        byte[] value = _queue.Sign(data, out TimeSpan took, cancellationToken);
        Waited += clock.Elapsed;
        _onSigned(took);
        return value;
    }
}
