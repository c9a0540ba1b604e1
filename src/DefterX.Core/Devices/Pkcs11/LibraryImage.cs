using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace DefterX.Devices.Pkcs11;

/// <summary>Executable formats.</summary>
internal enum LibraryFormat
{
    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The file is no library, or cannot be read.</summary>
    None,

    /// <summary>Portable Executable: Windows.</summary>
    Pe,

    /// <summary>ELF: Linux.</summary>
    Elf,

    /// <summary>Mach-O, of one architecture or universal: macOS.</summary>
    MachO,
}

/// <summary>What the header of a library file says of where it can be loaded.</summary>
/// <param name="Format">The format of the file.</param>
/// <param name="Architectures">The processor architectures, in words: <c>x86</c>, <c>x64</c>, <c>arm64</c>.</param>
internal sealed record LibraryImage(LibraryFormat Format, IReadOnlyList<string> Architectures)
{
    private const string Unknown = "?";

    // The header of a PE file may stand anywhere, but linkers put it within the first kilobyte.
    private const int HeaderSize = 4096;

    // Universal binaries have the magic number of Java classes, whose version stands where these count their architectures.
    private const int MostArchitectures = 20;

    /// <summary>Whether the file can be loaded into a process, as far as its header tells.</summary>
    public bool Fits(LibraryFormat format, Architecture process) => Format == format && Architectures.Contains(NameOf(process));

    /// <summary>The name of a processor architecture, as <see cref="Architectures"/> has it.</summary>
    public static string NameOf(Architecture architecture) => architecture switch
    {
        Architecture.X86 => "x86",
        Architecture.X64 => "x64",
        Architecture.Arm => "arm",
        Architecture.Arm64 => "arm64",
        _ => Unknown,
    };

    /// <summary>Reads the header of a file; one that cannot be read is no library.</summary>
    public static LibraryImage Read(string path)
    {
        if (!File.Exists(path)) return new LibraryImage(LibraryFormat.Missing, []);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] header = new byte[HeaderSize];
            int length = 0;
            int read;
            while ((read = stream.Read(header, length, header.Length - length)) > 0) length += read;
            return Parse(header.Take(length).ToArray());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new LibraryImage(LibraryFormat.None, []);
        }
    }

    /// <summary>Reads a header (PE/COFF specification; ELF, System V gABI; Mach-O, mach-o/loader.h and fat.h).</summary>
    /// <param name="header">The first 4096 octets of the file, or all of it.</param>
    public static LibraryImage Parse(byte[] header)
    {
        HeaderReader reader = new(header);
        uint magic = reader.UInt32(0, isBigEndian: true);
        return magic switch
        {
            0x7F454C46 => new LibraryImage(LibraryFormat.Elf, [Elf(reader)]),
            0xFEEDFACE or 0xFEEDFACF => new LibraryImage(LibraryFormat.MachO, [MachO(reader.UInt32(4, isBigEndian: true))]),
            0xCEFAEDFE or 0xCFFAEDFE => new LibraryImage(LibraryFormat.MachO, [MachO(reader.UInt32(4, isBigEndian: false))]),
            0xCAFEBABE => Universal(reader, entrySize: 20),
            0xCAFEBABF => Universal(reader, entrySize: 32),
            _ when magic >> 16 == 0x4D5A => Pe(reader),
            _ => new LibraryImage(LibraryFormat.None, []),
        };
    }

    private static LibraryImage Pe(HeaderReader reader)
    {
        uint offset = reader.UInt32(0x3C, isBigEndian: false);
        if (reader.UInt32(offset, isBigEndian: true) != 0x50450000) return new LibraryImage(LibraryFormat.None, []);
        string architecture = reader.UInt16(offset + 4, isBigEndian: false) switch
        {
            0x014C => "x86",
            0x8664 => "x64",
            0x01C0 or 0x01C4 => "arm",
            0xAA64 => "arm64",
            _ => Unknown,
        };
        return new LibraryImage(LibraryFormat.Pe, [architecture]);
    }

    private static string Elf(HeaderReader reader) => reader.UInt16(18, isBigEndian: reader.Octet(5) == 2) switch
    {
        3 => "x86",
        40 => "arm",
        62 => "x64",
        183 => "arm64",
        _ => Unknown,
    };

    private static LibraryImage Universal(HeaderReader reader, uint entrySize)
    {
        uint count = reader.UInt32(4, isBigEndian: true);
        if (count is 0 or > MostArchitectures) return new LibraryImage(LibraryFormat.None, []);
        IEnumerable<uint> processors = Enumerable.Range(0, (int)count)
            .Select(i => reader.UInt32(8 + ((uint)i * entrySize), isBigEndian: true));
        return new LibraryImage(LibraryFormat.MachO, [.. processors.Select(MachO).Distinct()]);
    }

    private static string MachO(uint processor) => processor switch
    {
        7 => "x86",
        0x01000007 => "x64",
        12 => "arm",
        0x0100000C => "arm64",
        _ => Unknown,
    };

    /// <summary>Reads numbers; beyond the end everything is 0.</summary>
    private sealed class HeaderReader(byte[] header)
    {
        public byte Octet(uint offset) => offset < header.Length ? header[offset] : (byte)0;

        public int UInt16(uint offset, bool isBigEndian) => isBigEndian
            ? (Octet(offset) << 8) | Octet(offset + 1)
            : (Octet(offset + 1) << 8) | Octet(offset);

        public uint UInt32(uint offset, bool isBigEndian)
        {
            uint first = (uint)UInt16(offset, isBigEndian);
            uint second = (uint)UInt16(offset + 2, isBigEndian);
            return isBigEndian ? (first << 16) | second : (second << 16) | first;
        }
    }
}
