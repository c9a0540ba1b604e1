using System;
using System.Runtime.InteropServices;
using System.Text;

namespace DefterX.Devices.SmartCards;

/// <summary>The four PC/SC functions that only read (PC/SC Specifications, part 5), and the layout of their data.</summary>
/// <remarks>
/// DWORD and LONG have four octets on Windows and macOS, as many as a pointer in pcsc-lite. As arguments and results all of them
/// fit in a pointer; of a result only the lower four octets have a meaning.
/// </remarks>
internal sealed record PcscFunctions
{
    public delegate IntPtr EstablishContextFunction(UIntPtr scope, IntPtr reserved1, IntPtr reserved2, out IntPtr context);

    /// <param name="context">The context.</param>
    /// <param name="groups">0 for all readers.</param>
    /// <param name="readers">Takes the names, each ended by a zero, and a zero; null to ask for the length.</param>
    /// <param name="length">The length in characters.</param>
    public delegate IntPtr ListReadersFunction(IntPtr context, IntPtr groups, byte[]? readers, ref UIntPtr length);

    public delegate IntPtr GetStatusChangeFunction(IntPtr context, UIntPtr timeout, byte[] states, UIntPtr count);

    public delegate IntPtr ReleaseContextFunction(IntPtr context);

    public required EstablishContextFunction EstablishContext { get; init; }

    public required ListReadersFunction ListReaders { get; init; }

    public required GetStatusChangeFunction GetStatusChange { get; init; }

    public required ReleaseContextFunction ReleaseContext { get; init; }

    /// <summary>How reader names are encoded.</summary>
    public required Encoding Names { get; init; }

    /// <summary>The layout of SCARD_READERSTATE.</summary>
    public required ReaderStateLayout ReaderState { get; init; }

    /// <summary>Those of this system; a missing library is a <see cref="DllNotFoundException"/> at the first call.</summary>
    public static PcscFunctions System { get; } =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? new PcscFunctions
        {
            EstablishContext = WinScard.SCardEstablishContext,
            ListReaders = WinScard.SCardListReaders,
            GetStatusChange = WinScard.SCardGetStatusChange,
            ReleaseContext = WinScard.SCardReleaseContext,
            Names = Encoding.Unicode,
            ReaderState = ReaderStateLayout.Windows,
        }
        : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? new PcscFunctions
        {
            EstablishContext = PcscFramework.SCardEstablishContext,
            ListReaders = PcscFramework.SCardListReaders,
            GetStatusChange = PcscFramework.SCardGetStatusChange,
            ReleaseContext = PcscFramework.SCardReleaseContext,
            Names = Encoding.UTF8,
            ReaderState = ReaderStateLayout.MacOS,
        }
        : new PcscFunctions
        {
            EstablishContext = PcscLite.SCardEstablishContext,
            ListReaders = PcscLite.SCardListReaders,
            GetStatusChange = PcscLite.SCardGetStatusChange,
            ReleaseContext = PcscLite.SCardReleaseContext,
            Names = Encoding.UTF8,
            ReaderState = ReaderStateLayout.PcscLite,
        };

    private static class WinScard
    {
        private const string Library = "winscard.dll";

        [DllImport(Library, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern IntPtr SCardEstablishContext(
            UIntPtr scope, IntPtr reserved1, IntPtr reserved2, out IntPtr context);

        [DllImport(Library, EntryPoint = "SCardListReadersW", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern IntPtr SCardListReaders(
            IntPtr context, IntPtr groups, [In, Out] byte[]? readers, ref UIntPtr length);

        [DllImport(Library, EntryPoint = "SCardGetStatusChangeW", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern IntPtr SCardGetStatusChange(
            IntPtr context, UIntPtr timeout, [In, Out] byte[] states, UIntPtr count);

        [DllImport(Library, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern IntPtr SCardReleaseContext(IntPtr context);
    }

    private static class PcscLite
    {
        private const string Library = "libpcsclite.so.1"; // without the number it comes with the development package alone

        [DllImport(Library, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern IntPtr SCardEstablishContext(
            UIntPtr scope, IntPtr reserved1, IntPtr reserved2, out IntPtr context);

        [DllImport(Library, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern IntPtr SCardListReaders(
            IntPtr context, IntPtr groups, [In, Out] byte[]? readers, ref UIntPtr length);

        [DllImport(Library, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern IntPtr SCardGetStatusChange(
            IntPtr context, UIntPtr timeout, [In, Out] byte[] states, UIntPtr count);

        [DllImport(Library, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern IntPtr SCardReleaseContext(IntPtr context);
    }

    private static class PcscFramework
    {
        private const string Library = "/System/Library/Frameworks/PCSC.framework/PCSC";

        [DllImport(Library, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern IntPtr SCardEstablishContext(
            UIntPtr scope, IntPtr reserved1, IntPtr reserved2, out IntPtr context);

        [DllImport(Library, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern IntPtr SCardListReaders(
            IntPtr context, IntPtr groups, [In, Out] byte[]? readers, ref UIntPtr length);

        [DllImport(Library, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern IntPtr SCardGetStatusChange(
            IntPtr context, UIntPtr timeout, [In, Out] byte[] states, UIntPtr count);

        [DllImport(Library, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern IntPtr SCardReleaseContext(IntPtr context);
    }
}
