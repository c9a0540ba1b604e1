using System;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Office;
using DefterX.OfficeService;

namespace DefterX.Cmdlets.Commands;

/// <summary>Shows who did what in an office that a service keeps, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "DefterXAuditLog")]
[OutputType(typeof(AuditEvent))]
public sealed class GetDefterXAuditLogCommand : SessionCmdlet
{
    /// <summary>Actions, with <c>*</c> and <c>?</c>; all by default.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AuditActionCompleter))]
    public string[] Action { get; set; } = [];

    /// <summary>How many at most, of the newest ones.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; }

    /// <summary>Only what was done at this time or later.</summary>
    [Parameter]
    [DateTransformation]
    public DateTime After { get; set; }

    /// <summary>Only what was done before this time.</summary>
    [Parameter]
    [DateTransformation]
    public DateTime Before { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Session session = RequireSession();
        AuditQuery query = new(IsGiven(nameof(First)) ? First : null, Given(nameof(After), After), Given(nameof(Before), Before), Action);
        Run(session.Office, (context, cancellationToken) =>
        {
            foreach (AuditEvent item in AuditLog.Read(session.Folder, query, cancellationToken)) context.WriteObject(item);
        });
    }

    private DateTime? Given(string parameter, DateTime time) =>
        !IsGiven(parameter) ? null : time.Kind == DateTimeKind.Utc ? time.ToLocalTime() : time;
}
