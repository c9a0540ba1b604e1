using System;

namespace DefterX.Journals.Tables;

/// <summary>The checksum of ZIP entries (APPNOTE 4.4.7), eight bytes at a time.</summary>
internal sealed class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[][] s_tables = MakeTables();
    private uint _value = uint.MaxValue;

    /// <summary>The checksum of all that was added.</summary>
    public uint Value => ~_value;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint value = _value;
        while (bytes.Length >= 8)
        {
            uint low = value ^ (bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16) | ((uint)bytes[3] << 24));
            value = s_tables[7][low & 0xFF] ^ s_tables[6][(low >> 8) & 0xFF] ^ s_tables[5][(low >> 16) & 0xFF] ^ s_tables[4][low >> 24]
                ^ s_tables[3][bytes[4]] ^ s_tables[2][bytes[5]] ^ s_tables[1][bytes[6]] ^ s_tables[0][bytes[7]];
            bytes = bytes.Slice(8);
        }

        foreach (byte octet in bytes) value = (value >> 8) ^ s_tables[0][(value ^ octet) & 0xFF];
        _value = value;
    }

    private static uint[][] MakeTables()
    {
        uint[][] tables = new uint[8][];
        for (int table = 0; table < tables.Length; table++)
        {
            tables[table] = new uint[256];
            for (uint i = 0; i < 256; i++)
            {
                uint value = table == 0 ? i : tables[table - 1][i];
                for (int bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
                tables[table][i] = value;
            }
        }

        return tables;
    }
}
