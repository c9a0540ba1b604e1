using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Cmdlets.Sessions;
using DefterX.Filing.Offices;
using DefterX.Office;
using Microsoft.Extensions.Logging;

namespace DefterX.Cmdlets.Commands;

/// <summary>Changes what is given of an office's settings, all of it or nothing.</summary>
[Cmdlet(VerbsCommon.Set, "DefterXOffice", SupportsShouldProcess = true)]
[OutputType(typeof(OfficeInfo))]
public sealed class SetDefterXOfficeCommand : OfficeCmdlet
{
    private static readonly string[] s_fields =
    [
        nameof(Name), nameof(SessionIdleTimeout), nameof(GibEnvironment), nameof(GibUri), nameof(GibTokenType), nameof(GibRetry),
        nameof(TimeStampUri), nameof(TimeStampPolicy), nameof(SourceIdentifier), nameof(SourceTitle), nameof(SourceProgram),
        nameof(SourceVersion), nameof(AddTrustedRoot), nameof(RemoveTrustedRoot), nameof(HolidayPath), nameof(DocumentTypeCode),
    ];

    /// <summary>The office's name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>After how long without use a session expires, such as <c>08:00:00</c>; a minute or more.</summary>
    [Parameter]
    public TimeSpan SessionIdleTimeout { get; set; }

    /// <summary>GİB's environment; it can be changed only until something was sent.</summary>
    [Parameter]
    public GibEnvironment GibEnvironment { get; set; }

    /// <summary>An address of GİB's web service other than the environment's; empty for the environment's.</summary>
    [Parameter]
    [EmptyIsNull]
    [System.Management.Automation.AllowNull]
    public Uri? GibUri { get; set; }

    /// <summary>How certificates are sent to GİB's web service.</summary>
    [Parameter]
    public GibTokenType GibTokenType { get; set; }

    /// <summary>How patient the office is with GİB, of <c>gibRetry</c> what is to change: <c>@{ attempts = 8; pauseSeconds = 60 }</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? GibRetry { get; set; }

    /// <summary>The address of the authority for time stamps; empty for none.</summary>
    [Parameter]
    [EmptyIsNull]
    [System.Management.Automation.AllowNull]
    public Uri? TimeStampUri { get; set; }

    /// <summary>The policy to ask the authority for, an object identifier; empty leaves it to the authority.</summary>
    [Parameter]
    [AllowEmptyString]
    [System.Management.Automation.AllowNull]
    public string? TimeStampPolicy { get; set; }

    /// <summary>VKN or TCKN of the owner of the software that GİB approved (sourceApplication).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string SourceIdentifier { get; set; } = "";

    /// <summary>Registered name of the owner of the software.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string SourceTitle { get; set; } = "";

    /// <summary>Name of the software.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string SourceProgram { get; set; } = "";

    /// <summary>Approved version of the software.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string SourceVersion { get; set; } = "";

    /// <summary>Files with root certificates that the office trusts, and their intermediates (PEM or DER); they are copied.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] AddTrustedRoot { get; set; } = [];

    /// <summary>Names of root files by which the office no longer trusts, with <c>*</c> and <c>?</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TrustedRootCompleter))]
    public string[] RemoveTrustedRoot { get; set; } = [];

    /// <summary>A file with the office's own holidays and due dates (JSON), which is copied; empty for none.</summary>
    [Parameter]
    [AllowEmptyString]
    [System.Management.Automation.AllowNull]
    public string? HolidayPath { get; set; }

    /// <summary>What codes of documents stand for: <c>@{ EA = 'invoice'; DK = 'Dekont' }</c>; the others stay, an empty one goes.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? DocumentTypeCode { get; set; }

    /// <summary>Returns the settings as they are then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        (string? name, Func<OfficeFolder> open) = FindOffice();
        string[] roots = [.. AddTrustedRoot.Select(GetUnresolvedProviderPathFromPSPath)];
        string? holidays = !IsGiven(nameof(HolidayPath)) ? null
            : string.IsNullOrWhiteSpace(HolidayPath) ? ""
            : GetUnresolvedProviderPathFromPSPath(HolidayPath);
        IReadOnlyList<Session> sessions = RunspaceState.Current.Snapshot();
        Run(name, (context, cancellationToken) =>
        {
            OfficeFolder office = open();
            OfficeInfo? changed = Change(office, new OfficeChange(Apply, roots, RemoveTrustedRoot, holidays), context, cancellationToken);
            if (changed is null) return;
            foreach (Session session in sessions.Where(session => session.Office == office.Name)) session.Folder.Take(office.Settings);
            if (PassThru) context.WriteObject(changed);
        });
    }

    private OfficeInfo? Change(OfficeFolder office, OfficeChange change, CmdletContext context, CancellationToken cancellationToken)
    {
        OfficeStore store = OfficeStore.Of(office);
        store.Check(change, cancellationToken);
        string fields = string.Join(", ", s_fields.Where(IsGiven));
        if (fields.Length == 0) return store.Read(cancellationToken);
        if (!context.ShouldProcess(office.Name, Text.Format(Strings.ChangeOffice, fields))) return null;
        OfficeInfo changed = store.Change(change, cancellationToken);
        LogTo(office);
        Logger.LogInformation("Settings of the office changed: {Fields}", fields);
        return changed;
    }

    private OfficeSettings Apply(OfficeSettings settings)
    {
        SourceApplication source = settings.SourceApplication;
        return settings with
        {
            Name = Given(nameof(Name), Name.Trim(), settings.Name),
            SessionIdleTimeout = Given(nameof(SessionIdleTimeout), SessionIdleTimeout, settings.SessionIdleTimeout),
            GibEnvironment = Given(nameof(GibEnvironment), GibEnvironment, settings.GibEnvironment),
            GibUri = Given(nameof(GibUri), GibUri, settings.GibUri),
            GibTokenType = Given(nameof(GibTokenType), GibTokenType, settings.GibTokenType),
            GibRetry = GibRetry is null ? settings.GibRetry : OfficeArguments.Retry(settings.GibRetry, GibRetry),
            TimeStamp = Stamps(settings.TimeStamp),
            SourceApplication = new SourceApplication(
                Given(nameof(SourceIdentifier), SourceIdentifier.Trim(), source.Identifier),
                Given(nameof(SourceTitle), SourceTitle.Trim(), source.Title),
                Given(nameof(SourceProgram), SourceProgram.Trim(), source.Program),
                Given(nameof(SourceVersion), SourceVersion.Trim(), source.Version)),
            DocumentTypeCodes = DocumentTypeCode is null
                ? settings.DocumentTypeCodes
                : OfficeArguments.Codes(settings.DocumentTypeCodes, DocumentTypeCode),
        };
    }

    private TimeStampSettings? Stamps(TimeStampSettings? before)
    {
        if (IsGiven(nameof(TimeStampUri)) && TimeStampUri is null) return null;
        string? policy = string.IsNullOrWhiteSpace(TimeStampPolicy) ? null : TimeStampPolicy!.Trim();
        Uri? uri = TimeStampUri ?? before?.Uri;
        policy = Given(nameof(TimeStampPolicy), policy, before?.Policy);
        return uri is null && policy is null ? null : new TimeStampSettings(uri!, policy);
    }

    private T Given<T>(string parameter, T value, T before) => IsGiven(parameter) ? value : before;
}
