using System;
using System.Collections.Generic;
using System.Threading;
using DefterX.OfficeService.Contracts;

namespace DefterX.OfficeService;

/// <summary>Where the office's months stand: all of them once, then what has changed since.</summary>
internal sealed class MonthFeed(ServiceApi api, Func<DateTimeOffset> clock)
{
    private static readonly TimeSpan s_freshness = TimeSpan.FromSeconds(1);
    private readonly object _gate = new();
    private readonly Dictionary<MonthAddress, MonthEntry> _months = [];
    private DateTimeOffset? _asked;
    private long _change;

    /// <summary>Where a month stands, at most a second ago; null where nothing is kept of it.</summary>
    /// <exception cref="DefterXException">As of <see cref="ServiceClient"/>.</exception>
    public MonthEntry? Find(MonthAddress month)
    {
        lock (_gate)
        {
            if (_asked is not DateTimeOffset asked || (clock() - asked).Duration() > s_freshness) Refresh();
            return _months.TryGetValue(month, out MonthEntry? entry) ? entry : null;
        }
    }

    /// <summary>Takes what a lease or a commit told.</summary>
    public void Note(MonthEntry entry)
    {
        lock (_gate)
        {
            if (entry.Version > 0 && (!_months.TryGetValue(entry.Month, out MonthEntry? known) || known.Version <= entry.Version))
            {
                _months[entry.Month] = entry;
            }
        }
    }

    private void Refresh()
    {
        MonthList list = api.GetMonthsAsync(_change, CancellationToken.None).GetAwaiter().GetResult();
        if (list.Change < _change) _months.Clear(); // the service was set back: it gives all of them
        foreach (MonthEntry entry in list.Months) _months[entry.Month] = entry;
        _change = list.Change;
        _asked = clock();
    }
}
