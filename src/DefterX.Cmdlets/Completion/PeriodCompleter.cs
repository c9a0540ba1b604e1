using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace DefterX.Cmdlets.Completion;

/// <summary>Completes months: the past year's, the latest first.</summary>
internal sealed class PeriodCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        Period present = Period.Of(DateTime.Today);
        return Completions.Match(wordToComplete, Enumerable.Range(0, 13).Select(months => present.AddMonths(-months)).Select(
            static period => (period.ToString(), period.ToString("MMMM yyyy", CultureInfo.CurrentCulture))));
    }
}
