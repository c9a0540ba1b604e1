using System.Linq;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Sessions;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Shows the sessions of this runspace, the current one last.</summary>
[Cmdlet(VerbsCommon.Get, "DefterXSession")]
[OutputType(typeof(Session))]
public sealed class GetDefterXSessionCommand : DefterXCmdlet
{
    /// <summary>Only these.</summary>
    [Parameter(Position = 0)]
    public int[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() =>
        WriteObject(RunspaceState.Current.Snapshot().Where(session => Id?.Contains(session.Id) != false), enumerateCollection: true);
}
