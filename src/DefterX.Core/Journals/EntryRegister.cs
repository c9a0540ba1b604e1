using System;
using System.Collections.Generic;

namespace DefterX.Journals;

/// <summary>Remembers the entries seen so far, as ranges of numbers,
/// so that a journal numbered in order takes no memory.</summary>
internal sealed class EntryRegister
{
    private const int MostDigits = 18;
    private readonly Dictionary<(DateTime Date, string Prefix, int Length), List<(long First, long Last)>> _ranges = [];

    /// <summary>Notes an entry.</summary>
    /// <returns>False when it was noted before.</returns>
    public bool Add(string number, DateTime date)
    {
        int start = number.Length;
        while (start > 0 && number.Length - start < MostDigits && number[start - 1] is >= '0' and <= '9') start--;
        long value = 0;
        for (int i = start; i < number.Length; i++) value = (value * 10) + number[i] - '0';

        (DateTime, string, int) key = (date, number.Substring(0, start), number.Length);
        if (!_ranges.TryGetValue(key, out List<(long First, long Last)>? ranges)) _ranges.Add(key, ranges = []);
        int after = IndexAfter(ranges, value);
        if (after > 0 && ranges[after - 1].Last >= value) return false;
        if (after > 0 && ranges[after - 1].Last == value - 1) ranges[after - 1] = (ranges[after - 1].First, value);
        else ranges.Insert(after, (value, value));
        return true;
    }

    private static int IndexAfter(List<(long First, long Last)> ranges, long value)
    {
        int low = 0;
        int high = ranges.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (ranges[middle].First <= value) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
