using System.Collections.Generic;
using System.Linq;

namespace DefterX.Journals;

/// <summary>What an export leaves unsaid at a place. Immutable.</summary>
/// <param name="File">The export.</param>
/// <param name="Line">Its line, 1-based.</param>
/// <param name="EntryNumber">The entry's number, or null.</param>
/// <param name="Message">What it is, in the language of the user interface.</param>
internal sealed record ImportNotice(string File, long Line, string? EntryNumber, string Message)
{
    /// <summary>File, line and message.</summary>
    public override string ToString() => Text.Format(
        EntryNumber is null ? Strings.NoticeAt : Strings.NoticeAtEntry, File, Line, Message, EntryNumber);
}

/// <summary>The notices of an import: all are counted, the first are kept.</summary>
internal sealed class ImportNotices
{
    /// <summary>How many are kept.</summary>
    public const int Kept = 100;

    private readonly List<ImportNotice> _first = [];

    /// <summary>The first ones.</summary>
    public IReadOnlyList<ImportNotice> First => _first;

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>Adds one.</summary>
    public void Add(string file, long line, string? entryNumber, string format, params object?[] values)
    {
        Count++;
        if (_first.Count < Kept) _first.Add(new ImportNotice(file, line, entryNumber, Text.Format(format, values)));
    }

    /// <summary>The texts to show: the first few, then how many more there are.</summary>
    /// <param name="shown">How many at most.</param>
    public IEnumerable<string> Texts(int shown)
    {
        foreach (ImportNotice notice in _first.Take(shown)) yield return notice.ToString();
        if (Count > shown) yield return Text.Format(Strings.NoticesMore, Count - shown);
    }
}
