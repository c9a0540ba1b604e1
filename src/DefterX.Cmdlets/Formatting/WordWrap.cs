using System;
using System.Collections.Generic;
using System.Text;

namespace DefterX.Cmdlets.Formatting;

/// <summary>Breaks text between words. PowerShell's own tables do so in six languages, of which Turkish is none.</summary>
internal static class WordWrap
{
    /// <summary>The text in lines of at most so many columns; a word that is longer has a line of its own.</summary>
    public static string Wrap(string text, int width)
    {
        List<string> lines = [];
        StringBuilder line = new();
        foreach (string word in text.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            if (line.Length > 0) line.Append(' ');
            line.Append(word);
        }

        lines.Add(line.ToString());
        return string.Join(Environment.NewLine, lines);
    }
}
