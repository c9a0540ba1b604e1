using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;

namespace DefterX.Bench;

/// <summary>A key that signs one at a time and takes its time for it, as a smart card does.</summary>
internal sealed class SlowKey(ISigningKey key, TimeSpan signature) : ISigningKey
{
    private readonly Lock _turn = new();

    public X509Certificate2 Certificate => key.Certificate;

    public IReadOnlyList<X509Certificate2> Chain => key.Chain;

    public SigningAlgorithm Algorithm => key.Algorithm;

    public byte[] Sign(byte[] data, CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            Stopwatch clock = Stopwatch.StartNew();
            byte[] value = key.Sign(data, cancellationToken);
            TimeSpan rest = signature - clock.Elapsed;
            if (rest > TimeSpan.Zero) Thread.Sleep(rest);
            return value;
        }
    }
}
