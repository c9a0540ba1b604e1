using System;
using System.Collections.Generic;
using System.Net;
using System.Text.RegularExpressions;

namespace DefterX.Cmdlets.Tests.Scripts;

/// <summary>Takes the scripts out of a file; the lines between them become empty, so that line numbers stay.</summary>
internal static partial class ScriptText
{
    public static string Extract(string path, string source) => path switch
    {
        _ when path.EndsWith(".md", StringComparison.Ordinal) => FromPage(source),
        _ when path.EndsWith(".ps1xml", StringComparison.Ordinal) => FromViews(source),
        _ => source,
    };

    private static string FromPage(string source)
    {
        List<string> lines = [];
        string? language = null;
        foreach (string line in source.Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                language = language is null ? line.Trim().TrimStart('`').Split(' ')[0] : null;
                lines.Add("");
            }
            else
            {
                lines.Add(language == "powershell" ? line : "");
            }
        }

        return string.Join('\n', lines);
    }

    private static string FromViews(string source)
    {
        string text = "";
        int lines = 0;
        foreach (Match match in ScriptBlock().Matches(source))
        {
            int line = source.AsSpan(0, match.Index).Count('\n');
            string script = WebUtility.HtmlDecode(match.Groups[1].Value);
            text += new string('\n', line - lines) + script;
            lines = line + script.AsSpan().Count('\n');
        }

        return text;
    }

    [GeneratedRegex("<ScriptBlock>(.*?)</ScriptBlock>", RegexOptions.Singleline)]
    private static partial Regex ScriptBlock();
}
