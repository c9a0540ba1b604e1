using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Filing;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Cmdlets.Abstractions;

/// <summary>Base of the cmdlets that do something to each firm's month; one firm's failure leaves the others alone.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LedgerCmdlet : SessionCmdlet
{
    /// <summary>The firms: objects, VKN or TCKN, titles or wildcards, ledgers; all of the office's when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Identifier")]
    [FirmTransformation]
    [ArgumentCompleter(typeof(FirmCompleter))]
    public FirmArgument[]? Firm { get; set; }

    /// <summary>The months; the session's when left out.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [PeriodTransformation]
    [ArgumentCompleter(typeof(PeriodCompleter))]
    public PeriodArgument[]? Period { get; set; }

    /// <summary>The number of one branch, such as 0001; all branches when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Branch { get; set; }

    /// <summary>Journal or inventory; both when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public LedgerBook? Book { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (WrongPeriod() is DefterXException failure) ThrowFailure(failure);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Session session = RequireSession();
        if (!ArePeriodsSound()) return;

        IReadOnlyList<Period> periods = GivenPeriods() ?? [session.Period];
        string? branch = GivenBranch();
        Run(Firm, async (context, cancellationToken) =>
        {
            using FilingContext filing = CreateFiling(session, context);
            foreach (Firm firm in FindFirms(session, Firm, context))
            {
                foreach (Period period in periods)
                {
                    await ProcessAsync(filing, firm, period, branch, context, cancellationToken).ConfigureAwait(false);
                }
            }
        });
    }

    /// <summary>Whether the given months are some; a wrong one of a record is its error, as a wrong argument is the call's.</summary>
    private protected bool ArePeriodsSound()
    {
        DefterXException? failure = WrongPeriod();
        if (failure is not null) WriteFailure(failure, Firm);
        return failure is null;
    }

    private DefterXException? WrongPeriod() => Period?.FirstOrDefault(static period => period.Failure is not null)?.Failure;

    /// <summary>The given months; null where none was given.</summary>
    private protected IReadOnlyList<Period>? GivenPeriods() =>
        Period is null ? null : [.. Period.Select(static period => period.Value).OrderBy(static period => period)];

    /// <summary>The given branch, or null.</summary>
    private protected string? GivenBranch() => string.IsNullOrEmpty(Branch) ? null : Branch;

    /// <summary>Does the cmdlet's work on one ledger.</summary>
    private protected abstract Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken);

    private async Task ProcessAsync(
        FilingContext filing, Firm firm, Period period, string? branch, CmdletContext context, CancellationToken cancellationToken)
    {
        try
        {
            foreach (LedgerId id in FilingContext.Ledgers(firm, period, branch).SelectMany(id => filing.Books(id, Book)))
            {
                await ProcessOneAsync(filing, id, context, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is DefterXException || StorageFailure.Is(e))
        {
            context.WriteError(e, firm);
        }
    }

    private async Task ProcessOneAsync(FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        try
        {
            await ProcessAsync(filing, id, context, cancellationToken).ConfigureAwait(false);
        }
        catch (DefterXException e)
        {
            context.WriteError(e, id.Firm, id);
        }
        catch (Exception e) when (StorageFailure.Is(e))
        {
            context.WriteError(StorageFailure.Explain(e, filing.FolderHere(id).FolderPath, id.Firm), id.Firm);
        }
    }
}
