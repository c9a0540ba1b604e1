using System.Linq;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Sessions;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Ends sessions: the given ones, or the current one. Devices stay connected.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "DefterXSession", DefaultParameterSetName = SessionSet, SupportsShouldProcess = true)]
[OutputType(typeof(Session))]
public sealed class DisconnectDefterXSessionCommand : DefterXCmdlet
{
    private const string SessionSet = "Session";
    private const string IdSet = "Id";

    /// <summary>The sessions; the current one by default.</summary>
    [Parameter(ParameterSetName = SessionSet, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull] // an empty variable must not mean the current session
    public Session[]? Session { get; set; }

    /// <summary>The sessions' numbers.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true)]
    public int[]? Id { get; set; }

    /// <summary>Returns the ended sessions.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RunspaceState runspace = RunspaceState.Current;
        foreach (Session session in Chosen(runspace))
        {
            if (!ShouldProcess(session.ToString(), Strings.LogOut)) continue;
            runspace.Close(session);
            if (PassThru) WriteObject(session);
        }
    }

    private Session[] Chosen(RunspaceState runspace)
    {
        if (Session is not null) return Session;
        if (Id is not null) return [.. runspace.Snapshot().Where(session => Id.Contains(session.Id))];
        if (runspace.DefaultSession is null) ThrowFailure(new DefterXException(ErrorIds.SessionRequired, Strings.SessionRequired));
        return [runspace.DefaultSession!];
    }
}
