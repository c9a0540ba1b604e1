using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Formatting;
using DefterX.Filing;
using DefterX.Filing.Creation;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Commands;

/// <summary>Creates journal, general ledger and report of a month from the imported books.</summary>
[Cmdlet(VerbsCommon.New, "DefterXLedger", SupportsShouldProcess = true)]
[OutputType(typeof(Ledger))]
public sealed class NewDefterXLedgerCommand : LedgerCmdlet
{
    /// <summary>Makes a month anew that is created, and not signed to its end, or was rejected.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The days on which a new part of the month begins; a month is split by itself where a file would become too large.</summary>
    [Parameter]
    public DateTime[]? SplitDate { get; set; }

    private protected override Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        LedgerPreparation preparation = new(filing, new LedgerOverview(filing.Office));
        LedgerCreateOptions options = new(Force) { SplitDates = SplitDate ?? [] };
        string figures = Display.Figures(preparation.Preview(id, options, validates: context.Invoke(IsWhatIf), cancellationToken));
        if (!context.ShouldProcess($"{id}: {figures}", Strings.CreateLedger)) return Task.CompletedTask;
        context.WriteObject(preparation.Create(id, options, cancellationToken));
        return Task.CompletedTask;
    }
}
