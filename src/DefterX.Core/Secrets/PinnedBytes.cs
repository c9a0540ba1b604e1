using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DefterX.Secrets;

/// <summary>Octets that the garbage collector neither moves nor copies; zeroed on disposal.</summary>
internal sealed class PinnedBytes : IDisposable
{
    private GCHandle _pin;

    public PinnedBytes(int length)
    {
        Bytes = new byte[length];
        _pin = GCHandle.Alloc(Bytes, GCHandleType.Pinned);
    }

    public byte[] Bytes { get; }

    public void Dispose()
    {
        if (!_pin.IsAllocated) return;
        Zero(Bytes);
        _pin.Free();
    }

    // Neither inlined nor optimised, so that no compiler drops a write that nothing reads.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static void Zero(byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i++) bytes[i] = 0;
    }
}
