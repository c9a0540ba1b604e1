using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using DefterX.Cmdlets.Formatting;

namespace DefterX.Cmdlets.Completion;

/// <summary>Completes the actions of an audit log.</summary>
internal sealed class AuditActionCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Match(wordToComplete, AuditView.Actions.Select(static action => (action, AuditView.Action(action))));
}
