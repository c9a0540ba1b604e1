using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using DefterX.Filing;
using DefterX.Ledgers;
using SessionCapabilities = DefterX.Office.SessionCapabilities;

namespace DefterX.Cmdlets.Commands;

/// <summary>Takes each firm's month as far as it may go: validate, create, sign, send, fetch the approved berats.</summary>
[Cmdlet(VerbsData.Publish, "DefterXLedger", SupportsShouldProcess = true)]
[OutputType(typeof(Ledger))]
public sealed class PublishDefterXLedgerCommand : LedgerCmdlet
{
    private SessionCapabilities _capabilities;

    /// <summary>The last step to be taken.</summary>
    [Parameter]
    public PublishTarget Through { get; set; } = PublishTarget.Approved;

    /// <summary>Waits until GİB has finished.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long <c>-Wait</c> waits for each ledger, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 600;

    /// <summary>Puts a time stamp of the authority in <c>office.json</c> into each signature (XAdES-T).</summary>
    [Parameter]
    public SwitchParameter TimeStamp { get; set; }

    private protected override bool WantsTimeStamps => TimeStamp;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _capabilities = RequireSession().Capabilities;
        base.ProcessRecord();
    }

    private protected override async Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        if (!context.ShouldProcess(id.ToString(), Text.Format(Strings.PublishLedger, Through))) return;
        TimeSpan wait = Wait ? TimeSpan.FromSeconds(TimeoutSeconds) : TimeSpan.Zero;
        context.WriteObject(await new LedgerPublication(filing)
            .PublishAsync(id, Through, _capabilities, wait, context.Progress, cancellationToken)
            .ConfigureAwait(false));
    }
}
