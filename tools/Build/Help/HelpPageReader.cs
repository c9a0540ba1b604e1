using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Markdig;
using Markdig.Syntax;

namespace DefterX.Build.Help;

/// <summary>Reads a cmdlet's markdown page.</summary>
internal static class HelpPageReader
{
    private static readonly string[][] s_sections =
    [
        ["Description", "Parameters", "Examples", "Inputs", "Outputs", "Links"],
        ["Açıklama", "Parametreler", "Örnekler", "Girdiler", "Çıktılar", "Bağlantılar"],
    ];

    /// <exception cref="BuildException">The page has another shape.</exception>
    internal static HelpPage Read(string path)
    {
        MarkdownDocument document = Markdown.Parse(File.ReadAllText(path));
        List<(string Heading, List<Block> Blocks)> sections = Divide(document, 2);
        (string name, List<Block> blocks) = Divide([.. document], 1) is [var title] ? title : throw Wrong(path, "one title");
        string[] headings = [.. sections.Select(section => section.Heading)];
        if (!s_sections.Any(known => known.SequenceEqual(headings, StringComparer.Ordinal)))
            throw Wrong(path, $"the sections {string.Join(", ", s_sections[0])}");
        List<HelpExample> examples = [.. Divide(sections[2].Blocks, 3).Select(part => Example(path, part.Heading, part.Blocks))];
        return new HelpPage(
            name,
            blocks.TakeWhile(block => block is not HeadingBlock).SelectMany(MarkdownText.Paragraphs).FirstOrDefault() ?? throw Wrong(path, "a synopsis"),
            Paragraphs(sections[0].Blocks),
            Divide(sections[1].Blocks, 3).ToDictionary(part => part.Heading.TrimStart('-'), part => Paragraphs(part.Blocks), StringComparer.Ordinal),
            examples,
            Paragraphs(sections[3].Blocks),
            Paragraphs(sections[4].Blocks),
            [.. Paragraphs(sections[5].Blocks).Select(link => link.TrimStart('-', ' '))]);
    }

    private static HelpExample Example(string path, string title, List<Block> blocks)
    {
        FencedCodeBlock code = blocks.OfType<FencedCodeBlock>().FirstOrDefault() ?? throw Wrong(path, $"code in the example {title}");
        return new HelpExample(title, MarkdownText.CodeOf(code), code.Arguments ?? "", Paragraphs(blocks.Where(block => block != code)));
    }

    private static IReadOnlyList<string> Paragraphs(IEnumerable<Block> blocks) => [.. blocks.SelectMany(MarkdownText.Paragraphs)];

    /// <summary>The blocks after each heading of a level, up to the next of that level.</summary>
    private static List<(string Heading, List<Block> Blocks)> Divide(IEnumerable<Block> blocks, int level)
    {
        List<(string Heading, List<Block> Blocks)> parts = [];
        foreach (Block block in blocks)
        {
            if (block is HeadingBlock heading && heading.Level == level) parts.Add((MarkdownText.Of(heading), []));
            else if (parts.Count > 0) parts[^1].Blocks.Add(block);
        }

        return parts;
    }

    private static BuildException Wrong(string path, string expected) => new(1, $"{path}: {expected} expected.");
}
