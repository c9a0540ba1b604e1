using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Cmdlets.Sessions;
using DefterX.Devices;
using DefterX.Office;
using Microsoft.Extensions.Logging;

namespace DefterX.Cmdlets.Commands;

/// <summary>Changes the working period or the devices of a session.</summary>
[Cmdlet(VerbsCommon.Set, "DefterXSession", SupportsShouldProcess = true)]
[OutputType(typeof(Session))]
public sealed class SetDefterXSessionCommand : SessionCmdlet
{
    /// <summary>The working period from now on.</summary>
    [Parameter(Position = 0)]
    [PeriodTransformation]
    [ArgumentCompleter(typeof(PeriodCompleter))]
    [SuppressMessage("Naming", "CA1721", Justification = "The parameter's name is what users type.")]
    public PeriodArgument? Period { get; set; }

    /// <summary>The connected devices to use from now on; <c>$null</c> for all of them.</summary>
    [Parameter]
    [System.Management.Automation.AllowNull]
    public Device[]? Device { get; set; }

    /// <summary>Returns the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Session session = RequireSession();
        if (Period?.Failure is { } failure) ThrowFailure(failure);
        if (ShouldProcess(session.ToString(), Strings.ChangeSession))
        {
            if (Period is not null) session.ChangePeriod(Period.Value);
            if (IsGiven(nameof(Device))) SessionResources.Of(session)?.Choose(Device);
            Logger.LogInformation("Session {Id} works in {Period}", session.Id, session.Period);
        }

        if (PassThru) WriteObject(session);
    }
}
