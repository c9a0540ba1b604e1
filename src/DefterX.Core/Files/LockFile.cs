using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Files;

/// <summary>A lock that is held: a file that others can read and not take, over processes and machines, until disposal.</summary>
/// <remarks>Two locks in one. The operating system's keeps off whoever it reaches, and ends with the process. Where it does not reach
/// other machines (NFS with nolock, some mounts of SMB) the record in the file does, as long as its beat goes on.</remarks>
internal sealed class LockFile : IDisposable
{
    private readonly object _gate = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Stopwatch _sinceBeat = Stopwatch.StartNew();
    private readonly FileStream _stream;
    private readonly string _path;
    private readonly LockOptions _options;
    private LockRecord _record;
    private bool _hasEnded;

    internal LockFile(FileStream stream, string path, LockRecord record, LockOptions options)
    {
        _stream = stream;
        _path = path;
        _record = record;
        _options = options;
        Lost = _lost.Token;
        options.Heartbeat.Add(this);
    }

    /// <summary>Cancelled when the lock is another's, or may soon be: the file was taken over or deleted, or could not be reached
    /// for long.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Who took the lock over, once it is lost and where that is known.</summary>
    public LockRecord? TakenBy { get; private set; }

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The lock file, in a folder that exists.</param>
    /// <param name="holder">Who holds it when it cannot be taken, where that is known.</param>
    /// <returns>Null when another holds it.</returns>
    /// <exception cref="IOException">The file system fails.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system does not let the file be written.</exception>
    public static LockFile? TryTake(string path, LockOptions options, out LockRecord? holder, CancellationToken cancellationToken) =>
        new LockTaking(path, options, cancellationToken).TryTake(out holder);

    /// <summary>Writes the next beat, once it is certain that the lock is still this one's.</summary>
    internal void Beat()
    {
        lock (_gate)
        {
            if (_hasEnded) return;
            try
            {
                byte[]? seen = SharedRead.All(_path);
                LockRecord? record = seen is null ? null : LockRecord.Parse(seen);
                if (seen is null || (record is not null && record.Token != _record.Token)) Lose(record);
                else if (record is not null) WriteNext();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next beat may come through.
            }

            if (_sinceBeat.Elapsed > _options.GiveUpAfter) Lose(null);
        }
    }

    /// <summary>Lets others take the lock.</summary>
    public void Dispose()
    {
        _options.Heartbeat.Remove(this);
        lock (_gate)
        {
            _hasEnded = true;
            LockStream.Release(_stream, _path, _record);
        }
    }

    private void WriteNext()
    {
        _record = _record with { Beat = _record.Beat + 1 };
        LockStream.Write(_stream, _record);
        _sinceBeat.Restart();
    }

    private void Lose(LockRecord? taker)
    {
        if (_hasEnded) return;
        _hasEnded = true;
        TakenBy = taker;
        _ = Task.Run(_lost.Cancel); // what is registered on the token must not hold up the other locks' beats
    }
}
