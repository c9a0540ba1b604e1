using System;
using System.Collections.Generic;

namespace DefterX.Journals.Tables;

/// <summary>Finds merged cells that hide values: a sheet names them only after its rows.</summary>
internal sealed class MergedCells
{
    private readonly List<ulong> _usedRows = [];
    private readonly HashSet<int> _usedColumns = [];
    private int[]? _lastColumns;

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

        long last = Math.Min(bottom, ((long)_usedRows.Count << 6) - 1);
        for (long row = top; row <= last; row++)
        {
            if ((_usedRows[(int)(row >> 6)] & (1UL << (int)(row & 63))) == 0) continue;
            for (int column = row == top ? left + 1 : left; column <= right; column++)
            {
                if (_usedColumns.Contains(column)) return true;
            }
        }

        return false;
    }
}
