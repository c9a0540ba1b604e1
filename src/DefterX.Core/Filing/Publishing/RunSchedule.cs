using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace DefterX.Filing.Publishing;

/// <summary>Which month a worker takes next: those whose rest is over, then those that have not begun. For any thread.</summary>
/// <remarks>The months of one firm, branch and book go one after another, as each wants the one before approved. Where only GİB is left
/// to wait for, the month that it has longest is taken before its rest is over.</remarks>
internal sealed class RunSchedule
{
    private readonly object _gate = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly LinkedList<Chain> _fresh;
    private readonly List<Chain> _resting = [];
    private readonly Dictionary<LedgerTask, Chain> _working = [];
    private readonly PollProbe _probe = new();

    public RunSchedule(IEnumerable<LedgerTask> tasks) => _fresh = new LinkedList<Chain>(tasks
        .GroupBy(task => (task.Id.Firm.Identifier, task.Id.Branch?.Number, task.Id.Book))
        .Select(chain => new Chain(chain.OrderBy(task => task.Id.Period))));

    /// <summary>Whether all that is left is taken by other processes.</summary>
    public bool IsOnlyLockedLeft
    {
        get
        {
            lock (_gate)
                return _fresh.Count == 0 && _working.Keys.Concat(_resting.Select(chain => chain.Current)).All(task => task.Locked is not null);
        }
    }

    /// <summary>The next month, as soon as there is one; null when none is left.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public LedgerTask? Take(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Chain? chain = Next();
                if (chain is not null)
                {
                    chain.IsAsked = IsAtGib(chain.Current);
                    _working.Add(chain.Current, chain);
                    return chain.Current;
                }

                if (_resting.Count == 0 && _working.Count == 0) return null;
                Wait();
            }
        }
    }

    /// <summary>Puts a month aside, to be taken again after a pause, or, for null, when no other is to be begun.</summary>
    public void Rest(LedgerTask task, TimeSpan? pause)
    {
        lock (_gate)
        {
            Chain chain = Release(task);
            chain.Due = pause is TimeSpan length ? _clock.Elapsed + length : null;
            if (chain.IsAsked) _probe.NotThrough(task, _clock.Elapsed);
            _resting.Add(chain);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>A month is through; the next of its firm may begin.</summary>
    public void End(LedgerTask task)
    {
        lock (_gate)
        {
            Chain chain = Release(task);
            if (chain.IsAsked) _probe.Through();
            if (chain.MoveNext()) _fresh.AddFirst(chain);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Wakes those that wait, for the stop to be seen.</summary>
    public void Wake()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }

    private Chain? Next()
    {
        TimeSpan now = _clock.Elapsed;
        Chain? due = _resting.Where(chain => chain.Due <= now).OrderBy(chain => chain.Due).FirstOrDefault();
        if (due is null && _fresh.First is { } first)
        {
            _fresh.RemoveFirst();
            return first.Value;
        }

        due ??= _resting.Find(chain => chain.Due is null) ?? Probe(now);
        if (due is not null) _resting.Remove(due);
        return due;
    }

    private Chain? Probe(TimeSpan now)
    {
        if (_probe.Due is not TimeSpan due || due > now) return null;
        // By when it came there: the clocks go on while they are compared.
        Chain? oldest = AtGib().OrderBy(chain => Stopwatch.GetTimestamp() - chain.Current.AtGib!.ElapsedTicks).FirstOrDefault();
        if (oldest is not null) _probe.Begin(oldest.Current);
        return oldest;
    }

    private IEnumerable<Chain> AtGib() => _resting.Where(chain => IsAtGib(chain.Current));

    private static bool IsAtGib(LedgerTask task) => task is { AtGib: not null, Locked: null };

    private void Wait()
    {
        IEnumerable<TimeSpan?> probes = AtGib().Any() ? [_probe.Due] : [];
        TimeSpan[] dues = [.. _resting.Select(chain => chain.Due).Concat(probes).OfType<TimeSpan>()];
        if (dues.Length == 0) Monitor.Wait(_gate);
        else if (dues.Min() - _clock.Elapsed is { Ticks: > 0 } pause) Monitor.Wait(_gate, pause + TimeSpan.FromMilliseconds(1));
    }

    private Chain Release(LedgerTask task)
    {
        Chain chain = _working[task];
        _working.Remove(task);
        return chain;
    }

    private sealed class Chain(IEnumerable<LedgerTask> tasks)
    {
        private readonly Queue<LedgerTask> _tasks = new(tasks);

        public LedgerTask Current => _tasks.Peek();

        public TimeSpan? Due { get; set; }

        /// <summary>Whether GİB is asked about the month that is worked on.</summary>
        public bool IsAsked { get; set; }

        public bool MoveNext()
        {
            _tasks.Dequeue();
            return _tasks.Count > 0;
        }
    }
}
