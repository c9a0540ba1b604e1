using System;
using System.Diagnostics;
using System.Management.Automation;
using System.Threading;

namespace DefterX.Cmdlets.Abstractions;

/// <summary>Turns reports into progress records: one for each change of percent, else at most five a second.</summary>
/// <remarks>Windows PowerShell paints every record, which can take longer than the work (PowerShell issue 2138).</remarks>
internal sealed class ProgressWriter(Action<ProgressRecord> write) : IProgress<OperationProgress>
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);
    private static int s_lastActivity;

    private readonly object _gate = new();
    private readonly int _activity = Interlocked.Increment(ref s_lastActivity);
    private readonly Stopwatch _clock = new();
    private OperationProgress? _last;

    public void Report(OperationProgress value)
    {
        lock (_gate)
        {
            bool isNew = _last is null || _last.PercentComplete != value.PercentComplete || _last.Activity != value.Activity;
            if (!isNew && _clock.Elapsed < s_interval) return;
            _last = value;
            _clock.Restart();
        }

        write(new ProgressRecord(_activity, value.Activity, value.Status.Length == 0 ? " " : value.Status)
        {
            PercentComplete = value.PercentComplete ?? -1,
            SecondsRemaining = value.Remaining is TimeSpan remaining ? (int)Math.Min(Math.Ceiling(remaining.TotalSeconds), int.MaxValue) : -1,
        });
    }

    /// <summary>The record that takes the bar away, or null when there is no bar.</summary>
    public ProgressRecord? Complete()
    {
        OperationProgress? last = _last;
        _last = null;
        return last is null
            ? null
            : new ProgressRecord(_activity, last.Activity, " ") { RecordType = ProgressRecordType.Completed };
    }
}
