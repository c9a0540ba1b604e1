using System;
using System.Collections.Generic;
using System.Management.Automation;
using DefterX.Ledgers;
using Microsoft.Extensions.Logging;

namespace DefterX.Cmdlets.Abstractions;

/// <summary>What the body of a cmdlet may do to the pipeline, from any thread.</summary>
/// <remarks>Objects, errors and questions wait until the pipeline has taken them; messages and progress do not.</remarks>
internal sealed class CmdletContext(DefterXCmdlet cmdlet, PipelinePump pump, ProgressWriter progress)
{
    // Hosts show information that has this tag, whatever $InformationPreference is (Write-Host).
    private const string HostTag = "PSHOST";

    // The current location may be on a drive of another provider.
    private const string FileSystem = @"Microsoft.PowerShell.Core\FileSystem::";

    /// <summary>Progress bars; may be called as often as one likes.</summary>
    public IProgress<OperationProgress> Progress => progress;

    /// <summary>Writes to the Verbose, Debug and Warning streams, and to the office's log file.</summary>
    public ILogger Logger => cmdlet.Logger;

    public void WriteObject(object? value, bool enumerate = false) => Invoke(() => cmdlet.WriteObject(value, enumerate));

    /// <summary>Writes a file as <c>Get-Item</c> does, with what the shell's tables show of it.</summary>
    /// <param name="path">Its full path.</param>
    public void WriteFile(string path) => Invoke(() => cmdlet.WriteObject(
        cmdlet.InvokeProvider.Item.Get([FileSystem + path], force: true, literalPath: true), enumerateCollection: true));

    /// <summary>Writes a non-terminating error.</summary>
    /// <param name="exception">A <see cref="DefterXException"/> gives its id; any other is <c>UnexpectedError</c>.</param>
    /// <param name="target">What it concerns, where the exception does not say.</param>
    /// <param name="ledger">The ledger that it concerns, for the log.</param>
    public void WriteError(Exception exception, object? target = null, LedgerId? ledger = null) =>
        Invoke(() => cmdlet.WriteFailure(exception, target, ledger));

    /// <summary>Does something for each item; one item's failure is a non-terminating error about it, and the others go on.</summary>
    public void ForEach<T>(IEnumerable<T> items, Action<T> action)
    {
        foreach (T item in items)
        {
            try
            {
                action(item);
            }
            catch (DefterXException e)
            {
                WriteError(e, item);
            }
        }
    }

    /// <summary>Ends the cmdlet, where the whole call makes no sense.</summary>
    public void ThrowTerminating(DefterXException exception) => Invoke(() => cmdlet.ThrowFailure(exception));

    public void WriteWarning(string message) => pump.Post(() => cmdlet.WriteWarning(message));

    /// <summary>Tells whoever sits at the prompt, as Write-Host does; it is no output of the cmdlet.</summary>
    public void WriteHost(string message) => pump.Post(() => cmdlet.WriteInformation(
        new HostInformationMessage { Message = message }, [HostTag]));

    public bool ShouldProcess(string target, string action) => Invoke(() => cmdlet.ShouldProcess(target, action));

    public bool ShouldContinue(string query, string caption) => Invoke(() => cmdlet.ShouldContinue(query, caption));

    /// <summary>Calls a function on the pipeline thread.</summary>
    public T Invoke<T>(Func<T> function) => pump.Send(function);

    /// <summary>Does something on the pipeline thread.</summary>
    public void Invoke(Action action) => pump.Send(() =>
    {
        action();
        return true;
    });
}
