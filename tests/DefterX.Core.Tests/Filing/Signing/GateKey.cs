using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;

namespace DefterX.Tests.Filing.Signing;

/// <summary>A key that a test holds up, makes fail, and counts.</summary>
internal sealed class GateKey(ISigningKey inner) : ISigningKey
{
    private int _calls;
    private int _inside;
    private int _mostInside;
    private int _signatures;

    public X509Certificate2 Certificate => inner.Certificate;

    public IReadOnlyList<X509Certificate2> Chain => inner.Chain;

    public SigningAlgorithm Algorithm => inner.Algorithm;

    /// <summary>Signatures wait for it.</summary>
    public ManualResetEventSlim Gate { get; } = new(initialState: true);

    /// <summary>Gets the number of each call, from 1 on, before it signs.</summary>
    public Action<int>? OnSign { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Calls => _calls;

    /// <summary>How often it signed.</summary>
    public int Signatures => _signatures;

    /// <summary>The most calls that were under way at once.</summary>
    public int MostInside => _mostInside;

    public byte[] Sign(byte[] data, CancellationToken cancellationToken)
    {
        int call = Interlocked.Increment(ref _calls);
        int inside = Interlocked.Increment(ref _inside);
        if (inside > _mostInside) _mostInside = inside;
        try
        {
            Gate.Wait(CancellationToken.None);
            OnSign?.Invoke(call);
            byte[] value = inner.Sign(data, cancellationToken);
            Interlocked.Increment(ref _signatures);
            return value;
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }
}
