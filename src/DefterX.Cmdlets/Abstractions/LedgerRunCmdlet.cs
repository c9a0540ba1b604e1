using System.Collections.Generic;
using System.ComponentModel;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Formatting;
using DefterX.Filing;
using DefterX.Filing.Publishing;
using DefterX.Ledgers;
using DefterX.Office;
using Microsoft.Extensions.Logging;

namespace DefterX.Cmdlets.Abstractions;

/// <summary>Base of the cmdlets that work on all ledgers of the pipeline at the same time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LedgerRunCmdlet : LedgerCmdlet
{
    private readonly List<LedgerId> _ledgers = [];

    /// <summary>What <c>-WhatIf</c> and <c>-Confirm</c> say is done to a ledger.</summary>
    private protected abstract string Action { get; }

    /// <summary>How many ledgers are worked on at the same time.</summary>
    private protected virtual int Throttle => LedgerRun.DefaultThrottle;

    /// <summary>Whether failures are kept in the months' records too.</summary>
    private protected virtual bool KeepsFailures => false;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_ledgers.Count == 0) return;
        Session session = RequireSession();
        Run(null, (context, cancellationToken) =>
        {
            using FilingContext filing = CreateFiling(session, context);
            LedgerRun run = new(filing, _ledgers, CreateWork(filing, session))
            {
                Throttle = Throttle,
                KeepsFailures = KeepsFailures,
            };
            RunSummary summary = run.Run(
                ledger => context.WriteObject(ledger), (id, failure) => context.WriteError(failure, id.Firm, id), context.Progress, cancellationToken);
            context.Logger.LogInformation("{Summary} {Signatures} signatures", RunSummaryView.Of(summary), summary.Signatures);
            if (summary.Count > 1) context.WriteHost(RunSummaryView.Of(summary));
        });
    }

    /// <summary>What is done to each ledger.</summary>
    private protected abstract ILedgerWork CreateWork(FilingContext filing, Session session);

    private protected override Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        if (context.ShouldProcess(id.ToString(), Action)) _ledgers.Add(id);
        return Task.CompletedTask;
    }
}
