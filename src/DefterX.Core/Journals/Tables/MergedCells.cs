using System;
using System.Collections.Generic;

namespace DefterX.Journals.Tables;

/// <summary>Finds merged cells that hide values: a sheet names them only after its rows.</summary>
internal sealed class MergedCells
{
    // Ranges that are merged all over again would take for ever.
    private const long MostSteps = 1L << 30;
    private readonly List<ulong> _usedRows = [];
    private readonly HashSet<int> _usedColumns = [];
    private int[]? _lastColumns;
    private long _steps;

    /// <summary>Notes a row whose values are used in some columns.</summary>
    public void Use(long row, int[] columns)
    {
        int word = checked((int)(row >> 6));
        while (_usedRows.Count <= word) _usedRows.Add(0);
        _usedRows[word] |= 1UL << (int)(row & 63);
        if (ReferenceEquals(columns, _lastColumns)) return;
        _lastColumns = columns;
        foreach (int column in columns) _usedColumns.Add(column);
    }

    /// <summary>Whether a merged range hides a cell that is used: one that is not its first.</summary>
    /// <param name="range">Such as <c>A5:C7</c>.</param>
    public bool Hides(string range)
    {
        int colon = range.AsSpan().IndexOf(':');
        if (colon < 0 || !CellName.TryParse(range.Substring(0, colon), out int left, out long top)
            || !CellName.TryParse(range.Substring(colon + 1), out int right, out long bottom))
        {
            return false;
        }

        bool hidesInTop = HasUsed(left + 1, right);
        bool hidesBelow = hidesInTop || HasUsed(left, right);
        return (hidesInTop && IsUsed(top, top)) || (hidesBelow && IsUsed(top + 1, bottom));
    }

    private bool HasUsed(int first, int last)
    {
        foreach (int column in _usedColumns)
        {
            if (column >= first && column <= last) return true;
        }

        return false;
    }

    private bool IsUsed(long first, long last)
    {
        last = Math.Min(last, ((long)_usedRows.Count << 6) - 1);
        for (long row = first; row <= last; row++)
        {
            ulong word = _usedRows[(int)(row >> 6)] >> (int)(row & 63);
            if (word == 0) row |= 63;
            else if ((word & 1) != 0) return true;
            if (++_steps > MostSteps) throw ZipDirectory.Damaged();
        }

        return false;
    }
}
