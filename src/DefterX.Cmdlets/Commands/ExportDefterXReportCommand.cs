using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Ledgers;
using DefterX.Ledgers.Views;
using DefterX.Office;
using DefterX.Reports;

namespace DefterX.Cmdlets.Commands;

/// <summary>Makes the overview of the office, firms by months; or pages to read and print of ledgers, berats and reports.</summary>
[Cmdlet(VerbsData.Export, "DefterXReport", SupportsShouldProcess = true, DefaultParameterSetName = OverviewSet)]
[OutputType(typeof(FileInfo))]
public sealed class ExportDefterXReportCommand : SessionCmdlet
{
    private const string LedgerSet = "Ledger";
    private const string OverviewSet = "Overview";

    private ViewExport? _export;

    /// <inheritdoc/>
    [Parameter(ParameterSetName = OverviewSet)]
    [ValidateNotNull]
    public override Session? Session { get; set; }

    /// <summary>The firms of the overview: objects, VKN or TCKN, titles or wildcards; all of the office's when left out.</summary>
    [Parameter(ParameterSetName = OverviewSet)]
    [FirmTransformation]
    [ArgumentCompleter(typeof(FirmCompleter))]
    public FirmArgument[]? Firm { get; set; }

    /// <summary>The months of the overview; those of the session's year up to its month when left out.</summary>
    [Parameter(ParameterSetName = OverviewSet)]
    [PeriodTransformation]
    [ArgumentCompleter(typeof(PeriodCompleter))]
    public PeriodArgument[]? Period { get; set; }

    /// <summary>How the overview is written; as the name in <see cref="Path"/> says, else as a page, when left out.</summary>
    [Parameter(ParameterSetName = OverviewSet)]
    public ReportFormat? Format { get; set; }

    /// <summary>Ledgers whose files are meant, or paths of XML files; folders and wildcards are allowed.</summary>
    [Parameter(ParameterSetName = LedgerSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [LedgerTransformation]
    [SupportsWildcards]
    public LedgerArgument[] Ledger { get; set; } = [];

    /// <summary>Where the pages go: a folder, in which they have the names of their files, or for one file a name that ends in
    /// <c>.html</c>. The overview's file, or the folder in which it is named by customer number and month. The current folder by
    /// default.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>The most lines on a page; longer ledgers are divided into pages with links between them.</summary>
    [Parameter(ParameterSetName = LedgerSet)]
    [ValidateRange(100, 1_000_000)]
    public int LinesPerPage { get; set; } = ViewExport.DefaultLinesPerPage;

    /// <summary>Replaces pages that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the pages' files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == OverviewSet)
        {
            ExportOverview();
            return;
        }

        _export ??= new ViewExport { Force = Force, LinesPerPage = LinesPerPage };
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        foreach (string file in Ledger.SelectMany(Files))
        {
            Run(file, (context, cancellationToken) => Export(file, TargetOf(file, path), context, cancellationToken));
        }
    }

    private void ExportOverview()
    {
        Session session = RequireSession();
        if (Period?.FirstOrDefault(static period => period.Failure is not null)?.Failure is { } failure) ThrowFailure(failure);
        Period[] periods = Period is { Length: > 0 }
            ? [.. Period.Select(static period => period.Value).OrderBy(static period => period)]
            : [.. Enumerable.Range(1, session.Period.Month).Select(month => new Period(session.Period.Year, month))];
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        bool isFolder = Directory.Exists(path)
            || Path.EndsWith("/", StringComparison.Ordinal)
            || Path.EndsWith("\\", StringComparison.Ordinal);
        ReportFormat format = Format ?? (isFolder ? ReportFormat.Html : ReportFile.FormatOf(path));
        if (isFolder) path = System.IO.Path.Combine(path, ReportFile.NameOf(session.CustomerNumber, periods[periods.Length - 1], format));

        Run(path, (context, cancellationToken) =>
        {
            if (!context.ShouldProcess(path, Strings.ExportOverview)) return;
            ReportFile.Check(path, Force);
            IReadOnlyList<Firm> firms = [.. FindFirms(session, Firm, context)];
            ReportReader reader = new(CreateFiling(session, context));
            OfficeReport report = reader.Read(firms, periods, context.Progress, cancellationToken);
            ReportFile.Write(report, path, format, cancellationToken);
            if (PassThru) context.WriteFile(path);
        });
    }

    private IEnumerable<string> Files(LedgerArgument argument)
    {
        if (argument.Ledger is not Ledger ledger) return XmlFiles.Resolve(this, argument.Path, argument.IsLiteral);
        IReadOnlyList<string> files = FilesOf(ledger);
        if (files.Count == 0)
        {
            string text = Text.Format(Strings.NothingToExport, argument);
            WriteFailure(new DefterXException(ErrorIds.LedgerNotCreated, text, ledger.Firm), ledger);
        }

        return files;
    }

    private void Export(string file, string target, CmdletContext context, CancellationToken cancellationToken)
    {
        string action = Text.Format(Strings.ExportPage, System.IO.Path.GetFileName(file));
        if (!context.ShouldProcess(target, action)) return;
        void Report(int percent) => context.Progress.Report(new OperationProgress(action, target, percent));
        foreach (string page in _export!.Export(file, target, Report, cancellationToken))
        {
            if (PassThru) context.WriteFile(page);
        }
    }

    private static string TargetOf(string file, string path) => IsPage(path)
        ? path
        : System.IO.Path.Combine(path, System.IO.Path.GetFileNameWithoutExtension(file) + ".html");

    private static bool IsPage(string path) => !Directory.Exists(path)
        && System.IO.Path.GetExtension(path) is string extension
        && (extension.Equals(".html", StringComparison.OrdinalIgnoreCase) || extension.Equals(".htm", StringComparison.OrdinalIgnoreCase));
}
