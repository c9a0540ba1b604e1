using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using DefterX.Cmdlets.Sessions;
using DefterX.Office;

namespace DefterX.Cmdlets.Completion;

/// <summary>Completes the name or the id of a login key of the office that is meant, as the cmdlets find it.</summary>
internal sealed class LoginKeyCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string? given = fakeBoundParameters["Office"]?.ToString();
        OfficeFolder? current = RunspaceState.Current.DefaultSession?.Folder;
        bool isAtService = string.IsNullOrWhiteSpace(given) && current?.Service is not null;
        string folder = CurrentFolder();
        bool byId = parameterName == nameof(LoginKeyInfo.Id);
        return Completions.Match(wordToComplete, Completions
            .Ask<LoginKeyInfo>(token => isAtService ? current!.Keys.List(token) : KeysOfFolder(given, folder))
            .Select(key => byId ? (key.Id, key.Name) : (key.Name, TipOf(key))));
    }

    private static IReadOnlyList<LoginKeyInfo> KeysOfFolder(string? given, string currentFolder) =>
        OfficeFolder.Locate(given, Environment.GetEnvironmentVariable("DEFTERX_OFFICE"), currentFolder) is { } path
            ? OfficeFolder.Open(path).Keys.List()
            : [];

    private static string TipOf(LoginKeyInfo key) => key.Email is null ? key.Id : $"{key.Id}, {key.Email}";

    private static string CurrentFolder() => ScriptBlock
        .Create("$ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath")
        .Invoke()[0].ToString();
}
