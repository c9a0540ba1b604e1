using System;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Security;
using System.Threading;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Cmdlets.Secrets;
using DefterX.Cmdlets.Sessions;
using DefterX.Devices;
using DefterX.Filing;
using DefterX.Office;
using Microsoft.Extensions.Logging;
using Key = DefterX.Office.LoginKey;

namespace DefterX.Cmdlets.Commands;

/// <summary>Logs in to an office. The session becomes the runspace's current one.</summary>
/// <remarks>What is missing is asked for where someone can answer. Nothing is mandatory to PowerShell, whose own question for it
/// would wait forever in a scheduled task that was not started with <c>-NonInteractive</c>.</remarks>
[Cmdlet(VerbsCommunications.Connect, "DefterXSession", DefaultParameterSetName = KeySet, SupportsShouldProcess = true)]
[OutputType(typeof(Session))]
public sealed class ConnectDefterXSessionCommand : DefterXCmdlet
{
    private const string KeySet = "LoginKey";
    private const string CredentialSet = "Credential";
    private const string SecretSet = "Secret";

    /// <summary>The login key, <c>xxx-aaa-ddd-eee</c>.</summary>
    [Parameter(ParameterSetName = KeySet, Position = 0)]
    [SecureStringTransformation]
    public SecureString? LoginKey { get; set; }

    /// <summary>The office's customer number.</summary>
    [Parameter(ParameterSetName = KeySet, Position = 1)]
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? CustomerNumber { get; set; }

    /// <summary>Customer number and login key as user name and password, as a secret store keeps them.</summary>
    [Parameter(ParameterSetName = CredentialSet, Mandatory = true)]
    public PSCredential? Credential { get; set; }

    /// <summary>The name of the secret that is the login key, or such a credential, in a vault of SecretManagement.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The name of the vault; by default the one that has the secret.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>The working period, a month.</summary>
    [Parameter(Position = 2)]
    [PeriodTransformation]
    [ArgumentCompleter(typeof(PeriodCompleter))]
    [SuppressMessage("Naming", "CA1721", Justification = "The parameter's name is what users type.")]
    public PeriodArgument? Period { get; set; }

    /// <summary>The office folder; else <c>$env:DEFTERX_OFFICE</c>, the current folder or its parents.</summary>
    [Parameter]
    public string? Office { get; set; }

    /// <summary>The address of the service that keeps the office, instead of a folder; https, or this machine.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? ServiceUri { get; set; }

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
        if (Period?.Failure is { } failure) ThrowFailure(failure);
        if (ServiceUri is not null && IsGiven(nameof(Office))) ThrowFailure(new DefterXException(ErrorIds.OfficeNotFound, Strings.OfficeOrService));
        string? path = ServiceUri is null ? LocateOffice(Office) : null;
        RunspaceState runspace = RunspaceState.Current;
        Run(ServiceUri ?? (object?)path, (context, cancellationToken) =>
        {
            OfficeLocation office = ServiceUri is null ? OfficeLocation.Of(OpenOffice(path)) : OfficeLocation.Of(ServiceUri);
            if (!context.ShouldProcess(office.Name, Strings.LogIn)) return;
            (string number, Key key) = ReadLogin(context);
            using (key)
            {
                Period period = ReadPeriod(context);
                if (office.Known is OfficeFolder known) LogTo(known);
                Session session = SessionResources.Open(
                    options => office.LogIn(
                        key, number, period, options with { Timeout = TimeSpan.FromSeconds(TimeoutSeconds) }, context.Progress, cancellationToken),
                    Device);
                runspace.Add(session);
                LogTo(session.Folder);
                Logger.LogInformation(
                    "Session {Id} opened with the key of {Name} for {Period}: {Office}",
                    session.Id, session.LoginKeyName, session.Period, office.Name);
                WarnOfOtherEnvironment(session.Folder, context, cancellationToken);
                context.WriteObject(session);
            }
        });
    }

    private static void WarnOfOtherEnvironment(OfficeFolder office, CmdletContext context, CancellationToken cancellationToken)
    {
        try
        {
            if (OfficeEnvironment.Check(office, cancellationToken) is string warning) context.Logger.LogWarning("{Warning}", warning);
        }
        catch (Exception e) when (e is System.IO.IOException or UnauthorizedAccessException)
        {
            context.Logger.LogDebug("The environment of the records was not checked: {Reason}", e.Message);
        }
    }

    private (string Number, Key Key) ReadLogin(CmdletContext context)
    {
        if (Credential is not null) return (Credential.UserName, Key.Parse(Credential.Password));
        if (SecretName is not null)
        {
            using VaultSecret secret = SecretVault.Read(context, this, SecretName, Vault, ErrorIds.InvalidLoginKey);
            return (CustomerNumber ?? secret.UserName ?? AskNumber(context), Key.Parse(secret.Text));
        }

        if (Vault is not null) throw new DefterXException(ErrorIds.InvalidLoginKey, Strings.VaultWithoutSecret);
        if (LoginKey is not null) return (CustomerNumber ?? AskNumber(context), Key.Parse(LoginKey));
        using SecureString typed = context.Invoke(() => Interaction.ReadSecret(Host, Strings.LoginKeyPrompt))
            ?? throw new DefterXException(ErrorIds.InvalidLoginKey, Strings.LoginKeyMissing);
        return (CustomerNumber ?? AskNumber(context), Key.Parse(typed));
    }

    private string AskNumber(CmdletContext context) =>
        context.Invoke(() => Interaction.ReadText(Host, Strings.CustomerNumberPrompt))
        ?? throw new DefterXException(ErrorIds.LoginRejected, Strings.CustomerNumberMissing);

    private Period ReadPeriod(CmdletContext context)
    {
        PeriodArgument period = Period
            ?? (context.Invoke(() => Interaction.ReadText(Host, Strings.Period)) is { } text ? PeriodArgument.From(text) : null)
            ?? throw new DefterXException(ErrorIds.InvalidPeriod, Strings.PeriodMissing);
        return period.Failure is { } failure ? throw failure : period.Value;
    }
}
