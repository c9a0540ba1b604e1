using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>Two 64-bit digests of a line's values; good against mistakes, not against intent.</summary>
internal struct LineHash
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private ulong _first;
    private ulong _second;

    public LineHash()
    {
        _first = Prime1;
        _second = Prime2;
    }

    /// <summary>Adds a value with its length.</summary>
    [MethodImpl(Hot.Method)]
    public void Add(ReadOnlySpan<byte> value)
    {
        Add((ulong)value.Length);
        while (value.Length >= 8)
        {
            Add(BinaryPrimitives.ReadUInt64LittleEndian(value));
            value = value.Slice(8);
        }

        if (value.IsEmpty) return;
        ulong rest = 0;
        foreach (byte octet in value) rest = (rest << 8) | octet;
        Add(rest);
    }

    [MethodImpl(Hot.Method)]
    public void Add(ulong word)
    {
        unchecked
        {
            _first = Mix(_first ^ (word * Prime2)) * Prime1;
            _second = (Mix(_second + word) * Prime2) ^ word;
        }
    }

    [MethodImpl(Hot.Method)]
    public readonly LineDigest AddTo(LineDigest sum) => sum.Add(Mix(_first), Mix(_second));

    private static ulong Mix(ulong value) => value ^ (value >> 29) ^ (value << 31);
}
