using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using Microsoft.PowerShell;

namespace DefterX.ScriptHost;

/// <summary>Runs one script in a runspace of its own and tells its exit code.</summary>
internal sealed class ScriptRunner : IDisposable
{
    private const int Failed = 1;
    private const int Interrupted = 130;
    private readonly CancellationTokenSource _stop = new();
    private readonly Terminal _terminal;
    private readonly ConsoleHost _host;
    private readonly Runspace _runspace;

    internal ScriptRunner()
    {
        _terminal = new Terminal(_stop.Token);
        _host = new ConsoleHost(_terminal);

        // CreateDefault() asks for snap-ins that come only with an installed PowerShell.
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.UseCurrentThread;
        if (OperatingSystem.IsWindows()) state.ExecutionPolicy = ExecutionPolicy.Bypass;
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
    }

    internal int Run(string script, IEnumerable<ScriptArguments.Argument> arguments)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        Command command = new(script, isScript: false, useLocalScope: false);
        foreach (ScriptArguments.Argument argument in arguments)
        {
            command.Parameters.Add(argument.Name, argument.Value);
        }

        shell.Commands.AddCommand(command).AddCommand("Out-Default");
        shell.Streams.Error.DataAdded += (_, e) => _terminal.WriteError(shell.Streams.Error[e.Index]);

        ConsoleCancelEventHandler stop = (_, e) =>
        {
            // A second Ctrl+C ends the process at once.
            e.Cancel = !_stop.IsCancellationRequested;
            _stop.Cancel();
            shell.BeginStop(null, null);
        };
        Console.CancelKeyPress += stop;
        try
        {
            shell.Invoke();
            return _stop.IsCancellationRequested ? Interrupted : ExitCode;
        }
        catch (PipelineStoppedException) when (_stop.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (RuntimeException e)
        {
            _terminal.WriteError(e.ErrorRecord);
            return Failed;
        }
        finally
        {
            Console.CancelKeyPress -= stop;
            _terminal.ClearProgress();
        }
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _stop.Dispose();
    }

    private int ExitCode =>
        _host.ExitCode ?? Convert.ToInt32(_runspace.SessionStateProxy.GetVariable("LASTEXITCODE") ?? 0, CultureInfo.InvariantCulture);
}
