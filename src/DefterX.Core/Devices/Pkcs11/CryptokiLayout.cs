using System;
using System.Runtime.InteropServices;

namespace DefterX.Devices.Pkcs11;

/// <summary>How a library lays out its data: CK_ULONG is a C <c>unsigned long</c>, which has four octets on Windows, and there
/// structures are packed (PKCS#11 v2.40, 2.1; pkcs11.h).</summary>
/// <param name="LongSize">Octets of a CK_ULONG.</param>
/// <param name="IsPacked">Whether structures are packed to the octet.</param>
internal sealed record CryptokiLayout(int LongSize, bool IsPacked)
{
    /// <summary>Windows, of either bitness.</summary>
    public static CryptokiLayout Windows { get; } = new(4, IsPacked: true);

    /// <summary>That of this system.</summary>
    public static CryptokiLayout Native { get; } =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? Windows : new CryptokiLayout(IntPtr.Size, IsPacked: false);

    /// <summary>Octets of CK_ATTRIBUTE and CK_MECHANISM: a CK_ULONG, a pointer and a CK_ULONG.</summary>
    public int TripleSize => IsPacked ? (2 * LongSize) + IntPtr.Size : 3 * IntPtr.Size;

    /// <summary>Where the functions begin in CK_FUNCTION_LIST, behind a version of two octets.</summary>
    public int FunctionsOffset => IsPacked ? 2 : IntPtr.Size;

    public unsafe ulong ReadLong(byte* at) => LongSize == 4 ? *(uint*)at : *(ulong*)at;

    public unsafe void WriteLong(byte* at, ulong value)
    {
        if (LongSize == 4) *(uint*)at = (uint)value;
        else *(ulong*)at = value;
    }

    /// <summary>The length in a triple; <see cref="ulong.MaxValue"/> where the library says it is unavailable.</summary>
    public unsafe ulong ReadLength(byte* triple)
    {
        ulong length = ReadLong(triple + (TripleSize - LongSize));
        return LongSize == 4 && length == uint.MaxValue ? ulong.MaxValue : length;
    }

    public unsafe void WriteTriple(byte* at, ulong type, void* value, ulong length)
    {
        WriteLong(at, type);
        *(void**)(at + LongSize) = value;
        WriteLong(at + LongSize + IntPtr.Size, length);
    }
}
