using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Filing;
using DefterX.Ledgers.Calendar;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Shows the office's firms, by title, with where they stand in the session's period.</summary>
[Cmdlet(VerbsCommon.Get, "DefterXFirm")]
[OutputType(typeof(Firm))]
public sealed class GetDefterXFirmCommand : SessionCmdlet
{
    /// <summary>VKN, TCKN, title or wildcard; all firms by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [FirmTransformation]
    [Alias("Identifier")]
    [ArgumentCompleter(typeof(FirmCompleter))]
    public FirmArgument[]? Firm { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Session session = RequireSession();
        Run(session.Office, (context, _) =>
        {
            LedgerOverview overview = new(session.Folder);
            foreach (Firm firm in FindFirms(session, Firm, context)) context.WriteObject(WithState(firm, session.Period, overview));
        });
    }

    /// <summary>The firm, with where it stands in a month and when that is due.</summary>
    private static PSObject WithState(Firm firm, Period period, LedgerOverview overview)
    {
        PSObject shown = new(firm);
        shown.Properties.Add(new PSNoteProperty("State", overview.StateOf(firm, period)));
        DueDate due = overview.DueDateOf(firm, period);
        shown.Properties.Add(new PSNoteProperty("DueDate", due.Date));
        shown.Properties.Add(new PSNoteProperty("IsDueDateProvisional", due.IsProvisional));
        return shown;
    }
}
