using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using DefterX.Devices.Pkcs11;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Devices;

public sealed class LibraryImageTests
{
    private static readonly string s_process = LibraryImage.NameOf(RuntimeInformation.ProcessArchitecture);

    private static LibraryFormat SystemFormat =>
        OperatingSystem.IsWindows() ? LibraryFormat.Pe : OperatingSystem.IsMacOS() ? LibraryFormat.MachO : LibraryFormat.Elf;

    [Theory]
    [InlineData(0x014C, "x86")]
    [InlineData(0x8664, "x64")]
    [InlineData(0xAA64, "arm64")]
    [InlineData(0x01C4, "arm")]
    [InlineData(0x0200, "?")]
    public void Parse_Pe_TellsTheMachine(int machine, string architecture)
    {
        byte[] header = new byte[512];
        header[0] = (byte)'M';
        header[1] = (byte)'Z';
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(0x3C), 0x100);
        "PE\0\0"u8.CopyTo(header.AsSpan(0x100));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(0x104), (ushort)machine);
        Check(header, LibraryFormat.Pe, architecture);
    }

    [Theory]
    [InlineData(1, 1, 3, "x86")]
    [InlineData(2, 1, 62, "x64")]
    [InlineData(2, 1, 183, "arm64")]
    [InlineData(1, 1, 40, "arm")]
    [InlineData(2, 2, 21, "?")] // 64-bit PowerPC, big-endian
    [InlineData(2, 2, 183, "arm64")]
    public void Parse_Elf_TellsTheMachine(byte wordSize, byte order, ushort machine, string architecture)
    {
        byte[] header = new byte[64];
        "\u007fELF"u8.CopyTo(header);
        header[4] = wordSize;
        header[5] = order;
        if (order == 1) BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(18), machine);
        else BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(18), machine);
        Check(header, LibraryFormat.Elf, architecture);
    }

    [Theory]
    [InlineData(0xFEEDFACEu, 7u, "x86")]
    [InlineData(0xFEEDFACFu, 0x01000007u, "x64")]
    [InlineData(0xFEEDFACFu, 0x0100000Cu, "arm64")]
    [InlineData(0xFEEDFACEu, 12u, "arm")]
    [InlineData(0xFEEDFACEu, 18u, "?")]
    public void Parse_MachO_TellsTheMachine(uint magic, uint processor, string architecture)
    {
        byte[] little = new byte[32];
        BinaryPrimitives.WriteUInt32LittleEndian(little, magic);
        BinaryPrimitives.WriteUInt32LittleEndian(little.AsSpan(4), processor);
        Check(little, LibraryFormat.MachO, architecture);
        byte[] big = new byte[32];
        BinaryPrimitives.WriteUInt32BigEndian(big, magic);
        BinaryPrimitives.WriteUInt32BigEndian(big.AsSpan(4), processor);
        Check(big, LibraryFormat.MachO, architecture);
    }

    [Theory]
    [InlineData(0xCAFEBABEu, 20)]
    [InlineData(0xCAFEBABFu, 32)]
    public void Parse_UniversalMachO_TellsAllMachines(uint magic, int entrySize)
    {
        byte[] header = new byte[96];
        BinaryPrimitives.WriteUInt32BigEndian(header, magic);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), 2);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), 0x01000007);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8 + entrySize), 0x0100000C);
        Check(header, LibraryFormat.MachO, "x64", "arm64");
    }

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("MZ")]
    [InlineData("this is no library, whatever its name says")]
    public void Parse_SomethingElse_IsNoLibrary(string text) => Check(System.Text.Encoding.ASCII.GetBytes(text), LibraryFormat.None);

    [Fact]
    public void Parse_JavaClass_IsNoLibrary() => Check([0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 61], LibraryFormat.None);

    [Fact]
    public void Read_LibraryAndProgramOfThisMachine_AreOfItsKind()
    {
        foreach (string path in new[] { SoftHsm.FindLibrary()!, Environment.ProcessPath! })
        {
            LibraryImage image = LibraryImage.Read(path);
            Assert.Equal(SystemFormat, image.Format);
            Assert.Contains(s_process, image.Architectures);
        }
    }

    [Fact]
    public void Read_WhenThereIsNoFile_Missing()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(LibraryFormat.Missing, LibraryImage.Read(folder["yok.so"]).Format);
        File.WriteAllBytes(folder["boş.so"], []);
        Assert.Equal(LibraryFormat.None, LibraryImage.Read(folder["boş.so"]).Format);
    }

    private static void Check(byte[] header, LibraryFormat format, params string[] architectures)
    {
        LibraryImage image = LibraryImage.Parse(header);
        Assert.Equal(format, image.Format);
        Assert.Equal(architectures, image.Architectures);
    }
}
