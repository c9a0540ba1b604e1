using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Security;
using Microsoft.Win32.SafeHandles;

namespace DefterX.Cmdlets.Tests;

/// <summary>Looks for a secret in all writable memory of this process (Linux: <c>/proc/self/mem</c>), holding it masked itself.</summary>
internal sealed class ProcessMemory
{
    private const byte Mask = 0xa5;
    private readonly byte[] _masked;

    /// <param name="secret">ASCII; stays the caller's.</param>
    public ProcessMemory(SecureString secret)
    {
        _masked = new byte[secret.Length];
        IntPtr text = Marshal.SecureStringToGlobalAllocUnicode(secret);
        for (int i = 0; i < _masked.Length; i++) _masked[i] = (byte)(Marshal.ReadByte(text, i * sizeof(char)) ^ Mask);
        Marshal.ZeroFreeGlobalAllocUnicode(text);
    }

    /// <summary>How often the secret is there, as UTF-8 or UTF-16.</summary>
    public int Count()
    {
        byte[] buffer = GC.AllocateArray<byte>(1 << 20, pinned: true);
        int count = 0;
        using SafeFileHandle memory = File.OpenHandle("/proc/self/mem");
        foreach (string line in File.ReadAllLines("/proc/self/maps"))
        {
            string[] fields = line.Split(' ', 3);
            if (!fields[1].StartsWith("rw", StringComparison.Ordinal)) continue;
            string[] range = fields[0].Split('-');
            long end = long.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            for (long at = long.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture); at < end;)
            {
                int read = Read(memory, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - at)), at);
                if (read == 0) break;
                count += Count(buffer.AsSpan(0, read), 1) + Count(buffer.AsSpan(0, read), sizeof(char));
                Array.Clear(buffer); // the next look must not find what this one has seen
                at = read < buffer.Length ? at + read : at + read - (_masked.Length * sizeof(char));
            }
        }

        return count;
    }

    // Regions come and go, and some cannot be read.
    private static int Read(SafeFileHandle memory, Span<byte> buffer, long at)
    {
        try
        {
            return RandomAccess.Read(memory, buffer, at);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private int Count(ReadOnlySpan<byte> region, int step)
    {
        int count = 0;
        byte first = (byte)(_masked[0] ^ Mask);
        for (int start = 0; ;)
        {
            int next = region[start..].IndexOf(first);
            if (next < 0) return count;
            start += next;
            if (IsHere(region[start..], step)) count++;
            start++;
        }
    }

    private bool IsHere(ReadOnlySpan<byte> region, int step)
    {
        if (region.Length < _masked.Length * step) return false;
        for (int i = 0; i < _masked.Length; i++)
        {
            if ((region[i * step] ^ Mask) != _masked[i] || (step > 1 && region[(i * step) + 1] != 0)) return false;
        }

        return true;
    }
}
