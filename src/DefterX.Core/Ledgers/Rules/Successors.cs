using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>Numbers whose successor has not come yet (schematron Y074, Y090, B052: some later node has the number plus
/// one).</summary>
/// <remarks>One number waits in a sound file. Equal numbers wait as one, so that memory grows only with different numbers
/// without a
/// successor; what is more than <see cref="Most"/> is taken as having none.</remarks>
internal sealed class Successors
{
    private const int Most = 1 << 18;
    private readonly Dictionary<double, Waiting> _waiting = [];
    private readonly List<Waiting> _never = [];
    private long _lastEvent = -1;

    // The newest waits apart, since in a sound file no other does.
    private bool _hasNewest;
    private double _newest;
    private long _newestEnd;
    private long _newestLine;

    /// <summary>Those whose successor can come no more, the first of each number.</summary>
    /// <remarks>A number waits for nothing if no other number comes after it at all.</remarks>
    public IEnumerable<Waiting> Unsatisfied()
    {
        KeepNewest();
        List<Waiting> all = [.. _never, .. _waiting.Values];
        foreach (Waiting waiting in all)
        {
            // Only the last of equal numbers can have nothing behind it.
            if (waiting.LastEnd >= _lastEvent) waiting.Count--;
            if (waiting.Count > 0) yield return waiting;
        }
    }

    /// <summary>A number that waits for its successor.</summary>
    /// <param name="number">The number, NaN for what is none.</param>
    /// <param name="end">The place where its element ends, counted in elements.</param>
    /// <param name="line">Where it stands.</param>
    [MethodImpl(Hot.Method)]
    public void Wait(double number, long end, long line)
    {
        if (_hasNewest) Keep(_newest, _newestEnd, _newestLine);
        (_hasNewest, _newest, _newestEnd, _newestLine) = (true, number, end, line);
    }

    private void Keep(double number, long end, long line)
    {
        double wanted = number + 1;
        bool never = double.IsNaN(wanted) || (_waiting.Count >= Most && !_waiting.ContainsKey(wanted));
        Waiting? waiting =
            never ? (_never.Count > 0 ? _never[0] : null) : _waiting.TryGetValue(wanted, out Waiting? same) ? same : null;
        if (waiting is null)
        {
            waiting = new Waiting(number, line);
            if (never) _never.Add(waiting);
            else _waiting.Add(wanted, waiting);
        }

        waiting.Count++;
        waiting.LastEnd = end;
    }

    /// <summary>A number comes in an element that began at some place.</summary>
    [MethodImpl(Hot.Method)]
    public void Come(double number, long start)
    {
        _lastEvent = Math.Max(_lastEvent, start);
        if (_hasNewest && number == _newest + 1 && _newestEnd < start) _hasNewest = false;
        if (_waiting.Count > 0 && !double.IsNaN(number) && _waiting.TryGetValue(number, out Waiting? waiting) && waiting.LastEnd < start)
        {
            _waiting.Remove(number);
        }
    }

    /// <summary>Something comes that cannot be compared: nobody who waits is satisfied any more.</summary>
    public void Break(long start)
    {
        _lastEvent = Math.Max(_lastEvent, start);
        KeepNewest();
        foreach (Waiting waiting in _waiting.Values)
        {
            // A single one that holds all of the rest is enough for the count.
            if (_never.Count == 0) _never.Add(waiting);
            else
            {
                _never[0].Count += waiting.Count;
                _never[0].LastEnd = Math.Max(_never[0].LastEnd, waiting.LastEnd);
            }
        }

        _waiting.Clear();
    }

    private void KeepNewest()
    {
        if (_hasNewest) Keep(_newest, _newestEnd, _newestLine);
        _hasNewest = false;
    }

    public void Clear()
    {
        _hasNewest = false;
        _waiting.Clear();
        _never.Clear();
        _lastEvent = -1;
    }

    /// <summary>Equal numbers that wait.</summary>
    internal sealed class Waiting(double number, long line)
    {
        public double Number { get; } = number;

        public long Line { get; } = line;

        public long Count { get; set; }

        public long LastEnd { get; set; }
    }
}
