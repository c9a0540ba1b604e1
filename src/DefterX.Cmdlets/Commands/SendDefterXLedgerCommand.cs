using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Filing;
using DefterX.Filing.Publishing;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Commands;

/// <summary>Sends signed months' packages to GİB. What GİB has already is not sent again.</summary>
[Cmdlet(VerbsCommunications.Send, "DefterXLedger", SupportsShouldProcess = true)]
[OutputType(typeof(Ledger))]
public sealed class SendDefterXLedgerCommand : LedgerRunCmdlet
{
    private protected override string Action => Strings.SendLedger;

    private protected override ILedgerWork CreateWork(FilingContext filing, Office.Session session) => new SendWork(filing);
}
