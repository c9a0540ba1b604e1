using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Ledgers;

namespace DefterX.Filing.Signing;

/// <summary>A month in a batch: what is left of it, and what became of it.</summary>
internal sealed class SigningMonth : IDisposable
{
    private readonly MonthLocks _locks;
    private IDisposable? _lock;
    private Exception? _failure;
    private int _pending;

    /// <param name="queue">The device that signs it; null where it is signed already.</param>
    public SigningMonth(MonthFolder folder, DeviceQueue? queue, MonthLocks locks)
    {
        _locks = locks;
        Folder = folder;
        Queue = queue;
        if (queue is not null) Left = SigningWork.Of(folder);
    }

    public LedgerId Id => Folder.Id;

    public MonthFolder Folder { get; }

    public DeviceQueue? Queue { get; }

    /// <summary>The work that is left; the progress keeps it.</summary>
    public SigningWork Left { get; set; }

    /// <summary>Why it goes no further, or null.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Whether nothing is left to be done, as it was signed before.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Locks the month.</summary>
    /// <returns>The parts that are not yet signed, or a null where there are none: the units that <see cref="EndUnit"/> counts.</returns>
    /// <param name="cancellationToken">Ends the watch of a lock whose holder seems to have crashed.</param>
    public IReadOnlyList<int?> Begin(CancellationToken cancellationToken)
    {
        int?[] units = [];
        try
        {
            units = Open(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException) // the month's failure, for the batch to report
        {
            Fail(e);
        }

        if (units.Length == 0) units = [null];
        _pending = units.Length;
        return units;
    }

    public void Fail(Exception failure) => Interlocked.CompareExchange(ref _failure, failure, null);

    /// <returns>Whether it was the last one.</returns>
    public bool EndUnit() => Interlocked.Decrement(ref _pending) == 0;

    /// <summary>Lets others to the month.</summary>
    public void Dispose() => Interlocked.Exchange(ref _lock, null)?.Dispose();

    private int?[] Open(CancellationToken cancellationToken)
    {
        IsDone = Queue is null;
        if (IsDone) return [];
        Queue!.ThrowIfFailed();
        _lock = _locks.Hold(Folder, cancellationToken);
        IsDone = LedgerStatus.StateOf(Folder) != LedgerState.Created; // others may have had it since it was added
        return IsDone ? [] : [.. Folder.Parts().Where(part => !IsSigned(part)).Select(part => (int?)part)];
    }

    // Berats come after their ledgers, so that a part with all its berats is done.
    private bool IsSigned(int part) =>
        Id.Book.Ledgers().All(ledger => LedgerStatus.IsSigned(Folder.PathOf(ledger.Berat(), part))
            && LedgerStatus.IsSigned(Folder.PathOf(ledger, part)));
}
