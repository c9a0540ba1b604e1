using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace DefterX.Devices.SmartCards;

/// <summary>Looks at the PC/SC service: reads only, connects to no card and waits for nothing.</summary>
internal sealed class SmartCardService(PcscFunctions functions)
{
    private const uint ScopeSystem = 2;
    private const uint InsufficientBuffer = 0x80100008;
    private const uint Timeout = 0x8010000A;
    private const uint NoService = 0x8010001D;
    private const uint ServiceStopped = 0x8010001E;
    private const uint NoReadersAvailable = 0x8010002E;

    /// <summary>The service of this machine, and what is in its readers.</summary>
    public static SmartCardSurvey Survey() => new SmartCardService(PcscFunctions.System).Look();

    /// <summary>The service, and what is in its readers; no condition of them is an exception.</summary>
    public SmartCardSurvey Look()
    {
        try
        {
            uint result = Code(functions.EstablishContext((UIntPtr)ScopeSystem, IntPtr.Zero, IntPtr.Zero, out IntPtr context));
            if (result != 0) return Failure(result);
            try
            {
                return Look(context);
            }
            finally
            {
                functions.ReleaseContext(context);
            }
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return new SmartCardSurvey { State = SmartCardServiceState.NotInstalled };
        }
    }

    private SmartCardSurvey Look(IntPtr context)
    {
        uint result = ListReaders(context, out IReadOnlyList<string> names);
        if (result is not (0 or NoReadersAvailable)) return Failure(result);
        List<SmartCardReader> readers = [];
        foreach (string name in names)
        {
            // A reader that was unplugged after it was listed is left out.
            if (Status(context, name) is { } reader) readers.Add(reader);
        }

        return new SmartCardSurvey { State = SmartCardServiceState.Running, Readers = readers };
    }

    private uint ListReaders(IntPtr context, out IReadOnlyList<string> names)
    {
        names = [];
        int unit = functions.Names.GetByteCount("\0");
        uint result;
        byte[] buffer;
        do
        {
            UIntPtr length = UIntPtr.Zero;
            result = Code(functions.ListReaders(context, IntPtr.Zero, null, ref length));
            if (result != 0) return result;
            buffer = new byte[(int)length * unit];
            result = Code(functions.ListReaders(context, IntPtr.Zero, buffer, ref length));
        }
        while (result == InsufficientBuffer); // a reader was plugged in between the two calls

        if (result == 0) names = functions.Names.GetString(buffer).Split(['\0'], StringSplitOptions.RemoveEmptyEntries);
        return result;
    }

    private SmartCardReader? Status(IntPtr context, string name)
    {
        byte[] text = functions.Names.GetBytes(name + "\0");
        IntPtr address = Marshal.AllocHGlobal(text.Length);
        try
        {
            Marshal.Copy(text, 0, address, text.Length);
            byte[] state = functions.ReaderState.Create(address);
            uint result = Code(functions.GetStatusChange(context, UIntPtr.Zero, state, (UIntPtr)1));
            return result is 0 or Timeout ? functions.ReaderState.Read(name, state) : null;
        }
        finally
        {
            Marshal.FreeHGlobal(address);
        }
    }

    private static uint Code(IntPtr result) => (uint)(result.ToInt64() & uint.MaxValue);

    private static SmartCardSurvey Failure(uint code) => code is NoService or ServiceStopped
        ? new SmartCardSurvey { State = SmartCardServiceState.NotRunning }
        : new SmartCardSurvey { State = SmartCardServiceState.Failed, ErrorCode = code };
}
