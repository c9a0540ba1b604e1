using System;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Filing;
using DefterX.Filing.Publishing;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Commands;

/// <summary>Asks GİB about sent months and fetches, verifies and keeps the approved berats.</summary>
[Cmdlet(VerbsCommunications.Receive, "DefterXBerat", SupportsShouldProcess = true)]
[OutputType(typeof(Ledger))]
public sealed class ReceiveDefterXBeratCommand : LedgerRunCmdlet
{
    /// <summary>Asks again until GİB has finished.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long <c>-Wait</c> waits for each ledger, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 600;

    private protected override string Action => Strings.ReceiveBerat;

    private protected override ILedgerWork CreateWork(FilingContext filing, Office.Session session) =>
        new ReceiveWork(filing, Wait ? TimeSpan.FromSeconds(TimeoutSeconds) : TimeSpan.Zero);
}
