using System;
using System.IO;
using System.Security.Cryptography;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes canonical XML to a file and takes its SHA-256 on the way.</summary>
/// <remarks>The canonical form (Canonical XML 1.0, 2.1) differs from the file before the root alone: it has no XML declaration, and a
/// line end after the processing instruction.</remarks>
internal sealed class LedgerFileWriter : IDisposable
{
    private const int FlushAt = 1 << 16;
    private static readonly byte[] s_lineEnd = [(byte)'\n'];
    private readonly Stream _output;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _isReplaced;

    /// <param name="output">An empty stream, which is not closed; it can be read and sought in where <see cref="ReplaceStart"/> is used.</param>
    public LedgerFileWriter(Stream output) => _output = output;

    /// <summary>What is written next goes here; the declaration and the instruction before the root come first.</summary>
    public CanonicalBuffer Buffer { get; } = new(FlushAt * 2);

    /// <summary>Bytes written so far, those in the buffer included.</summary>
    public long Length => _written + Buffer.Length;

    private long _written;

    /// <summary>Hands the buffer to the file once it is large; to be called between elements.</summary>
    public void FlushIfFull()
    {
        if (Buffer.Length >= FlushAt) Flush();
    }

    /// <summary>Bytes that are canonical already, past the buffer.</summary>
    public void Write(byte[] bytes, int count)
    {
        Flush();
        Put(bytes, count);
    }

    /// <summary>Replaces the first bytes of the file by as many others.</summary>
    public void ReplaceStart(ReadOnlySpan<byte> bytes)
    {
        Flush();
        if (bytes.Length > _written) throw new ArgumentOutOfRangeException(nameof(bytes));
        _output.Position = 0;
        byte[] start = bytes.ToArray();
        _output.Write(start, 0, start.Length);
        _output.Position = _written;
        _isReplaced = true;
    }

    /// <summary>Hands the last bytes to the file.</summary>
    public void Complete() => Flush();

    /// <summary>SHA-256 of the canonical form (C14N 1.0) of what was completed; to be asked once. A file whose start was replaced is
    /// read for it, over the handle that wrote it.</summary>
    public byte[] CanonicalDigest()
    {
        byte[] digest = _hash.GetHashAndReset();
        if (!_isReplaced) return digest;
        byte[] block = new byte[FlushAt];
        _output.Position = 0;
        for (long position = 0; position < _written;)
        {
            int count = _output.Read(block, 0, block.Length);
            if (count == 0) throw new EndOfStreamException();
            Hash(block, count, position);
            position += count;
        }

        return _hash.GetHashAndReset();
    }

    public void Dispose() => _hash.Dispose();

    private void Flush()
    {
        Put(Buffer.Array, Buffer.Length);
        Buffer.Clear();
    }

    private void Put(byte[] bytes, int count)
    {
        Hash(bytes, count, _written);
        _output.Write(bytes, 0, count);
        _written += count;
    }

    // The first block holds all that comes before the root.
    private void Hash(byte[] bytes, int count, long position)
    {
        int start = 0;
        if (position == 0 && count > 0)
        {
            int instruction = EndOfInstruction(bytes, 0);
            start = EndOfInstruction(bytes, instruction);
            _hash.AppendData(bytes, instruction, start - instruction);
            _hash.AppendData(s_lineEnd, 0, s_lineEnd.Length);
        }

        _hash.AppendData(bytes, start, count - start);
    }

    private static int EndOfInstruction(byte[] bytes, int start) => start + bytes.AsSpan(start).IndexOf("?>"u8) + 2;
}
