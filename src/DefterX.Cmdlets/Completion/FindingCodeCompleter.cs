using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using DefterX.Ledgers.Rules;

namespace DefterX.Cmdlets.Completion;

/// <summary>Completes the codes of findings, by their digits or by what the rule says.</summary>
internal sealed class FindingCodeCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Match(wordToComplete, RuleCatalogue.Entries.SelectMany(static (entry, rule) =>
            entry.Codes.Select(code => (code, TextOf((Rule)rule)))));

    // The places of values are left open: which they are is known only once a ledger breaks the rule.
    private static string TextOf(Rule rule) => Regex.Replace(RuleCatalogue.Text(rule), @"\{\d[^}]*\}", "…", RegexOptions.CultureInvariant);
}
