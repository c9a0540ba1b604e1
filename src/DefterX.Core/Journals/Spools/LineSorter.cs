using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using DefterX.Journals.Tables;

namespace DefterX.Journals.Spools;

/// <summary>A line with what groups it.</summary>
/// <param name="JournalNumber">Number of the entry in the journal, or 0.</param>
/// <param name="Date">The entry's date.</param>
/// <param name="EntryNumber">The voucher's number.</param>
/// <param name="File">Index of the file.</param>
/// <param name="Line">The line.</param>
internal readonly record struct SortedLine(long JournalNumber, DateTime Date, string EntryNumber, int File, JournalLine Line)
    : IComparable<SortedLine>
{
    /// <summary>Whether both are lines of the same entry.</summary>
    public bool IsSameEntry(SortedLine other) => JournalNumber == other.JournalNumber && Date == other.Date
        && string.Equals(EntryNumber, other.EntryNumber, StringComparison.Ordinal);

    /// <summary>By number in the journal, date, voucher, and where they stand.</summary>
    public int CompareTo(SortedLine other)
    {
        int order = JournalNumber.CompareTo(other.JournalNumber);
        if (order == 0) order = Date.CompareTo(other.Date);
        if (order == 0) order = string.CompareOrdinal(EntryNumber, other.EntryNumber);
        if (order == 0) order = File.CompareTo(other.File);
        return order != 0 ? order : Line.SourceLine.CompareTo(other.Line.SourceLine);
    }
}

/// <summary>Sorts lines that memory cannot hold: sorted runs in temporary files, merged while they are read.</summary>
internal sealed class LineSorter : IDisposable
{
    private const int RunLength = 1 << 15;
    private readonly List<SortedLine> _run = [];
    private readonly List<Stream> _files = [];

    /// <summary>Adds a line.</summary>
    public void Add(SortedLine line)
    {
        _run.Add(line);
        if (_run.Count == RunLength) Flush();
    }

    /// <summary>All lines in order, once.</summary>
    public IEnumerable<SortedLine> ReadAll(CancellationToken cancellationToken)
    {
        _run.Sort();
        List<IEnumerator<SortedLine>> runs = [_run.GetEnumerator()];
        foreach (Stream file in _files) runs.Add(ReadRun(file).GetEnumerator());
        SortedSet<(SortedLine Line, int Run)> heads = new(Comparer<(SortedLine Line, int Run)>.Create(static (left, right) =>
            left.Line.CompareTo(right.Line) is int order and not 0 ? order : left.Run.CompareTo(right.Run)));
        for (int run = 0; run < runs.Count; run++)
        {
            if (runs[run].MoveNext()) heads.Add((runs[run].Current, run));
        }

        while (heads.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (SortedLine Line, int Run) first = heads.Min;
            heads.Remove(first);
            yield return first.Line;
            if (runs[first.Run].MoveNext()) heads.Add((runs[first.Run].Current, first.Run));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Stream file in _files) file.Dispose();
    }

    private static IEnumerable<SortedLine> ReadRun(Stream file)
    {
        file.Position = 0;
        using BinaryReader reader = new(file, Encoding.UTF8, leaveOpen: true);
        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            yield return new SortedLine(
                reader.ReadInt64(),
                new DateTime(reader.ReadInt64()),
                reader.ReadString(),
                reader.ReadInt32(),
                SpoolCodec.ReadLine(reader));
        }
    }

    private void Flush()
    {
        _run.Sort();
        FileStream file = TemporaryStream.Create();
        _files.Add(file);
        using BinaryWriter writer = new(file, Encoding.UTF8, leaveOpen: true);
        writer.Write(_run.Count);
        foreach (SortedLine line in _run)
        {
            writer.Write(line.JournalNumber);
            writer.Write(line.Date.Ticks);
            writer.Write(line.EntryNumber);
            writer.Write(line.File);
            SpoolCodec.Write(writer, line.Line);
        }

        _run.Clear();
    }
}
