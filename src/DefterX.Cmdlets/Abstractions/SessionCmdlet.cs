using System.Collections.Generic;
using System.ComponentModel;
using System.Management.Automation;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Sessions;
using DefterX.Filing;
using DefterX.Gib;
using DefterX.Office;
using DefterX.Signatures.TimeStamps;

namespace DefterX.Cmdlets.Abstractions;

/// <summary>Base of the cmdlets that work in a session.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SessionCmdlet : DefterXCmdlet
{
    /// <summary>The session; else the runspace's current one.</summary>
    [Parameter]
    [ValidateNotNull] // an empty variable must not mean the current session
    public virtual Session? Session { get; set; }

    /// <summary>Whether what is signed is stamped (XAdES-T).</summary>
    private protected virtual bool WantsTimeStamps => false;

    /// <summary>The session to work in, marked as used; what happens from now on goes to its log file.</summary>
    /// <remarks>On the pipeline thread. Ends the cmdlet with <see cref="ErrorIds.SessionRequired"/> or <see cref="ErrorIds.SessionExpired"/>.</remarks>
    private protected Session RequireSession() => Use(Session ?? RunspaceState.Current.DefaultSession);

    /// <inheritdoc cref="RequireSession"/>
    private protected Session Use(Session? session)
    {
        if (session is null) ThrowFailure(new DefterXException(ErrorIds.SessionRequired, Strings.SessionRequired));
        try
        {
            session!.EnsureUsable();
        }
        catch (DefterXException e)
        {
            ThrowFailure(e);
        }

        LogTo(session!.Folder);
        return session;
    }

    /// <summary>The given period, or the session's.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.InvalidPeriod"/>; for bodies, or for <see cref="DefterXCmdlet.ThrowFailure"/>.</exception>
    private protected static Period ResolvePeriod(PeriodArgument? period, Session session) =>
        period?.Failure is { } failure ? throw failure : period?.Value ?? session.Period;

    /// <summary>The firms that are meant; all of them without an argument. A firm that is not there is an error of its own.</summary>
    private protected static IEnumerable<Firm> FindFirms(Session session, IReadOnlyList<FirmArgument>? firms, CmdletContext context)
    {
        if (firms is null) return session.Folder.Firms.List(e => context.WriteError(e));
        return FirmFinder.Find(session.Folder.Firms, firms, e => context.WriteError(e));
    }

    /// <summary>What the steps of filing need, for a session.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: time stamps are wanted, and the office names no
    /// authority.</exception>
    private protected FilingContext CreateFiling(Session session, CmdletContext context)
    {
        OfficeSettings settings = session.Folder.Settings;
        return new FilingContext
        {
            Office = session.Folder,
            Devices = () => SessionResources.Of(session)?.Connections() ?? [],
            GibClients = key => GibService.Connect(GibService.AddressOf(settings), settings, key, context.Logger),
            Logger = context.Logger,
            TimeStamps = WantsTimeStamps ? TimeStampsOf(session.Folder) : null,
        };
    }

    private static TimeStampAuthority TimeStampsOf(OfficeFolder office) => office.Settings.TimeStamp is { } settings
        ? new TimeStampAuthority(
            new TimeStampOptions { Address = settings.Uri, Policy = settings.Policy }, office.ReadTrustedRoots())
        : throw new DefterXException(ErrorIds.OfficeInvalid, Text.Format(Strings.TimeStampNotConfigured, office), office.Path);
}
