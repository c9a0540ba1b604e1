using System.Collections.Generic;
using System.Linq;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace DefterX.Build.Help;

/// <summary>The text of markdown, without its marks.</summary>
internal static class MarkdownText
{
    /// <summary>A heading's text.</summary>
    internal static string Of(LeafBlock block) => Of(block.Inline);

    /// <summary>The code of a fence.</summary>
    internal static string CodeOf(FencedCodeBlock block) => block.Lines.ToString().TrimEnd();

    /// <summary>The paragraphs of a block; a list gives one for each item.</summary>
    internal static IEnumerable<string> Paragraphs(Block block) => block switch
    {
        ParagraphBlock paragraph => [Of(paragraph.Inline)],
        ListBlock list => list.Cast<ListItemBlock>().Select(item => "- " + string.Join(" ", item.SelectMany(Paragraphs))),
        FencedCodeBlock code => [CodeOf(code)],
        _ => throw new BuildException(1, $"A {block.GetType().Name} has no place in a help page (line {block.Line + 1})."),
    };

    private static string Of(ContainerInline? container) => container is null ? "" : string.Concat(container.Select(Of));

    private static string Of(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        AutolinkInline link => link.Url,
        ContainerInline container => string.Concat(container.Select(Of)),
        _ => throw new BuildException(1, $"A {inline.GetType().Name} has no place in a help page (line {inline.Line + 1})."),
    };
}
