using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using DefterX.Cmdlets.Sessions;
using DefterX.Office;

namespace DefterX.Cmdlets.Completion;

/// <summary>Completes the names of the files by which the session's office trusts.</summary>
internal sealed class TrustedRootCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            OfficeFolder? office = (fakeBoundParameters["Session"] as Session ?? RunspaceState.Current.DefaultSession)?.Folder;
            return office is null
                ? []
                : Completions.Match(wordToComplete, RootFiles.Of(office).Select(file => (Path.GetFileName(file), file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // the command itself will say what is wrong with the office
        }
    }
}
