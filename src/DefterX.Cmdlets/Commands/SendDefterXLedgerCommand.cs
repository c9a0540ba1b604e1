using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using DefterX.Filing;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Commands;

/// <summary>Sends a signed month's packages to GİB. What GİB has already is not sent again.</summary>
[Cmdlet(VerbsCommunications.Send, "DefterXLedger", SupportsShouldProcess = true)]
[OutputType(typeof(Ledger))]
public sealed class SendDefterXLedgerCommand : LedgerCmdlet
{
    private protected override async Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        if (!context.ShouldProcess(id.ToString(), Strings.SendLedger)) return;
        LedgerDelivery delivery = new(filing, new LedgerOverview(filing.Office));
        context.WriteObject(await delivery.SendAsync(id, context.Progress, cancellationToken).ConfigureAwait(false));
    }
}
