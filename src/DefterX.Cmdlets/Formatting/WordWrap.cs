using System;
using System.Collections.Generic;
using System.Text;

namespace DefterX.Cmdlets.Formatting;

/// <summary>Breaks text between words. PowerShell's own tables do so in six languages, of which Turkish is none.</summary>
internal static class WordWrap
{
    /// <summary>The text in lines; a word that is longer than a line has one of its own.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The columns of a line.</param>
    /// <param name="indent">What each line but the first starts with.</param>
    public static string Wrap(string text, int width, string indent = "")
    {
        List<string> lines = [];
        StringBuilder line = new();
        foreach (string word in text.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            bool isStart = line.Length == 0 || line.Length == indent.Length && lines.Count > 0;
            if (!isStart && line.Length + 1 + word.Length > width)
            {
                lines.Add(line.ToString());
                line.Clear().Append(indent);
                isStart = true;
            }

            if (!isStart) line.Append(' ');
            line.Append(word);
        }

        lines.Add(line.ToString());
        return string.Join(Environment.NewLine, lines);
    }
}
