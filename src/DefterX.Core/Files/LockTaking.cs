using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

namespace DefterX.Files;

/// <summary>Takes a lock file.</summary>
internal sealed class LockTaking
{
    private const int MostTries = 100;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(2);
    private readonly string _path;
    private readonly LockOptions _options;
    private readonly CancellationToken _cancellationToken;

    public LockTaking(string path, LockOptions options, CancellationToken cancellationToken)
    {
        _path = path;
        _options = options;
        _cancellationToken = cancellationToken;
    }

    private enum Claim
    {
        /// <summary>The lock is free.</summary>
        Free,

        /// <summary>It is free, and another machine may be taking it over too.</summary>
        FreeForAll,

        /// <summary>Another machine has it.</summary>
        Held,

        /// <summary>The file is not the one under the path any more.</summary>
        Gone,
    }

    /// <inheritdoc cref="LockFile.TryTake"/>
    public LockFile? TryTake(out LockRecord? holder)
    {
        for (int attempt = 1; ; attempt++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (TryOnce(out holder, out bool isHeld) is LockFile taken) return taken;
                if (isHeld || attempt == MostTries) return null;
            }
            catch (UnauthorizedAccessException) when (attempt < 10 && File.Exists(_path))
            {
                // On Windows a deleted file that somebody still reads is in the way until it is closed.
                _cancellationToken.WaitHandle.WaitOne(s_pause);
            }
        }
    }

    private LockFile? TryOnce(out LockRecord? holder, out bool isHeld)
    {
        holder = null;
        FileStream? stream = LockStream.TryOpen(_path, _options.Share, out bool isNew, out isHeld);
        if (stream is null)
        {
            if (isHeld) holder = HolderNow();
            return null;
        }

        LockRecord own = LockRecord.New(_options.Holder);
        try
        {
            Claim claim = isNew ? Claim.Free : Judge(stream, out holder);
            if (claim is Claim.Free or Claim.FreeForAll && TryWrite(stream, own, claim == Claim.FreeForAll, out claim, out holder))
            {
                return new LockFile(stream, _path, own, _options);
            }

            isHeld = claim == Claim.Held;
            stream.Dispose();
            return null;
        }
        catch
        {
            if (isNew) Discard(stream);
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Says whether a lock file on which the operating system gave its lock is free.</summary>
    private Claim Judge(FileStream stream, out LockRecord? holder)
    {
        byte[] content = SharedRead.All(stream);
        holder = LockRecord.Parse(content);
        if (SharedRead.All(_path) is not byte[] now || !now.SequenceEqual(content)) return Claim.Gone;
        if (holder is null) return Claim.FreeForAll; // released, or its holder was killed before it could write
        if (holder.Process.IsHere && !holder.Process.IsAlive()) return Claim.Free;
        if (ServerClock.AgeOf(_path) <= _options.StaleAfter) return Claim.Held;

        for (Stopwatch clock = Stopwatch.StartNew(); clock.Elapsed < _options.WatchTime;)
        {
            _cancellationToken.WaitHandle.WaitOne(_options.WatchPause);
            _cancellationToken.ThrowIfCancellationRequested();
            if (SharedRead.All(_path) is not byte[] later) return Claim.Gone;
            if (!later.SequenceEqual(content)) return Claim.Held;
        }

        return Claim.FreeForAll;
    }

    /// <summary>Writes the record and looks whether it is the one under the path.</summary>
    private bool TryWrite(FileStream stream, LockRecord own, bool isForAll, out Claim claim, out LockRecord? holder)
    {
        LockStream.Write(stream, own);
        claim = Claim.Gone;
        holder = LockRecord.ReadAt(_path);
        if (holder?.Token != own.Token) return false;
        if (!isForAll) return true;
        _cancellationToken.WaitHandle.WaitOne(_options.SettleTime);
        holder = LockRecord.ReadAt(_path);
        if (holder?.Token == own.Token) return true;
        if (holder is not null) claim = Claim.Held;
        return false;
    }

    private LockRecord? HolderNow()
    {
        try
        {
            return LockRecord.ReadAt(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // held all the same
        }
    }

    // A record that could not be written, on a full disk, is no lock.
    private void Discard(FileStream stream)
    {
        try
        {
            if (stream.Length == 0 || SharedRead.All(_path)?.SequenceEqual(SharedRead.All(stream)) == true) File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next to come finds no holder in it.
        }
    }
}
