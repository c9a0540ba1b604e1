using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Filing;
using DefterX.Filing.Adoption;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Takes in months whose ledgers LUCA or other approved software created; from there on they are like our own.</summary>
[Cmdlet(VerbsData.Import, "DefterXLedger", SupportsShouldProcess = true)]
[OutputType(typeof(Ledger))]
public sealed class ImportDefterXLedgerCommand : SessionCmdlet
{
    private readonly List<string> _paths = [];

    /// <summary>Ledgers, GİB packages (zip), or the folders in which they are, with the names that GİB gives them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Replaces a month that is created here, and not signed to its end, or was rejected.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _paths.AddRange(Path.Select(GetUnresolvedProviderPathFromPSPath));

    /// <summary>A month may come in several files, so that all paths are taken first.</summary>
    protected override void EndProcessing()
    {
        Session session = RequireSession();
        Run(_paths, (context, cancellationToken) =>
        {
            FilingContext filing = CreateFiling(session, context);
            LedgerAdoption adoption = new(filing, new LedgerOverview(filing.Office));
            using LedgerSources sources = LedgerSources.Open(_paths, cancellationToken);
            foreach (FoundMonth month in adoption.Months(sources, e => context.WriteError(e)))
            {
                try
                {
                    string target = $"{month.Id}: {string.Join(", ", month.Ordered())}";
                    if (!context.ShouldProcess(target, Strings.ImportLedger)) continue;
                    context.Progress.Report(new OperationProgress(Strings.ImportLedger, month.Id.ToString()));
                    context.WriteObject(adoption.Adopt(month, Force, cancellationToken));
                }
                catch (DefterXException e)
                {
                    context.WriteError(e, month.Id.Firm);
                }
            }
        });
    }
}
