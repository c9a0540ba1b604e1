using System.Runtime.InteropServices;
using DefterX.Devices.Pkcs11;

namespace DefterX.Devices;

/// <summary>The operating systems that drivers are made for.</summary>
internal enum HostSystem
{
    /// <summary>Windows.</summary>
    Windows,

    /// <summary>Linux, and what else has pcsc-lite.</summary>
    Linux,

    /// <summary>macOS.</summary>
    MacOS,
}

/// <summary>Facts of the operating systems.</summary>
internal static class HostSystems
{
    /// <summary>That of this process.</summary>
    public static HostSystem Current { get; } =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? HostSystem.Windows
        : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? HostSystem.MacOS
        : HostSystem.Linux;

    /// <summary>The format of its libraries.</summary>
    public static LibraryFormat Format(this HostSystem system) => system switch
    {
        HostSystem.Windows => LibraryFormat.Pe,
        HostSystem.MacOS => LibraryFormat.MachO,
        _ => LibraryFormat.Elf,
    };
}
