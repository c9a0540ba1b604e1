using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

namespace DefterX.ScriptHost;

/// <summary>The words after the script's name, read as PowerShell would: names, switches, positional values.</summary>
internal static class ScriptArguments
{
    /// <summary>A parameter with its name, or a positional value when the name is null; several values become an array.</summary>
    internal readonly record struct Argument(string? Name, object? Value);

    internal static List<Argument> Parse(ReadOnlySpan<string> words)
    {
        List<Argument> arguments = [];
        for (int i = 0; i < words.Length; i++)
        {
            if (!IsName(words[i]))
            {
                arguments.Add(new Argument(null, words[i]));
                continue;
            }

            string name = words[i][1..];
            int colon = name.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0)
            {
                arguments.Add(new Argument(name[..colon], Literal(name[(colon + 1)..])));
                continue;
            }

            List<string> values = [];
            while (i + 1 < words.Length && !IsName(words[i + 1])) values.Add(words[++i]);
            arguments.Add(new Argument(name, values.Count switch
            {
                0 => SwitchParameter.Present,
                1 => values[0],
                _ => values.ToArray(),
            }));
        }

        return arguments;
    }

    private static bool IsName(string word) =>
        word.Length > 1 && word[0] == '-' && !double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static object Literal(string value) => value.ToUpperInvariant() switch
    {
        "$TRUE" => true,
        "$FALSE" => false,
        _ => value,
    };
}
