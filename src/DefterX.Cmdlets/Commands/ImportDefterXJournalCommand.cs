using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Journals;
using DefterX.Office;
using Microsoft.Extensions.Logging;

namespace DefterX.Cmdlets.Commands;

/// <summary>Brings the export of a firm's month (and branch) into the office.</summary>
[Cmdlet(VerbsData.Import, "DefterXJournal", SupportsShouldProcess = true)]
[OutputType(typeof(JournalImport))]
public sealed class ImportDefterXJournalCommand : SessionCmdlet
{
    /// <summary>The exported file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>VKN, TCKN or title of the firm.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [FirmTransformation]
    [Alias("Identifier")]
    [ArgumentCompleter(typeof(FirmCompleter))]
    public FirmArgument? Firm { get; set; }

    /// <summary>The branch's number, for a firm with branches.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Branch { get; set; }

    /// <summary>The month; the session's by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PeriodTransformation]
    [ArgumentCompleter(typeof(PeriodCompleter))]
    public PeriodArgument? Period { get; set; }

    /// <summary>Replaces another import of the month; the old file is kept under another name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Session session = RequireSession();
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        Run(path, (context, cancellationToken) =>
        {
            Firm firm = FirmFinder.Single(session.Folder.Firms, Firm!);
            Period period = ResolvePeriod(Period, session);
            string? branch = string.IsNullOrWhiteSpace(Branch) ? null : Branch!.Trim();
            if (!context.ShouldProcess(path, Text.Format(Strings.ImportJournal, firm, period))) return;
            context.Progress.Report(new OperationProgress(Text.Format(Strings.ImportJournal, firm, period), path));
            JournalImport import = JournalStore.Import(
                session.Folder, firm, period, branch, path, new ImportOptions(Force), cancellationToken);
            Logger.LogInformation(
                "Imported {Entries} entries of {Firm} {Branch} {Period} from {Path}", import.Entries, firm, branch, period, path);
            context.WriteObject(import);
        });
    }
}
