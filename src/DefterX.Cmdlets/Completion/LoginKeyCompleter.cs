using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using DefterX.Office;

namespace DefterX.Cmdlets.Completion;

/// <summary>Completes the name or the id of a login key of the office that is meant.</summary>
internal sealed class LoginKeyCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            string? path = OfficeFolder.Locate(
                fakeBoundParameters["Office"]?.ToString(), Environment.GetEnvironmentVariable("DEFTERX_OFFICE"), CurrentFolder());
            if (path is null) return [];
            bool byId = parameterName == nameof(LoginKeyInfo.Id);
            return Completions.Match(
                wordToComplete, OfficeFolder.Open(path).Keys.List().Select(key => byId ? (key.Id, key.Name) : (key.Name, key.Id)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DefterXException)
        {
            return []; // the command itself will say what is wrong with the office
        }
    }

    private static string CurrentFolder() => ScriptBlock
        .Create("$ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath")
        .Invoke()[0].ToString();
}
