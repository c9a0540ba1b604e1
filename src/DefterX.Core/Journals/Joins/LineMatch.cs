using System;
using System.Collections.Generic;
using System.Linq;

namespace DefterX.Journals.Joins;

/// <summary>Pairs the lines of an entry with those that another listing gives for it.</summary>
internal sealed class LineMatch
{
    private readonly IReadOnlyList<JournalLine> _lines;
    private readonly IReadOnlyList<JournalLine> _others;

    private LineMatch(IReadOnlyList<JournalLine> lines, IReadOnlyList<JournalLine> others)
    {
        _lines = lines;
        _others = others;
        Partners = new JournalLine?[lines.Count];
    }

    /// <summary>For each line that of the other listing, or null.</summary>
    public JournalLine?[] Partners { get; }

    /// <summary>Lines without a partner.</summary>
    public List<JournalLine> Alone { get; } = [];

    /// <summary>Lines of the other listing without a partner.</summary>
    public List<JournalLine> OthersAlone { get; } = [];

    /// <summary>Lines that account, side and amount do not tell apart, nor their texts: paired in their order.</summary>
    public List<JournalLine> ByOrder { get; } = [];

    /// <summary>Pairs by account, side and amount, then by text, then by order.</summary>
    public static LineMatch Of(IReadOnlyList<JournalLine> lines, IReadOnlyList<JournalLine> others)
    {
        LineMatch match = new(lines, others);
        ILookup<LineKey, int> theirs = Enumerable.Range(0, others.Count).ToLookup(i => LineKey.Of(others[i]));
        ILookup<LineKey, int> ours = Enumerable.Range(0, lines.Count).ToLookup(i => LineKey.Of(lines[i]));
        foreach (IGrouping<LineKey, int> group in ours) match.Pair([.. group], [.. theirs[group.Key]]);
        foreach (IGrouping<LineKey, int> group in theirs)
        {
            if (!ours.Contains(group.Key)) match.OthersAlone.AddRange(group.Select(i => others[i]));
        }

        return match;
    }

    /// <summary>Whether both list the same accounts, sides and amounts.</summary>
    public static bool HaveSameAmounts(IReadOnlyList<JournalLine> lines, IReadOnlyList<JournalLine> others) =>
        lines.Count == others.Count
        && lines.Select(LineKey.Of).OrderBy(key => key).SequenceEqual(others.Select(LineKey.Of).OrderBy(key => key));

    private void Pair(List<int> lines, List<int> others)
    {
        if (lines.Count > 1 || others.Count > 1) PairByText(lines, others);
        bool areAlike = others.Skip(1).All(i => HaveSameDocument(_others[i], _others[others[0]]));
        if (lines.Count != others.Count && !areAlike)
        {
            Alone.AddRange(lines.Select(i => _lines[i]));
            OthersAlone.AddRange(others.Select(i => _others[i]));
            return;
        }

        int pairs = Math.Min(lines.Count, others.Count);
        for (int i = 0; i < pairs; i++)
        {
            Partners[lines[i]] = _others[others[i]];
            if (!areAlike) ByOrder.Add(_lines[lines[i]]);
        }

        Alone.AddRange(lines.Skip(pairs).Select(i => _lines[i]));
        OthersAlone.AddRange(others.Skip(pairs).Select(i => _others[i]));
    }

    // A text that several lines have tells nothing apart.
    private void PairByText(List<int> lines, List<int> others)
    {
        ILookup<string, int> ours = ByText(lines, _lines);
        ILookup<string, int> theirs = ByText(others, _others);
        HashSet<int> paired = [];
        foreach (IGrouping<string, int> text in ours)
        {
            if (text.Count() != 1 || theirs[text.Key].Count() != 1) continue;
            Partners[text.First()] = _others[theirs[text.Key].First()];
            paired.Add(theirs[text.Key].First());
        }

        lines.RemoveAll(i => Partners[i] is not null);
        others.RemoveAll(paired.Contains);
    }

    private static ILookup<string, int> ByText(List<int> indexes, IReadOnlyList<JournalLine> lines) =>
        indexes.Where(i => lines[i].Comment is not null).ToLookup(i => lines[i].Comment!, StringComparer.Ordinal);

    private static bool HaveSameDocument(JournalLine left, JournalLine right) =>
        left.DocumentType == right.DocumentType && left.DocumentTypeDescription == right.DocumentTypeDescription
        && left.DocumentNumber == right.DocumentNumber && left.DocumentDate == right.DocumentDate
        && left.PaymentMethod == right.PaymentMethod && left.Foreign == right.Foreign;

    private readonly record struct LineKey(string Account, bool IsDebit, decimal Amount) : IComparable<LineKey>
    {
        public static LineKey Of(JournalLine line) => new(line.AccountSubId ?? line.AccountMainId, line.IsDebit, line.Amount);

        public int CompareTo(LineKey other)
        {
            int order = string.CompareOrdinal(Account, other.Account);
            if (order == 0) order = IsDebit.CompareTo(other.IsDebit);
            return order != 0 ? order : Amount.CompareTo(other.Amount);
        }
    }
}
