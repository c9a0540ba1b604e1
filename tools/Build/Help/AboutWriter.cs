using System;
using System.IO;
using System.Text;
using Markdig;
using Markdig.Syntax;

namespace DefterX.Build.Help;

/// <summary>Writes an about topic as plain text, as Get-Help shows it on a screen.</summary>
internal static class AboutWriter
{
    private const int Width = 80;

    // Windows PowerShell takes a file without the mark for one in the system's code page.
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: true);
    private const string Indent = "    ";

    internal static void Write(string path, string folder)
    {
        StringBuilder text = new();
        foreach (Block block in Markdown.Parse(File.ReadAllText(path))) Append(text, block);
        File.WriteAllText(Path.Combine(folder, Path.GetFileNameWithoutExtension(path) + ".help.txt"), text.ToString(), s_utf8);
    }

    private static void Append(StringBuilder text, Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                text.AppendLine(MarkdownText.Of(heading)).AppendLine();
                break;
            case CodeBlock code:
                foreach (string line in code.Lines.ToString().TrimEnd().Split('\n')) text.Append(Indent).Append(Indent).AppendLine(line);
                text.AppendLine();
                break;
            default:
                foreach (string paragraph in MarkdownText.Paragraphs(block)) Wrap(text, paragraph);
                if (block is ListBlock) text.AppendLine();
                break;
        }
    }

    private static void Wrap(StringBuilder text, string paragraph)
    {
        string hanging = paragraph.StartsWith("- ", StringComparison.Ordinal) ? Indent + "  " : Indent;
        StringBuilder line = new(Indent);
        bool isEmpty = true;
        foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                text.AppendLine(line.ToString());
                line.Clear().Append(hanging);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        text.AppendLine(line.ToString());
        if (hanging == Indent) text.AppendLine();
    }
}
