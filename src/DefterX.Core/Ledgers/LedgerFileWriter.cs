using System;
using System.IO;
using System.Security.Cryptography;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes canonical XML to a file and takes the file's SHA-256 on the way.</summary>
internal sealed class LedgerFileWriter : IDisposable
{
    private const int FlushAt = 1 << 16;
    private readonly Stream _output;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _isReplaced;

    /// <param name="output">An empty stream, which is not closed; it can be read and sought in where <see cref="ReplaceStart"/> is used.</param>
    public LedgerFileWriter(Stream output) => _output = output;

    /// <summary>What is written next goes here.</summary>
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

    /// <summary>Ends the file.</summary>
    /// <returns>SHA-256 of all bytes.</returns>
    public byte[] Complete()
    {
        Flush();
        byte[] digest = _hash.GetHashAndReset();
        if (!_isReplaced) return digest;
        _output.Flush();
        _output.Position = 0;
        using SHA256 hash = SHA256.Create();
        return hash.ComputeHash(_output);
    }

    public void Dispose() => _hash.Dispose();

    private void Flush()
    {
        Put(Buffer.Array, Buffer.Length);
        Buffer.Clear();
    }

    private void Put(byte[] bytes, int count)
    {
        _hash.AppendData(bytes, 0, count);
        _output.Write(bytes, 0, count);
        _written += count;
    }
}
