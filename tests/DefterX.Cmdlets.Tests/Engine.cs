using System;
using System.Collections.ObjectModel;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Reflection;
using DefterX.Cmdlets.Abstractions;

namespace DefterX.Cmdlets.Tests;

/// <summary>A runspace with all cmdlets of DefterX, and those of this test project, in a culture.</summary>
internal sealed class Engine : IDisposable
{
    public Engine(string culture = "", PSHost? host = null, bool formats = false)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture;
        InitialSessionState state = InitialSessionState.CreateDefault2();
        AddCmdlets(state, typeof(DefterXCmdlet).Assembly);
        AddCmdlets(state, typeof(Engine).Assembly);
        if (formats)
        {
            state.Formats.Add(new SessionStateFormatEntry(ModuleFile("DefterX.Format.ps1xml")));
            state.Types.Add(new SessionStateTypeEntry(ModuleFile("DefterX.Types.ps1xml")));
        }

        Runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        Runspace.ThreadOptions = PSThreadOptions.UseNewThread;
        Runspace.Open();
    }

    public Runspace Runspace { get; }

    public static string ModuleFile(string name)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "module", name))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new FileNotFoundException(name), "module", name);
    }

    public PowerShell Create() => PowerShell.Create(Runspace);

    public Result Invoke(string script, params object?[] arguments)
    {
        using PowerShell shell = Create();
        shell.AddScript(script);
        foreach (object? argument in arguments) shell.AddArgument(argument);
        ErrorRecord? terminating = null;
        Collection<PSObject> output = [];
        try
        {
            output = shell.Invoke();
        }
        catch (RuntimeException e)
        {
            terminating = e.ErrorRecord;
        }

        return new Result(output, terminating, [.. shell.Streams.Error], AllText(shell));
    }

    public void Dispose() => Runspace.Dispose();

    private static void AddCmdlets(InitialSessionState state, Assembly assembly)
    {
        foreach (Type type in assembly.GetTypes().Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(Cmdlet))))
        {
            CmdletAttribute name = type.GetCustomAttribute<CmdletAttribute>()!;
            state.Commands.Add(new SessionStateCmdletEntry($"{name.VerbName}-{name.NounName}", type, null));
        }
    }

    private static string AllText(PowerShell shell) => string.Join(
        '\n',
        shell.Streams.Verbose.Select(static record => record.Message)
            .Concat(shell.Streams.Debug.Select(static record => record.Message))
            .Concat(shell.Streams.Warning.Select(static record => record.Message))
            .Concat(shell.Streams.Progress.Select(static record => record.Activity + record.StatusDescription))
            .Concat(shell.Streams.Error.Select(static record => record + "\n" + record.Exception + record.TargetObject)));

    /// <summary>What a script gave.</summary>
    /// <param name="Text">All streams but the output, as text.</param>
    internal sealed record Result(
        Collection<PSObject> Output, ErrorRecord? Terminating, Collection<ErrorRecord> Errors, string Text)
    {
        /// <summary>The id of the only error, without the cmdlet's name.</summary>
        public string ErrorId => Error.FullyQualifiedErrorId.Split(',')[0];

        public ErrorRecord Error => Terminating ?? Errors.Single();

        public T Single<T>() => (T)(Failure() ?? Output.Single()).BaseObject;

        private PSObject? Failure() => Terminating is null && Errors.Count == 0
            ? null
            : throw new InvalidOperationException($"{Error.FullyQualifiedErrorId}: {Error}");
    }
}
