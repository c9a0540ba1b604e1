using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Ledgers;
using DefterX.Service.Storage;

namespace DefterX.Service.Monitoring;

/// <summary>Counts the months of all offices by state, at most every half minute however often it is asked.</summary>
internal sealed class MonthCounts(Database database, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _gate = new(1);
    private Dictionary<string, long>? _counts;
    private long _countedAt;

    /// <summary>Months by state; a state that none is in counts 0, so that its line does not stay at an earlier number.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_counts is not null && clock.GetElapsedTime(_countedAt) < s_pause) return _counts;
            Dictionary<string, long> counts = new(StringComparer.Ordinal);
            foreach (string state in Enum.GetNames<LedgerState>()) counts[state] = 0;
            IReadOnlyList<Row> rows = await database.ReadAsync(
                statements => statements.ListAsync<Row>("select state, count(*) as months from months group by state"),
                cancellationToken).ConfigureAwait(false);
            foreach (Row row in rows) counts[row.State] = row.Months;
            _countedAt = clock.GetTimestamp();
            return _counts = counts;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    internal sealed class Row
    {
        public string State { get; set; } = "";

        public long Months { get; set; }
    }
}
