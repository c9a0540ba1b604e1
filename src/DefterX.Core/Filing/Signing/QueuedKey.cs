using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;

namespace DefterX.Filing.Signing;

/// <summary>The key of a device whose users take turns.</summary>
internal sealed class QueuedKey : ISigningKey
{
    private readonly DeviceQueue _queue;
    private readonly Action<TimeSpan, TimeSpan>? _onSigned;

    /// <param name="onSigned">Gets of each signature how long the device took, and how long it was waited for, that included.</param>
    public QueuedKey(DeviceQueue queue, Action<TimeSpan, TimeSpan>? onSigned = null)
    {
        _queue = queue;
        _onSigned = onSigned;
    }

    public X509Certificate2 Certificate => _queue.Device.Key.Certificate;

    public IReadOnlyList<X509Certificate2> Chain => _queue.Device.Key.Chain;

    public SigningAlgorithm Algorithm => _queue.Device.Key.Algorithm;

    public byte[] Sign(byte[] data, CancellationToken cancellationToken)
    {
        Stopwatch clock = Stopwatch.StartNew();
        byte[] value = _queue.Sign(data, out TimeSpan took, cancellationToken);
        _onSigned?.Invoke(took, clock.Elapsed);
        return value;
    }
}
