using System;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace DefterX.Secrets;

/// <summary>A PIN, password or login key as UTF-8, kept masked in memory that the garbage collector neither moves nor copies;
/// zeroed on disposal.</summary>
/// <remarks>The mask keeps the secret out of a casual look at a dump; it does not withstand one who can read all of the process.</remarks>
internal sealed class SecretBuffer : IDisposable
{
    private readonly object _gate = new();
    private readonly PinnedBytes _masked;
    private readonly PinnedBytes _mask;

    private SecretBuffer(int length)
    {
        _masked = new PinnedBytes(length);
        _mask = new PinnedBytes(length);
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        random.GetBytes(_mask.Bytes);
    }

    /// <summary>Length in octets of UTF-8.</summary>
    public int Length => _masked.Bytes.Length;

    /// <summary>Whether the secret was zeroed.</summary>
    public bool IsCleared { get; private set; }

    /// <summary>Takes over the text of a secure string, which stays the caller's.</summary>
    public static unsafe SecretBuffer FromSecureString(SecureString text)
    {
        IntPtr unicode = Marshal.SecureStringToGlobalAllocUnicode(text);
        try
        {
            char* characters = (char*)unicode;
            using PinnedBytes clear = new(text.Length == 0 ? 0 : Encoding.UTF8.GetByteCount(characters, text.Length));
            if (clear.Bytes.Length > 0)
            {
                fixed (byte* target = clear.Bytes) Encoding.UTF8.GetBytes(characters, text.Length, target, clear.Bytes.Length);
            }

            return FromUtf8(clear.Bytes);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(unicode);
        }
    }

    /// <summary>Copies UTF-8; the source stays the caller's to zero.</summary>
    public static SecretBuffer FromUtf8(byte[] utf8)
    {
        SecretBuffer buffer = new(utf8.Length);
        for (int i = 0; i < utf8.Length; i++) buffer._masked.Bytes[i] = (byte)(utf8[i] ^ buffer._mask.Bytes[i]);
        return buffer;
    }

    /// <summary>Hands out the secret for the time of a call, in pinned memory that is zeroed when the call returns.</summary>
    /// <exception cref="ObjectDisposedException">The secret was zeroed.</exception>
    public T Use<T>(Func<byte[], T> use)
    {
        using PinnedBytes clear = new(Length);
        lock (_gate)
        {
            if (IsCleared) throw new ObjectDisposedException(nameof(SecretBuffer));
            for (int i = 0; i < clear.Bytes.Length; i++) clear.Bytes[i] = (byte)(_masked.Bytes[i] ^ _mask.Bytes[i]);
        }

        return use(clear.Bytes);
    }

    /// <summary>The same secret, with a life of its own.</summary>
    public SecretBuffer Copy() => Use(FromUtf8);

    /// <summary>The same text as a read-only secure string, for interfaces that want one.</summary>
    public SecureString ToSecureString() => Use(ToSecureString);

    /// <summary>Zeroes the secret; again does nothing.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            IsCleared = true;
            _masked.Dispose();
            _mask.Dispose();
        }
    }

    /// <summary>Never the secret itself.</summary>
    public override string ToString() => "***";

    private static unsafe SecureString ToSecureString(byte[] utf8)
    {
        if (utf8.Length == 0) return new SecureString();
        using PinnedBytes wide = new(utf8.Length * sizeof(char));
        fixed (byte* source = utf8)
        fixed (byte* target = wide.Bytes)
        {
            int length = Encoding.UTF8.GetChars(source, utf8.Length, (char*)target, utf8.Length);
            SecureString text = new((char*)target, length);
            text.MakeReadOnly();
            return text;
        }
    }
}
