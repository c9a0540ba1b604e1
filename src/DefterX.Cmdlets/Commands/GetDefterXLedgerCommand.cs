using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using DefterX.Filing;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Commands;

/// <summary>Shows where each firm's month stands, from what is on disk.</summary>
[Cmdlet(VerbsCommon.Get, "DefterXLedger")]
[OutputType(typeof(Ledger))]
public sealed class GetDefterXLedgerCommand : LedgerCmdlet
{
    /// <summary>Only ledgers in one of these states.</summary>
    [Parameter]
    public LedgerState[]? State { get; set; }

    private protected override Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        Ledger ledger = new LedgerOverview(filing.Office).Get(id);
        if (State is null || State.Contains(ledger.State)) context.WriteObject(ledger);
        return Task.CompletedTask;
    }
}
