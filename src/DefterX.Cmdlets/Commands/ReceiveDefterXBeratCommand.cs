using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using DefterX.Filing;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Commands;

/// <summary>Asks GİB about a sent month and fetches, verifies and keeps the approved berats.</summary>
[Cmdlet(VerbsCommunications.Receive, "DefterXBerat", SupportsShouldProcess = true)]
[OutputType(typeof(Ledger))]
public sealed class ReceiveDefterXBeratCommand : LedgerCmdlet
{
    /// <summary>Asks again until GİB has finished.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long <c>-Wait</c> waits for each ledger, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 600;

    private protected override async Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        if (!context.ShouldProcess(id.ToString(), Strings.ReceiveBerat)) return;
        TimeSpan wait = Wait ? TimeSpan.FromSeconds(TimeoutSeconds) : TimeSpan.Zero;
        context.WriteObject(
            await new LedgerPublication(filing).ReceiveAsync(id, wait, context.Progress, cancellationToken).ConfigureAwait(false));
    }
}
