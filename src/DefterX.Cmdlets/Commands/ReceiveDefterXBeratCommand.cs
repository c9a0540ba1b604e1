using System;
using System.Linq;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Filing;
using DefterX.Filing.Adoption;
using DefterX.Filing.Delivery;
using DefterX.Filing.Publishing;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Commands;

/// <summary>Asks GİB about sent months and fetches, verifies and keeps the approved berats; or takes in those that were downloaded at
/// GİB's portal.</summary>
[Cmdlet(VerbsCommunications.Receive, "DefterXBerat", SupportsShouldProcess = true, DefaultParameterSetName = ServiceSet)]
[OutputType(typeof(Ledger))]
public sealed class ReceiveDefterXBeratCommand : LedgerRunCmdlet
{
    private const string ServiceSet = "Service";
    private const string PathSet = "Path";

    private readonly LedgerFilter _filter = new();

    /// <summary>Approved berats under GİB's names, packages (zip) in which they are, or folders with them. With it the other parameters
    /// choose among the ledgers that are found.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Asks again until GİB has finished.</summary>
    [Parameter(ParameterSetName = ServiceSet)]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long <c>-Wait</c> waits for each ledger, in seconds.</summary>
    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 600;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Path is null) base.ProcessRecord();
        else if (ArePeriodsSound()) _filter.Add(Firm, GivenPeriods(), GivenBranch(), Book);
    }

    /// <summary>The files are looked at once, however many ledgers came through the pipeline.</summary>
    protected override void EndProcessing()
    {
        if (Path is null) base.EndProcessing();
        else if (!_filter.IsEmpty) TakeIn([.. Path.Select(GetUnresolvedProviderPathFromPSPath)], RequireSession());
    }

    private protected override string Action => Strings.ReceiveBerat;

    private protected override ILedgerWork CreateWork(FilingContext filing, Office.Session session) =>
        new ReceiveWork(filing, Wait ? TimeSpan.FromSeconds(TimeoutSeconds) : TimeSpan.Zero);

    private void TakeIn(string[] paths, Office.Session session) => Run(paths, (context, cancellationToken) =>
    {
        using FilingContext filing = CreateFiling(session, context);
        LedgerOverview overview = new(filing.Office);
        BeratIntake intake = new(filing, overview);
        Func<LedgerId, bool> isMeant = _filter.Resolve(firms => FindFirms(session, firms, context));
        using LedgerSources sources = LedgerSources.Open(paths, cancellationToken);
        foreach (FoundMonth month in new LedgerAdoption(filing, overview).Months(sources, e => context.WriteError(e)))
        {
            if (!isMeant(month.Id)) continue;
            try
            {
                if (!context.ShouldProcess(month.Id.ToString(), Strings.TakeInBerats)) continue;
                context.WriteObject(intake.Take(month, cancellationToken));
            }
            catch (Exception e) when (e is DefterXException || StorageFailure.Is(e))
            {
                context.WriteError(FirmFailure.Of(filing.FolderHere(month.Id), e), month.Id.Firm, month.Id);
            }
        }
    });
}
