using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using DefterX.Journals.Tables;

namespace DefterX.Journals.Spools;

/// <summary>Entries in a temporary file, found by number and date: a few bytes of memory for each.</summary>
internal sealed class EntrySpool : IDisposable
{
    private readonly FileStream _file = TemporaryStream.Create();
    private readonly BinaryWriter _writer;
    private readonly BinaryReader _reader;
    private readonly List<long> _positions = [];
    private readonly List<int> _next = [];
    private readonly List<bool> _taken = [];
    private readonly Dictionary<ulong, int> _first = [];

    public EntrySpool()
    {
        _writer = new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true);
        _reader = new BinaryReader(_file, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>Adds an entry; all are added before any is read.</summary>
    public void Add(JournalEntry entry)
    {
        ulong key = KeyOf(entry.Number, entry.Date);
        _next.Add(_first.TryGetValue(key, out int first) ? first : -1);
        _first[key] = _positions.Count;
        _positions.Add(_file.Position);
        _taken.Add(false);
        SpoolCodec.Write(_writer, entry);
    }

    /// <summary>The entries of that number and date that were not taken yet, with their places.</summary>
    public IEnumerable<(int Index, JournalEntry Entry)> Find(string number, DateTime date)
    {
        if (!_first.TryGetValue(KeyOf(number, date), out int index)) yield break;
        for (; index >= 0; index = _next[index])
        {
            if (_taken[index]) continue;
            JournalEntry entry = ReadAt(index);
            if (entry.Date == date && NumberKey(entry.Number) == NumberKey(number)) yield return (index, entry);
        }
    }

    /// <summary>Marks an entry as used.</summary>
    public void Take(int index) => _taken[index] = true;

    /// <summary>The entries that were not taken, in the order in which they were added.</summary>
    public IEnumerable<JournalEntry> ReadRest()
    {
        for (int i = 0; i < _positions.Count; i++)
        {
            if (!_taken[i]) yield return ReadAt(i);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
        _file.Dispose();
    }

    // Listings differ in leading zeros: 00012 and 12 are one voucher.
    private static string NumberKey(string number)
    {
        string key = number.TrimStart('0');
        return key.Length == 0 ? "0" : key;
    }

    private static ulong KeyOf(string number, DateTime date)
    {
        // FNV-1a.
        ulong hash = 14695981039346656037;
        foreach (char c in NumberKey(number)) hash = (hash ^ c) * 1099511628211;
        return (hash ^ (ulong)date.Ticks) * 1099511628211;
    }

    private JournalEntry ReadAt(int index)
    {
        _file.Position = _positions[index];
        return SpoolCodec.ReadEntry(_reader);
    }
}
