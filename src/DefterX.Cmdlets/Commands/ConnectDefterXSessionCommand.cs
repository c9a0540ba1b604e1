using System;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Security;
using System.Threading;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Cmdlets.Sessions;
using DefterX.Devices;
using DefterX.Office;
using Microsoft.Extensions.Logging;
using Key = DefterX.Office.LoginKey;

namespace DefterX.Cmdlets.Commands;

/// <summary>Logs in to an office. The session becomes the runspace's current one.</summary>
[Cmdlet(VerbsCommunications.Connect, "DefterXSession", DefaultParameterSetName = KeySet, SupportsShouldProcess = true)]
[OutputType(typeof(Session))]
public sealed class ConnectDefterXSessionCommand : DefterXCmdlet
{
    private const string KeySet = "LoginKey";
    private const string CredentialSet = "Credential";

    /// <summary>The login key, <c>xxx-aaa-ddd-eee</c>; asked for where someone can answer.</summary>
    [Parameter(ParameterSetName = KeySet, Position = 0)]
    [SecureStringTransformation]
    public SecureString? LoginKey { get; set; }

    /// <summary>The office's customer number.</summary>
    [Parameter(ParameterSetName = KeySet, Mandatory = true, Position = 1)]
    public string CustomerNumber { get; set; } = "";

    /// <summary>Customer number and login key as user name and password, as a secret store keeps them.</summary>
    [Parameter(ParameterSetName = CredentialSet, Mandatory = true)]
    public PSCredential? Credential { get; set; }

    /// <summary>The working period, a month.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [PeriodTransformation]
    [ArgumentCompleter(typeof(PeriodCompleter))]
    [SuppressMessage("Naming", "CA1721", Justification = "The parameter's name is what users type.")]
    public PeriodArgument? Period { get; set; }

    /// <summary>The office folder; else <c>$env:DEFTERX_OFFICE</c>, the current folder or its parents.</summary>
    [Parameter]
    public string? Office { get; set; }

    /// <summary>The connected devices to use; all of them by default.</summary>
    [Parameter]
    public Device[]? Device { get; set; }

    /// <summary>How long logging in may take.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Period!.Failure is { } failure) ThrowFailure(failure);
        string? path = LocateOffice(Office);
        RunspaceState runspace = RunspaceState.Current;
        Run(path, (context, cancellationToken) =>
        {
            OfficeFolder office = OpenOffice(path);
            if (!context.ShouldProcess(office.Path, Strings.LogIn)) return;
            using Key key = ReadKey(context);
            LogTo(office);
            Session session = SessionResources.Open(office, options => Open(office, key, options, context, cancellationToken), Device);
            runspace.Add(session);
            Logger.LogInformation("Session {Id} opened for {Period}: {Office}", session.Id, session.Period, office.Path);
            context.WriteObject(session);
        });
    }

    private Session Open(
        OfficeFolder office, Key key, SessionOptions options, CmdletContext context, CancellationToken cancellationToken) =>
        SessionOpener.Open(
            office,
            key,
            Credential?.UserName ?? CustomerNumber,
            Period!.Value,
            options with { Timeout = TimeSpan.FromSeconds(TimeoutSeconds) },
            context.Progress,
            cancellationToken);

    private Key ReadKey(CmdletContext context) => Key.Parse(
        Credential?.Password
        ?? LoginKey
        ?? context.Invoke(() => Interaction.ReadSecret(Host, Strings.LoginKeyPrompt))
        ?? throw new DefterXException(ErrorIds.InvalidLoginKey, Strings.LoginKeyMissing));
}
