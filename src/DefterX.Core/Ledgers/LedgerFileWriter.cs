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

    public LedgerFileWriter(Stream output) => _output = output;

    /// <summary>What is written next goes here.</summary>
    public CanonicalBuffer Buffer { get; } = new(FlushAt * 2);

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

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

    /// <summary>Ends the file.</summary>
    /// <returns>SHA-256 of all bytes.</returns>
    public byte[] Complete()
    {
        Flush();
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
        _hash.AppendData(bytes, 0, count);
        _output.Write(bytes, 0, count);
        Length += count;
    }
}
