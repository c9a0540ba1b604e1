using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using DefterX.Filing;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Commands;

/// <summary>Validates the imported books; a sound month gives no finding.</summary>
[Cmdlet(VerbsDiagnostic.Test, "DefterXLedger")]
[OutputType(typeof(Finding))]
public sealed class TestDefterXLedgerCommand : LedgerCmdlet
{
    /// <summary>The most findings that are shown for each ledger; all are counted.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxFindings { get; set; } = 1000;

    private protected override Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        LedgerPreparation preparation = new(filing, new LedgerOverview(filing.Office));
        long count = 0;
        foreach (Finding finding in preparation.Validate(id, cancellationToken))
        {
            if (++count <= MaxFindings) context.WriteObject(finding);
        }

        if (count > MaxFindings) context.WriteWarning(Text.Format(Strings.MoreFindings, id, MaxFindings, count));
        return Task.CompletedTask;
    }
}
