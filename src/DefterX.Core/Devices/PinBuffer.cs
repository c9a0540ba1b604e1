using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace DefterX.Devices;

/// <summary>A PIN or password as UTF-8 in memory that the garbage collector neither moves nor copies;
/// zeroed on disposal.</summary>
internal sealed class PinBuffer : IDisposable
{
    private readonly byte[] _bytes;
    private GCHandle _pin;

    private PinBuffer(int length)
    {
        _bytes = new byte[length];
        _pin = GCHandle.Alloc(_bytes, GCHandleType.Pinned);
    }

    /// <summary>The PIN itself, not a copy.</summary>
    /// <exception cref="ObjectDisposedException">The PIN was zeroed.</exception>
    public byte[] Bytes => _pin.IsAllocated ? _bytes : throw new ObjectDisposedException(nameof(PinBuffer));

    /// <summary>Takes over the text of a secure string, which stays the caller's.</summary>
    public static unsafe PinBuffer FromSecureString(SecureString text)
    {
        IntPtr unicode = Marshal.SecureStringToGlobalAllocUnicode(text);
        try
        {
            char* characters = (char*)unicode;
            PinBuffer buffer = new(text.Length == 0 ? 0 : Encoding.UTF8.GetByteCount(characters, text.Length));
            if (buffer._bytes.Length == 0) return buffer;
            fixed (byte* target = buffer._bytes) Encoding.UTF8.GetBytes(characters, text.Length, target, buffer._bytes.Length);
            return buffer;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(unicode);
        }
    }

    /// <summary>Copies UTF-8; the source stays the caller's to zero.</summary>
    public static PinBuffer FromUtf8(byte[] utf8)
    {
        PinBuffer buffer = new(utf8.Length);
        utf8.CopyTo(buffer._bytes, 0);
        return buffer;
    }

    /// <summary>The same text as a secure string, for interfaces that want one.</summary>
    public unsafe SecureString ToSecureString()
    {
        if (Bytes.Length == 0) return new SecureString();
        char[] characters = new char[_bytes.Length];
        fixed (char* source = characters)
        {
            int length = Encoding.UTF8.GetChars(_bytes, 0, _bytes.Length, characters, 0);
            SecureString text = new(source, length);
            Zero(source, characters.Length * sizeof(char));
            return text;
        }
    }

    /// <summary>Zeroes the PIN.</summary>
    public unsafe void Dispose()
    {
        if (!_pin.IsAllocated) return;
        Zero((void*)_pin.AddrOfPinnedObject(), _bytes.Length);
        _pin.Free();
    }

    // Neither inlined nor optimised, so that no compiler drops a write that nothing reads.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static unsafe void Zero(void* memory, int length)
    {
        for (int i = 0; i < length; i++) ((byte*)memory)[i] = 0;
    }
}
