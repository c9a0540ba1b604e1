using System;
using System.Collections.Generic;
using System.Diagnostics;
using DefterX.Ledgers;

namespace DefterX.Filing.Publishing;

/// <summary>What became of a run. For any thread.</summary>
internal sealed class RunSummary
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly SortedDictionary<LedgerState, int> _states = [];
    private readonly SortedDictionary<string, int> _failures = new(StringComparer.Ordinal);

    /// <summary>How many months went as far as they may, by their states.</summary>
    public IReadOnlyDictionary<LedgerState, int> States => _states;

    /// <summary>How many months failed, by the id of the error.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    /// <summary>How many months there were.</summary>
    public int Count { get; private set; }

    /// <summary>How often devices signed, messages to GİB included.</summary>
    public int Signatures { get; private set; }

    public TimeSpan Elapsed => _clock.Elapsed;

    public void Add(Ledger ledger)
    {
        lock (_clock)
        {
            Count++;
            _states.TryGetValue(ledger.State, out int count);
            _states[ledger.State] = count + 1;
        }
    }

    public void Add(Exception failure)
    {
        lock (_clock)
        {
            Count++;
            string id = failure is DefterXException known ? known.ErrorId : failure.GetType().Name;
            _failures.TryGetValue(id, out int count);
            _failures[id] = count + 1;
        }
    }

    public void End(int signatures)
    {
        Signatures = signatures;
        _clock.Stop();
    }
}
