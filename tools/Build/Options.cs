using System;
using System.Collections.Generic;
using System.Linq;

namespace DefterX.Build;

/// <summary>The words after the task: <c>--name value</c> pairs, switches and plain names.</summary>
internal sealed class Options
{
    // Those that are there or not, without a value.
    private static readonly string[] s_switches = ["service"];

    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);

    internal List<string> Names { get; } = [];

    internal static Options Parse(IEnumerable<string> words)
    {
        Options options = new();
        using IEnumerator<string> word = words.GetEnumerator();
        while (word.MoveNext())
        {
            if (!word.Current.StartsWith("--", StringComparison.Ordinal))
            {
                options.Names.Add(word.Current);
                continue;
            }

            string name = word.Current[2..];
            if (s_switches.Contains(name, StringComparer.Ordinal))
            {
                options._named[name] = "";
                continue;
            }

            if (!word.MoveNext()) throw new BuildException(BuildException.Usage, $"--{name} wants a value.");
            options._named[name] = word.Current;
        }

        return options;
    }

    internal string? Get(string name) => _named.GetValueOrDefault(name);

    internal bool Has(string name) => _named.ContainsKey(name);

    /// <summary>One of the allowed values; null when the option is not given.</summary>
    internal string? Choose(string name, params string[] allowed)
    {
        string? value = Get(name);
        return value is null || allowed.Contains(value, StringComparer.Ordinal)
            ? value
            : throw new BuildException(BuildException.Usage, $"--{name} is one of {string.Join(", ", allowed)}, not '{value}'.");
    }

    /// <summary>Refuses what the task does not know, so that a typing error is not taken for a wish granted.</summary>
    internal void AllowOnly(params string[] names)
    {
        string? unknown = _named.Keys.FirstOrDefault(n => !names.Contains(n, StringComparer.Ordinal));
        if (unknown is not null) throw new BuildException(BuildException.Usage, $"There is no option --{unknown} for this task.");
    }
}
