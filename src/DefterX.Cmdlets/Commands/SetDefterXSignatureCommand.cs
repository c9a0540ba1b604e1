using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Formatting;
using DefterX.Filing;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Commands;

/// <summary>Signs a created month with the firm's device, and makes and signs its berats.</summary>
[Cmdlet(VerbsCommon.Set, "DefterXSignature", SupportsShouldProcess = true)]
[OutputType(typeof(Ledger))]
public sealed class SetDefterXSignatureCommand : LedgerCmdlet
{
    /// <summary>Puts a time stamp of the authority in <c>office.json</c> into each signature (XAdES-T).</summary>
    [Parameter]
    public SwitchParameter TimeStamp { get; set; }

    private protected override bool WantsTimeStamps => TimeStamp;

    private protected override Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        LedgerOverview overview = new(filing.Office);
        string figures = Display.Figures(overview.Get(id));
        if (!context.ShouldProcess($"{id}: {figures}", Strings.SignLedger)) return Task.CompletedTask;
        LedgerSigning signing = new(filing, overview);
        context.WriteObject(signing.Sign(id, context.Progress, cancellationToken));
        return Task.CompletedTask;
    }
}
