using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;

namespace DefterX.Cmdlets.Completion;

/// <summary>Makes completion results: those that hold what was typed; quoted where PowerShell needs it.</summary>
internal static class Completions
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1.5);

    /// <summary>The matching candidates.</summary>
    /// <param name="typed">What was typed so far, perhaps with an opening quote.</param>
    /// <param name="candidates">What to insert, and what to show beside it.</param>
    public static IEnumerable<CompletionResult> Match(string? typed, IEnumerable<(string Text, string Tip)> candidates) =>
        Match(typed, candidates.Select(static candidate => (candidate.Text, candidate.Tip, "")));

    /// <summary>The matching candidates.</summary>
    /// <param name="typed">What was typed so far, perhaps with an opening quote.</param>
    /// <param name="candidates">What to insert, what to show beside it, and what may be typed for it as well.</param>
    public static IEnumerable<CompletionResult> Match(string? typed, IEnumerable<(string Text, string Tip, string Also)> candidates)
    {
        string pattern = "*" + (typed ?? "").Trim('\'', '"') + "*";
        return candidates
            .Where(candidate => NameWildcard.IsMatch(pattern, candidate.Text) || NameWildcard.IsMatch(pattern, candidate.Tip)
                || NameWildcard.IsMatch(pattern, candidate.Also))
            .Select(static candidate => new CompletionResult(
                Quote(candidate.Text), candidate.Text, CompletionResultType.ParameterValue, candidate.Tip));
    }

    /// <summary>What an office has to offer: nothing where it cannot say, or not at once; the command itself will say what is wrong.</summary>
    /// <param name="ask">May take any time, and fail; runs on another thread.</param>
    public static IReadOnlyList<T> Ask<T>(Func<CancellationToken, IReadOnlyList<T>> ask)
    {
        using CancellationTokenSource limit = new(s_patience);
        CancellationToken token = limit.Token;
        Task<IReadOnlyList<T>> asked = Task.Run(() => ask(token), CancellationToken.None);
        try
        {
            // What does not listen to the token is left behind.
            return asked.Wait(s_patience + s_patience) ? asked.Result : [];
        }
        catch (AggregateException)
        {
            return [];
        }
    }

    // Quoted too where a digit comes first, which would make a number of it: 0001 would be 1, and 2026-09 would be 2017.
    private static string Quote(string text) => text.Length > 0 && char.IsLetter(text[0]) && text.All(char.IsLetterOrDigit)
        ? text
        : "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";
}
