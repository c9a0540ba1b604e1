using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using DefterX.Cmdlets.Sessions;
using DefterX.Office;

namespace DefterX.Cmdlets.Completion;

/// <summary>Completes a firm's identifier by its title or digits.</summary>
internal sealed class FirmCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        object? given = fakeBoundParameters[nameof(Session)];
        Session? session = (given is PSObject wrapped ? wrapped.BaseObject : given) as Session ?? RunspaceState.Current.DefaultSession;
        if (session is null) return [];
        return Completions.Match(wordToComplete, Completions
            .Ask<Firm>(_ => [.. session.Folder.Firms.List(static _ => { })])
            .Select(static firm => (firm.Identifier, firm.Title)));
    }
}
