using System;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Filing;
using DefterX.Filing.Publishing;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Commands;

/// <summary>Takes each firm's month as far as it may go: validate, create, sign, send, fetch the approved berats.</summary>
/// <remarks>All that comes through the pipeline is one run: ledgers are worked on side by side and come out as they are done.</remarks>
[Cmdlet(VerbsData.Publish, "DefterXLedger", SupportsShouldProcess = true)]
[OutputType(typeof(Ledger))]
public sealed class PublishDefterXLedgerCommand : LedgerRunCmdlet
{
    /// <summary>The last step to be taken.</summary>
    [Parameter]
    public PublishTarget Through { get; set; } = PublishTarget.Approved;

    /// <summary>How many ledgers are worked on at the same time; by default twice as many as there are cores, 8 to 32.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = LedgerRun.DefaultThrottle;

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

    private protected override string Action => Text.Format(Strings.PublishLedger, Through);

    private protected override int Throttle => ThrottleLimit;

    private protected override bool KeepsFailures => true;

    private protected override ILedgerWork CreateWork(FilingContext filing, Office.Session session) => new PublishWork(
        filing, Through, session.Capabilities, Wait ? TimeSpan.FromSeconds(TimeoutSeconds) : TimeSpan.Zero);
}
