using System;
using System.Globalization;
using System.Text;

namespace DefterX.Devices.SmartCards;

/// <summary>Where SCARD_READERSTATE has its fields: szReader, pvUserData, dwCurrentState, dwEventState, cbAtr, rgbAtr.</summary>
/// <param name="PointerSize">Octets of a pointer.</param>
/// <param name="DwordSize">Octets of a DWORD.</param>
/// <param name="AtrSize">Octets of rgbAtr.</param>
/// <param name="Size">Octets of the whole, with what fills it up.</param>
internal sealed record ReaderStateLayout(int PointerSize, int DwordSize, int AtrSize, int Size)
{
    private const uint StatePresent = 0x20;
    private const uint StateExclusive = 0x80;
    private const uint StateMute = 0x200;

    /// <summary>winscard.h: DWORD of four octets, an ATR of 36.</summary>
    public static ReaderStateLayout Windows { get; } = new(IntPtr.Size, 4, 36, (2 * IntPtr.Size) + 48);

    /// <summary>PCSC.framework's pcsclite.h: packed, DWORD of four octets, an ATR of 33.</summary>
    public static ReaderStateLayout MacOS { get; } = new(IntPtr.Size, 4, 33, (2 * IntPtr.Size) + 45);

    /// <summary>pcsc-lite's pcsclite.h: DWORD is unsigned long, an ATR of 33 octets.</summary>
    public static ReaderStateLayout PcscLite { get; } =
        new(IntPtr.Size, IntPtr.Size, 33, (5 * IntPtr.Size) + RoundUp(33, IntPtr.Size));

    private int EventState => (2 * PointerSize) + DwordSize;

    /// <summary>A structure that asks for the state of the reader whose name stands at the address.</summary>
    public byte[] Create(IntPtr name)
    {
        byte[] state = new byte[Size];
        byte[] pointer = PointerSize == 8 ? BitConverter.GetBytes(name.ToInt64()) : BitConverter.GetBytes(name.ToInt32());
        pointer.CopyTo(state, 0);
        return state;
    }

    /// <summary>What the service wrote into the structure.</summary>
    public SmartCardReader Read(string name, byte[] state)
    {
        uint flags = BitConverter.ToUInt32(state, EventState); // the lower half, as all systems of .NET are little-endian
        uint length = BitConverter.ToUInt32(state, EventState + DwordSize);
        StringBuilder atr = new();
        for (int i = 0; i < Math.Min(length, (uint)AtrSize); i++)
        {
            atr.Append(state[EventState + (2 * DwordSize) + i].ToString("X2", CultureInfo.InvariantCulture));
        }

        return new SmartCardReader
        {
            Name = name,
            HasCard = (flags & StatePresent) != 0,
            IsMute = (flags & StateMute) != 0,
            IsExclusive = (flags & StateExclusive) != 0,
            Atr = atr.ToString(),
        };
    }

    private static int RoundUp(int size, int unit) => (size + unit - 1) / unit * unit;
}
