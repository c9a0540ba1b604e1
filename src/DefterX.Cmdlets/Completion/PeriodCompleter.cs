using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using DefterX.Cmdlets.Formatting;

namespace DefterX.Cmdlets.Completion;

/// <summary>Completes months by digits or by their Turkish or English names: the past year's, the latest first.</summary>
internal sealed class PeriodCompleter : IArgumentCompleter
{
    private static readonly CultureInfo[] s_languages = [CultureInfo.GetCultureInfo("tr"), CultureInfo.InvariantCulture];

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        Period present = Period.Of(DateTime.Today);
        return Completions.Match(wordToComplete, Enumerable.Range(0, 13).Select(months => present.AddMonths(-months)).Select(
            static period => (period.ToString(), Display.Month(period), AllNames(period))));
    }

    private static string AllNames(Period period) =>
        string.Join(", ", s_languages.Select(language => period.ToString("MMMM yyyy", language)));
}
