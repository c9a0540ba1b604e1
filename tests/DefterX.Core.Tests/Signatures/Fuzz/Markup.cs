using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace DefterX.Tests.Signatures.Fuzz;

/// <summary>Where the tags, elements and texts of a well-formed document without a DTD stand.</summary>
internal sealed partial class Markup
{
    private readonly List<Element> _elements = [];
    private readonly List<Match> _startTags = [];
    private readonly List<(int Start, int End)> _texts = [];

    public Markup(string text)
    {
        Stack<(Match Tag, string Name)> open = new();
        int end = 0;
        foreach (Match match in Pattern().Matches(text))
        {
            if (match.Index > end && open.Count > 0) _texts.Add((end, match.Index));
            end = match.Index + match.Length;
            if (match.Groups["start"].Success)
            {
                _startTags.Add(match);
                if (match.Groups["empty"].Length > 0) Add(match, match, open.Count);
                else open.Push((match, match.Groups["start"].Value));
            }
            else if (match.Groups["end"].Success && open.TryPop(out (Match Tag, string Name) start))
            {
                Add(start.Tag, match, open.Count);
            }
        }
    }

    /// <summary>The elements in the order of their ends.</summary>
    public IReadOnlyList<Element> Elements => _elements;

    /// <summary>With the groups <c>start</c>, the name, <c>attribute</c> and <c>empty</c>.</summary>
    public IReadOnlyList<Match> StartTags => _startTags;

    /// <summary>Runs of characters inside the root, without their markup.</summary>
    public IReadOnlyList<(int Start, int End)> Texts => _texts;

    public Element? Find(string name) => _elements.FirstOrDefault(element => element.Name == name);

    private void Add(Match start, Match end, int depth) => _elements.Add(new Element(
        start.Groups["start"].Value, start.Index, start.Index + start.Length, end.Index, end.Index + end.Length, depth));

    [GeneratedRegex("""
        <!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|</(?<end>[^\s>]+)\s*>|<(?<start>[^\s/>!?]+)(?<attribute>\s+[^\s=<>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(?<empty>/?)>
        """)]
    private static partial Regex Pattern();

    /// <param name="Name">The qualified name.</param>
    /// <param name="Start">Where the start tag begins.</param>
    /// <param name="Content">Where it ends.</param>
    /// <param name="Close">Where the end tag begins; that of an empty element is its start tag.</param>
    /// <param name="End">Where the element ends.</param>
    /// <param name="Depth">0 for the root.</param>
    internal sealed record Element(string Name, int Start, int Content, int Close, int End, int Depth)
    {
        public bool IsEmpty => Close == Start;

        public bool Holds(Element other) => Start <= other.Start && other.End <= End;
    }
}
