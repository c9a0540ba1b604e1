using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace DefterX.Journals.Tables;

/// <summary>The entries of a ZIP file, read so that a damaged or a hostile file does no harm.</summary>
/// <remarks>Not System.IO.Compression.ZipArchive, since that never compares checksums: a damaged workbook could then give other
/// amounts. ZIP64 is refused; a workbook of 4 GB has no place here.</remarks>
internal sealed class ZipDirectory
{
    /// <summary>No entry may be larger, uncompressed.</summary>
    internal const long MostBytes = 2L << 30;

    /// <summary>Up to this size any ratio of compression is taken.</summary>
    internal const long BytesAtAnyRatio = 64L << 20;

    /// <summary>The highest ratio beyond; sheets reach 10 to 60.</summary>
    internal const int HighestRatio = 200;

    private const int MostEntries = 10_000;
    private const int EndLength = 22;
    private const int HeaderLength = 46;
    private const int LocalLength = 30;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _path;

    private ZipDirectory(string path) => _path = path;

    /// <summary>Reads the directory at the end of the file.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or too large.</exception>
    public static ZipDirectory Read(string path)
    {
        using FileStream file = OpenFile(path);
        ZipDirectory directory = new(path);
        byte[] end = FindEnd(file);
        int count = Int16(end, 10);
        long length = Int32(end, 12);
        long start = Int32(end, 16);
        if (count > MostEntries) throw new InvalidDataException(Text.Format(Strings.ZipTooManyEntries, count));
        if (start + length > file.Length || length > BytesAtAnyRatio) throw Damaged();
        byte[] bytes = ReadAt(file, start, (int)length);
        int position = 0;
        for (int i = 0; i < count; i++) position = directory.Add(bytes, position);
        return directory;
    }

    /// <summary>Whether there is an entry of that name.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>The uncompressed size that the directory states.</summary>
    public long SizeOf(string name) => _entries[name].Size;

    /// <summary>Opens an entry; reading it to its end compares size and checksum.</summary>
    /// <exception cref="InvalidDataException">It is encrypted, packed in an unknown way or would grow beyond measure; while reading,
    /// that it is damaged.</exception>
    public Stream Open(string name)
    {
        if (!_entries.TryGetValue(name, out Entry entry)) throw Damaged();
        if ((entry.Flags & 1) != 0) throw new InvalidDataException(Strings.ZipEncrypted);
        if (entry.Method is not (0 or 8)) throw Damaged();
        if (entry.Size > MostBytes || (entry.Size > BytesAtAnyRatio && entry.Size / HighestRatio > entry.Packed))
        {
            throw new InvalidDataException(Text.Format(Strings.ZipTooLarge, name, entry.Size >> 20, entry.Packed >> 10));
        }

        FileStream file = OpenFile(_path);
        try
        {
            byte[] local = ReadAt(file, entry.Offset, LocalLength);
            if (Int32(local, 0) != 0x04034B50) throw Damaged();
            file.Position = entry.Offset + LocalLength + Int16(local, 26) + Int16(local, 28);
            if (file.Position + entry.Packed > file.Length) throw Damaged();
            Stream packed = new PartStream(file, entry.Packed);
            Stream plain = entry.Method == 0 ? packed : new DeflateStream(packed, CompressionMode.Decompress);
            return new CheckedStream(plain, entry.Size, entry.Checksum);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal static InvalidDataException Damaged() => new(Strings.ZipDamaged);

    private static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);

    private static byte[] FindEnd(FileStream file)
    {
        int length = (int)Math.Min(file.Length, EndLength + ushort.MaxValue);
        byte[] tail = ReadAt(file, file.Length - length, length);
        for (int i = length - EndLength; i >= 0; i--)
        {
            if (Int32(tail, i) != 0x06054B50 || i + EndLength + Int16(tail, i + 20) != length) continue;
            byte[] end = new byte[EndLength];
            Array.Copy(tail, i, end, 0, EndLength);
            return end;
        }

        throw Damaged();
    }

    private static byte[] ReadAt(FileStream file, long position, int length)
    {
        byte[] bytes = new byte[length];
        file.Position = position;
        for (int read = 0; read < length;)
        {
            int part = file.Read(bytes, read, length - read);
            if (part == 0) throw Damaged();
            read += part;
        }

        return bytes;
    }

    private int Add(byte[] bytes, int position)
    {
        if (position + HeaderLength > bytes.Length || Int32(bytes, position) != 0x02014B50) throw Damaged();
        int nameLength = Int16(bytes, position + 28);
        int next = position + HeaderLength + nameLength + Int16(bytes, position + 30) + Int16(bytes, position + 32);
        if (next > bytes.Length) throw Damaged();
        Entry entry = new(
            Int16(bytes, position + 8),
            Int16(bytes, position + 10),
            (uint)Int32(bytes, position + 16),
            Int32(bytes, position + 20),
            Int32(bytes, position + 24),
            Int32(bytes, position + 42));
        string name = Encoding.UTF8.GetString(bytes, position + HeaderLength, nameLength).Replace('\\', '/');
        if (_entries.ContainsKey(name) || entry.Size == uint.MaxValue || entry.Packed == uint.MaxValue) throw Damaged();
        _entries.Add(name, entry);
        return next;
    }

    private static int Int16(byte[] bytes, int position) => bytes[position] | (bytes[position + 1] << 8);

    private static long Int32(byte[] bytes, int position) =>
        (uint)(Int16(bytes, position) | (Int16(bytes, position + 2) << 16));

    private readonly record struct Entry(int Flags, int Method, uint Checksum, long Packed, long Size, long Offset);
}
