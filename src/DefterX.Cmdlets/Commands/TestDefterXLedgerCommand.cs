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
    private protected override Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        LedgerPreparation preparation = new(filing, new LedgerOverview(filing.Office));
        foreach (Finding finding in preparation.Validate(id, cancellationToken)) context.WriteObject(finding);
        return Task.CompletedTask;
    }
}
