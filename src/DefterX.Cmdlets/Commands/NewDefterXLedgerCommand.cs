using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using DefterX.Filing;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Commands;

/// <summary>Creates journal, general ledger and report of a month from the imported books.</summary>
[Cmdlet(VerbsCommon.New, "DefterXLedger", SupportsShouldProcess = true)]
[OutputType(typeof(Ledger))]
public sealed class NewDefterXLedgerCommand : LedgerCmdlet
{
    /// <summary>Makes a month anew that was created or rejected.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        if (!context.ShouldProcess(id.ToString(), Strings.CreateLedger)) return Task.CompletedTask;
        LedgerPreparation preparation = new(filing, new LedgerOverview(filing.Office));
        context.WriteObject(preparation.Create(id, Force, cancellationToken));
        return Task.CompletedTask;
    }
}
