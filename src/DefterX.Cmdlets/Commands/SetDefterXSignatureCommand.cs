using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Formatting;
using DefterX.Filing;
using DefterX.Filing.Signing;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Commands;

/// <summary>Signs created months with the firms' devices, and makes and signs their berats.</summary>
/// <remarks>All that comes through the pipeline is one batch, so that files are read while the device signs others.</remarks>
[Cmdlet(VerbsCommon.Set, "DefterXSignature", SupportsShouldProcess = true)]
[OutputType(typeof(Ledger))]
public sealed class SetDefterXSignatureCommand : LedgerCmdlet
{
    private readonly List<LedgerId> _ledgers = [];

    /// <summary>Puts a time stamp of the authority in <c>office.json</c> into each signature (XAdES-T).</summary>
    [Parameter]
    public SwitchParameter TimeStamp { get; set; }

    private protected override bool WantsTimeStamps => TimeStamp;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_ledgers.Count == 0) return;
        Office.Session session = RequireSession();
        Run(null, (context, cancellationToken) =>
        {
            using FilingContext filing = CreateFiling(session, context);
            SigningBatch batch = new(filing, new LedgerOverview(filing.Office));
            context.ForEach(_ledgers, batch.Add);
            batch.Run(
                ledger => context.WriteObject(ledger), (id, failure) => context.WriteError(failure, id.Firm), context.Progress, cancellationToken);
        });
    }

    private protected override Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        string figures = Display.Figures(new LedgerOverview(filing.Office).Get(id));
        if (context.ShouldProcess($"{id}: {figures}", Strings.SignLedger)) _ledgers.Add(id);
        return Task.CompletedTask;
    }
}
