using System;
using System.Runtime.CompilerServices;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>The values of an entry, a line or a measurable, by slot; their octets are in the run's buffer.</summary>
internal sealed class Record
{
    private readonly int[] _first = new int[(int)Slot.Count];
    private readonly int[] _last = new int[(int)Slot.Count];
    private readonly int[] _count = new int[(int)Slot.Count];
    private Value[] _values = new Value[32];
    private int _used;

    /// <summary>Where it stands.</summary>
    public long Line { get; set; }

    [MethodImpl(Hot.Method)]
    public void Clear()
    {
        Array.Clear(_count, 0, _count.Length);
        _used = 0;
    }

    public bool Has(Slot slot) => _count[(int)slot] > 0;

    public int Count(Slot slot) => _count[(int)slot];

    /// <summary>The place of the first value, to be followed by <see cref="Next"/>; -1 if there is none.</summary>
    public int First(Slot slot) => _count[(int)slot] > 0 ? _first[(int)slot] : -1;

    public int Next(int at) => _values[at].Next;

    public Value this[int at] => _values[at];

    [MethodImpl(Hot.Method)]
    public void Add(Slot slot, int start, int length, int group)
    {
        if (_used == _values.Length) Array.Resize(ref _values, _used * 2);
        int s = (int)slot;
        if (_count[s]++ == 0) _first[s] = _used;
        else _values[_last[s]].Next = _used;
        _last[s] = _used;
        _values[_used++] = new Value { Start = start, Length = length, Group = group, Next = -1 };
    }

    /// <summary>A value's octets, and of which account or sub-account it is.</summary>
    internal struct Value
    {
        public int Start;
        public int Length;
        public int Group;
        public int Next;
    }
}
