using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Certificates;
using DefterX.Cmdlets.Logging;
using DefterX.Cmdlets.Sessions;
using DefterX.Devices;
using DefterX.Filing.Sharing;
using DefterX.Ledgers;
using DefterX.Office;
using Microsoft.Extensions.Logging;

namespace DefterX.Cmdlets.Abstractions;

/// <summary>Base of all cmdlets: work off the pipeline thread, Ctrl+C, errors with stable ids, progress, log.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DefterXCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CmdletLogger _logger;
    private volatile PipelinePump? _pump;
    private int _pipelineThread;

    private protected DefterXCmdlet() => _logger = new CmdletLogger(OnLog);

    internal ILogger Logger => _logger;

    /// <summary>Cancelled by Ctrl+C and when the pipeline stops.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>Tells the story in an office's log file too, from the next message on.</summary>
    private protected void LogTo(OfficeFolder office)
    {
        if (_logger.File?.Office == office) return;
        _logger.File?.Dispose();
        _logger.File = new OfficeLog(office);
    }

    /// <summary>The office of the runspace's session, else the one that is found without one; null when there is none.</summary>
    /// <remarks>For cmdlets that also work without an office: a broken one is a warning.</remarks>
    private protected OfficeFolder? KnownOffice()
    {
        try
        {
            OfficeFolder? office = RunspaceState.Current.DefaultSession?.Folder
                ?? (LocateOffice(null) is { } path ? OpenOffice(path) : null);
            if (office is not null) LogTo(office);
            return office;
        }
        catch (DefterXException e)
        {
            WriteWarning(e.Message);
            return null;
        }
    }

    /// <summary>Judges devices' certificates by an office's roots; without an office chains are not judged.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: a root cannot be read.</exception>
    private protected DeviceTrust TrustOf(OfficeFolder? office, CmdletContext context) => new(
        office?.ReadTrustedRoots() ?? TrustedRoots.None, new RevocationOptions { Logger = Logger }, context.WriteWarning);

    /// <summary>Whether the user gave a parameter, by name, by position or through the pipeline.</summary>
    private protected bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    // Under -Debug alone PowerShell asks before it goes on after each verbose message, and fails where nobody answers.
    private bool AsksOfVerbose => MyInvocation.BoundParameters.TryGetValue("Debug", out object? value) && LanguagePrimitives.IsTrue(value)
        && !MyInvocation.BoundParameters.ContainsKey("Verbose");

    /// <summary>Whether <c>-WhatIf</c> is on, for what must be known before the question is put: <c>ShouldProcess</c> tells only
    /// afterwards why it said no.</summary>
    private protected bool IsWhatIf() => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? value)
        ? LanguagePrimitives.IsTrue(value)
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <summary>The folder of the office that is meant: the given one, <c>$env:DEFTERX_OFFICE</c>, the current folder or a parent.</summary>
    private protected string? LocateOffice(string? path) => OfficeFolder.Locate(
        string.IsNullOrWhiteSpace(path) ? null : GetUnresolvedProviderPathFromPSPath(path),
        Environment.GetEnvironmentVariable("DEFTERX_OFFICE"),
        SessionState.Path.CurrentFileSystemLocation.ProviderPath);

    /// <summary>Opens the office that <see cref="LocateOffice"/> found.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeNotFound"/>, <see cref="ErrorIds.OfficeInvalid"/>.</exception>
    private protected static OfficeFolder OpenOffice(string? path) => OfficeFolder.Open(
        path ?? throw new DefterXException(ErrorIds.OfficeNotFound, Strings.OfficeNotLocated));

    /// <summary>The office of whose keys is spoken: the given one, else that of a session at a service, else the one that is found.</summary>
    /// <param name="path">The parameter.</param>
    /// <returns>Opens it; for bodies.</returns>
    private protected (string? Name, Func<OfficeFolder> Open) OfficeOf(string? path)
    {
        OfficeFolder? current = RunspaceState.Current.DefaultSession?.Folder;
        // What a service gives names it by its address.
        if (current?.Service is not null && (string.IsNullOrWhiteSpace(path) || path == current.Name)) return (current.Name, () => current);
        string? located = LocateOffice(path);
        return (located, () => OpenOffice(located));
    }

    /// <summary>The files of a ledger on this PC; its failure is an error of the cmdlet, and there are none.</summary>
    private protected IReadOnlyList<string> FilesOf(Ledger ledger)
    {
        IReadOnlyList<string> files = [];
        OfficeFolder? office = RunspaceState.Current.DefaultSession?.Folder;
        if (office is null) return ledger.Files;
        Run(ledger, (_, _) => files = MonthStore.Of(office).FilesOf(ledger));
        return files;
    }

    /// <summary>Runs a body on a worker thread; its failure is a non-terminating error about the target.</summary>
    /// <param name="target">The input object.</param>
    /// <param name="body">May use the context alone to reach the pipeline.</param>
    private protected void Run(object? target, Func<CmdletContext, CancellationToken, Task> body)
    {
        try
        {
            Pump(body);
        }
        catch (Exception e) when (IsFailure(e))
        {
            WriteFailure(e, target);
        }
    }

    /// <inheritdoc cref="Run(object?, Func{CmdletContext, CancellationToken, Task})"/>
    private protected void Run(object? target, Action<CmdletContext, CancellationToken> body) => Run(target, (context, token) =>
    {
        body(context, token);
        return Task.CompletedTask;
    });

    internal void WriteFailure(Exception exception, object? target, LedgerId? ledger = null)
    {
        LogFailure(exception, target, ledger);
        WriteError(ErrorRecords.Create(exception, target));
    }

    internal void ThrowFailure(DefterXException exception)
    {
        LogFailure(exception, null, null);
        ThrowTerminatingError(ErrorRecords.Create(exception, null));
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the cmdlet holds; called even when the pipeline stops early.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _stop.Cancel();
        _logger.File?.Dispose();
    }

    private void Pump(Func<CmdletContext, CancellationToken, Task> body)
    {
        PipelinePump pump = new(_stop);
        ProgressWriter progress = new(record => pump.Post(() => WriteProgress(record)));
        CmdletContext context = new(this, pump, progress);
        _pipelineThread = Environment.CurrentManagedThreadId;
        _pump = pump;
        try
        {
            pump.Run(() => body(context, _stop.Token));
        }
        finally
        {
            CompleteProgress(progress);
        }
    }

    private void CompleteProgress(ProgressWriter progress)
    {
        ProgressRecord? record = progress.Complete();
        if (record is null) return;
        try
        {
            WriteProgress(record);
        }
        catch (PipelineStoppedException) when (_stop.IsCancellationRequested || Stopping)
        {
            // The host takes the bars of a stopped pipeline away; the exception under way is the one to keep.
        }
    }

    // Failures of the body alone: what the pipeline throws (stop, -ErrorAction Stop, Select-Object -First) is passed on as it is.
    private bool IsFailure(Exception e) => e is DefterXException
        || (e is not (PipelineStoppedException or RuntimeException or FlowControlException) && !Stopping && !_stop.IsCancellationRequested);

    private void LogFailure(Exception exception, object? target, LedgerId? ledger)
    {
        DefterXException? failure = ErrorRecords.Explain(exception);
        using IDisposable? scope = _logger.BeginScope(FailureFacts.Of(ledger, failure?.Target, target));
        _logger.LogError("{ErrorId}: {Message}", failure?.ErrorId ?? ErrorRecords.UnexpectedError, failure?.Message ?? exception.ToString());
    }

    private void OnLog(LogLevel level, string text)
    {
        if (_pump is PipelinePump pump && Environment.CurrentManagedThreadId != _pipelineThread) pump.Post(() => WriteLog(level, text));
        else WriteLog(level, text);
    }

    private void WriteLog(LogLevel level, string text)
    {
        switch (level)
        {
            case LogLevel.Information when AsksOfVerbose: WriteDebug(text); break;
            case LogLevel.Information: WriteVerbose(text); break;
            case LogLevel.Warning: WriteWarning(text); break;
            default: WriteDebug(text); break; // errors too: the error record has said it once
        }
    }
}
