using System;
using System.Threading;
using DefterX.Ledgers;

namespace DefterX.Filing.Publishing;

/// <summary>What a run does with each month.</summary>
internal interface ILedgerWork
{
    /// <summary>What the progress calls it, with a place for the number of months.</summary>
    string Activity { get; }

    /// <summary>Does what can be done now.</summary>
    /// <param name="task">The month; its stage is to be set.</param>
    /// <param name="onStage">To be called when the stage has changed.</param>
    /// <exception cref="DefterXException">The failure that ends the month's part in the run; <see cref="ErrorIds.LedgerLocked"/>
    /// where another has it at the moment.</exception>
    WorkResult Do(LedgerTask task, Action onStage, CancellationToken cancellationToken);
}

/// <summary>What comes after a stretch of work.</summary>
/// <param name="Ledger">The month as it stands, where nothing is left to be done.</param>
/// <param name="Pause">How long it rests before it goes on; null: until nothing else is to be begun.</param>
internal readonly record struct WorkResult(Ledger? Ledger, TimeSpan? Pause)
{
    public static WorkResult Done(Ledger ledger) => new(ledger, null);

    public static WorkResult Later(TimeSpan pause) => new(null, pause);

    public static WorkResult AtTheEnd() => new(null, null);
}
