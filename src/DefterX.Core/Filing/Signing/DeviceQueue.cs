using System;
using System.Diagnostics;
using System.Threading;
using DefterX.Devices;
using DefterX.Ledgers;

namespace DefterX.Filing.Signing;

/// <summary>A device for which several files wait: it signs one at a time, and none any more once it has failed.</summary>
/// <remarks>What a device says about a PIN or about being gone concerns all that wait: each of them would try the same PIN again.</remarks>
internal sealed class DeviceQueue : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private volatile DefterXException? _failure;
    private long _ticks;
    private int _count;

    public DeviceQueue(ConnectedDevice device) => Device = device;

    public ConnectedDevice Device { get; }

    /// <summary>How often the device has signed.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How long the device takes for a signature, on average; zero before the first.</summary>
    public TimeSpan Pace => Count == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(Interlocked.Read(ref _ticks) / Count);

    /// <summary>Why the device signs no more, or null.</summary>
    public DefterXException? Failure => _failure;

    /// <summary>Signs when it is this thread's turn, however long the others take.</summary>
    /// <param name="took">How long the device took for the signature.</param>
    /// <exception cref="DefterXException">What <see cref="ISigningKey.Sign"/> throws, or threw for another file.</exception>
    public byte[] Sign(byte[] data, out TimeSpan took, CancellationToken cancellationToken)
    {
        _turn.Wait(cancellationToken);
        try
        {
            ThrowIfFailed();
            Stopwatch clock = Stopwatch.StartNew();
            byte[] value = Device.Key.Sign(data, cancellationToken);
            took = clock.Elapsed;
            Interlocked.Add(ref _ticks, took.Ticks);
            Interlocked.Increment(ref _count);
            return value;
        }
        catch (DefterXException e)
        {
            _failure ??= e;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A device's failure as it concerns a month that was not signed: about the firm, and naming the month.</summary>
    public static DefterXException FailureOf(LedgerId id, DefterXException failure) =>
        new(failure.ErrorId, Text.Format(Strings.NotSigned, id, failure.Message), id.Firm, failure);

    /// <exception cref="DefterXException">The <see cref="Failure"/>.</exception>
    public void ThrowIfFailed()
    {
        if (_failure is DefterXException failure) throw failure;
    }

    public void Dispose() => _turn.Dispose();
}
