using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Devices;
using DefterX.Filing;
using DefterX.Filing.Adoption;
using DefterX.Filing.Creation;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Validates months: the imported books, the ledgers once they were created, or ledger files that are not in the office.
/// A sound month gives no finding.</summary>
[Cmdlet(VerbsDiagnostic.Test, "DefterXLedger", DefaultParameterSetName = LedgerSet)]
[OutputType(typeof(Finding))]
public sealed class TestDefterXLedgerCommand : LedgerCmdlet
{
    private const string LedgerSet = "Ledger";
    private const string PathSet = "Path";

    private readonly LedgerFilter _filter = new();

    /// <summary>Ledgers under GİB's names, packages (zip) in which they are, or folders with them. With it the other parameters choose
    /// among the ledgers that are found.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Only findings with these codes, or wildcards of them, such as <c>Y08*</c>; those of all rules when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FindingCodeCompleter))]
    public string[]? Code { get; set; }

    /// <summary>Only errors, or only advice; both when left out.</summary>
    [Parameter]
    public FindingSeverity? Severity { get; set; }

    /// <summary>The most findings that are shown for each ledger; all are counted.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxFindings { get; set; } = 1000;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Path is null) base.ProcessRecord();
        else if (ArePeriodsSound()) _filter.Add(Firm, GivenPeriods(), GivenBranch(), Book);
    }

    /// <summary>The files are looked at once, however many ledgers came through the pipeline.</summary>
    protected override void EndProcessing()
    {
        if (Path is not null && !_filter.IsEmpty) CheckFiles([.. Path.Select(GetUnresolvedProviderPathFromPSPath)], RequireSession());
    }

    private void CheckFiles(string[] paths, Session session) => Run(paths, (context, cancellationToken) =>
    {
        using FilingContext filing = CreateFiling(session, context);
        Func<LedgerId, bool> isMeant = _filter.Resolve(firms => FindFirms(session, firms, context));
        LedgerAdoption adoption = new(filing, new LedgerOverview(filing.Office));
        using LedgerSources sources = LedgerSources.Open(paths, cancellationToken);
        foreach (FoundMonth month in adoption.Months(sources, e => context.WriteError(e)))
        {
            if (isMeant(month.Id)) Report(month.Id, () => adoption.Check(month, cancellationToken), context);
        }
    });

    private protected override Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        LedgerPreparation preparation = new(filing, new LedgerOverview(filing.Office));
        Report(id, () => preparation.Validate(id, cancellationToken), context);
        return Task.CompletedTask;
    }

    private bool IsWanted(Finding finding) => (Severity is null || finding.Severity == Severity)
        && (Code is null || Code.Any(code => NameWildcard.IsMatch(code, finding.Code)));

    private void Report(LedgerId id, Func<IEnumerable<Finding>> check, CmdletContext context)
    {
        long count = 0;
        try
        {
            foreach (Finding finding in check().Where(IsWanted))
            {
                if (++count <= MaxFindings) context.WriteObject(finding);
            }
        }
        catch (DefterXException e)
        {
            context.WriteError(e, id.Firm);
        }

        if (count > MaxFindings) context.WriteWarning(Text.Format(Strings.MoreFindings, id, MaxFindings, count));
    }
}
