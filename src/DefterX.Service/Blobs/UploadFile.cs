using System;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;

namespace DefterX.Service.Blobs;

/// <summary>The file of an unfinished upload. One writer has it at a time, over instances; how long it is, is how far the upload came.</summary>
internal sealed class UploadFile : IAsyncDisposable
{
    // Small enough to be hashed while the processor's cache has it.
    private const int BufferBytes = 256 << 10;

    // So that the disk is at work while bytes come, and little is left for the end.
    private const long FlushBytes = 16 << 20;

    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private Task _flush = Task.CompletedTask;
    private long _flushed;

    private UploadFile(FileStream file)
    {
        _file = file;
        Length = file.Length;
    }

    /// <summary>How many bytes are there.</summary>
    public long Length { get; private set; }

    /// <summary>Whether more bytes came than were asked for.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Makes the empty file of a new upload; one that is there already is as good.</summary>
    public static void Create(string path)
    {
        PrivateFolder.Create(Path.GetDirectoryName(path)!);
        if (!File.Exists(path)) AtomicFile.CreateNew(path).Dispose();
    }

    /// <summary>Opens the file; null while another writes it.</summary>
    /// <exception cref="FileNotFoundException">The upload was finished or is gone.</exception>
    public static UploadFile? TryOpen(string path)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.Open,
            Access = FileAccess.ReadWrite,
            // Windows renames an open file that shares its deletion; elsewhere that would share everything.
            Share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None,
            BufferSize = 0,
            Options = FileOptions.SequentialScan,
        };
        try
        {
            return new UploadFile(new FileStream(path, options));
        }
        catch (IOException exception) when (LockedFile.IsInUse(exception))
        {
            return null;
        }
    }

    /// <summary>Hashes what is there from before. Call it once, before <see cref="AppendAsync"/>.</summary>
    public async Task RehashAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferBytes];
        for (long at = 0; at < Length;)
        {
            int read = await RandomAccess.ReadAsync(_file.SafeFileHandle, buffer, at, cancellationToken);
            if (read == 0) throw new EndOfStreamException();
            _hash.AppendData(buffer, 0, read);
            at += read;
        }
    }

    /// <summary>Writes a body to the end of the file, and hashes it, until it ends or the file has <paramref name="limit"/> bytes.
    /// What came before a failure stays.</summary>
    /// <remarks>One buffer is filled while the other is hashed and written.</remarks>
    public async Task AppendAsync(Stream body, long limit, CancellationToken cancellationToken)
    {
        byte[] filling = new byte[BufferBytes];
        byte[] keeping = new byte[BufferBytes];
        Task kept = Task.CompletedTask;
        long received = Length;
        int count = BufferBytes;
        ExceptionDispatchInfo? failure = null;
        while (count == BufferBytes && failure is null)
        {
            (count, failure) = await FillAsync(body, filling, cancellationToken);
            await kept;
            received += count;
            if (received > limit)
            {
                IsTooLong = true;
                return;
            }

            (filling, keeping) = (keeping, filling);
            ReadOnlyMemory<byte> chunk = keeping.AsMemory(0, count);
            kept = Task.Run(() => Keep(chunk.Span), CancellationToken.None);
        }

        await kept;
        failure?.Throw();
    }

    /// <summary>Has the disk keep the file, and gives its SHA-256, 64 lower-case hexadecimal digits.</summary>
    public async Task<string> FinishAsync()
    {
        await _flush;
        RandomAccess.FlushToDisk(_file.SafeFileHandle);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _flush.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _file.DisposeAsync();
        _hash.Dispose();
    }

    private static async Task<(int Count, ExceptionDispatchInfo? Failure)> FillAsync(
        Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        int count = 0;
        try
        {
            while (count < buffer.Length)
            {
                int read = await body.ReadAsync(buffer.AsMemory(count), cancellationToken);
                if (read == 0) break;
                count += read;
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return (count, ExceptionDispatchInfo.Capture(exception));
        }

        return (count, null);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file.SafeFileHandle, bytes, Length);
        _hash.AppendData(bytes);
        Length += bytes.Length;
        if (Length - _flushed < FlushBytes || !_flush.IsCompletedSuccessfully) return;
        _flushed = Length;
        _flush = Task.Run(() => RandomAccess.FlushToDisk(_file.SafeFileHandle));
    }
}
