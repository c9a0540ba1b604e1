using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>Dates for which no date as late has come yet (schematron Y075: some later date is not before this one).</summary>
/// <remarks>They are ever earlier, so that only a few different ones can wait.</remarks>
internal sealed class LaterDates
{
    private const int Most = 1 << 16;
    private readonly List<Waiting> _waiting = [];
    private long _lastEvent = -1;
    private Waiting? _never;

    public IEnumerable<Waiting> Unsatisfied()
    {
        if (_never is not null) _waiting.Add(_never);
        foreach (Waiting waiting in _waiting)
        {
            if (waiting.LastEnd >= _lastEvent) waiting.Count--;
            if (waiting.Count > 0) yield return waiting;
        }
    }

    [MethodImpl(Hot.Method)]
    public void Wait(ReadOnlySpan<byte> date, long end, long line)
    {
        Waiting? last = _waiting.Count > 0 ? _waiting[_waiting.Count - 1] : null;
        if (_waiting.Count >= Most) last = _never ??= new Waiting(date.ToArray(), line);
        else if (last is null || !date.SequenceEqual(last.Date)) _waiting.Add(last = new Waiting(date.ToArray(), line));
        last.Count++;
        last.LastEnd = end;
    }

    [MethodImpl(Hot.Method)]
    public void Come(ReadOnlySpan<byte> date, long start)
    {
        _lastEvent = Math.Max(_lastEvent, start);
        while (_waiting.Count > 0)
        {
            Waiting last = _waiting[_waiting.Count - 1];
            if (last.LastEnd >= start || date.SequenceCompareTo(last.Date) < 0) return;
            _waiting.RemoveAt(_waiting.Count - 1);
        }
    }

    /// <summary>Equal dates that wait.</summary>
    internal sealed class Waiting(byte[] date, long line)
    {
        public byte[] Date { get; } = date;

        public long Line { get; } = line;

        public long Count { get; set; }

        public long LastEnd { get; set; }
    }
}
