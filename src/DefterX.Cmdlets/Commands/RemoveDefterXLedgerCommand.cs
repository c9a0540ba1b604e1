using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using DefterX.Filing;
using DefterX.Filing.Creation;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Commands;

/// <summary>Takes a month back. One that was sent must have been deleted at GİB first, and its files are kept aside.</summary>
[Cmdlet(VerbsCommon.Remove, "DefterXLedger", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Ledger))]
public sealed class RemoveDefterXLedgerCommand : LedgerCmdlet
{
    /// <summary>Why, for the record.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <summary>Says that the month was deleted at GİB, without being asked.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the ledger as it stands afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        LedgerPreparation preparation = new(filing, new LedgerOverview(filing.Office));
        if (!context.ShouldProcess(id.ToString(), Strings.RemoveLedger)) return Task.CompletedTask;
        bool isAsked = preparation.WasSent(id) && !Force;
        if (isAsked && !context.ShouldContinue(Text.Format(Strings.DeletedAtGib, id), Strings.RemoveLedger)) return Task.CompletedTask;
        Ledger ledger = preparation.Remove(id, Reason);
        if (PassThru) context.WriteObject(ledger);
        return Task.CompletedTask;
    }
}
