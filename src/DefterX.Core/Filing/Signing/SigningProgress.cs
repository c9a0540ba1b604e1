using System;
using System.Collections.Generic;
using DefterX.Ledgers;

namespace DefterX.Filing.Signing;

/// <summary>Tells how a batch goes on: the files under way, how much is done, how long it still takes. For any thread.</summary>
internal sealed class SigningProgress
{
    private readonly object _gate = new();
    private readonly IProgress<OperationProgress>? _target;
    private readonly RemainingTime _remaining;
    private readonly List<string> _files = [];
    private readonly string _activity;
    private readonly int _ledgers;
    private int _done;

    /// <param name="months">The months of the batch.</param>
    /// <param name="workers">How many files are worked on at the same time.</param>
    public SigningProgress(IProgress<OperationProgress>? target, IReadOnlyList<SigningMonth> months, int workers)
    {
        _target = target;
        _ledgers = months.Count;
        _activity = _ledgers == 1 ? Text.Format(Strings.Signing, months[0].Id) : Text.Format(Strings.SigningMany, _ledgers);
        _remaining = new RemainingTime(workers);
        foreach (SigningMonth month in months)
        {
            if (month.Queue is DeviceQueue queue) _remaining.Plan(queue, month.Left);
        }
    }

    /// <summary>A worker begins with a file.</summary>
    public void Begin(LedgerFileName file)
    {
        lock (_gate)
        {
            _files.Add(file.ToString());
            Report();
        }
    }

    /// <summary>A device has signed.</summary>
    public void Signed(SigningMonth month, TimeSpan took)
    {
        lock (_gate)
        {
            month.Left = month.Left with { Signatures = month.Left.Signatures - 1 };
            _remaining.Signed(month.Queue!, took);
            Report();
        }
    }

    /// <summary>A worker has done with a file.</summary>
    /// <param name="bytes">The file's size; 0 for one that was not there before.</param>
    /// <param name="took">How long, without what it waited for the device.</param>
    public void End(SigningMonth month, LedgerFileName file, long bytes, TimeSpan took)
    {
        lock (_gate)
        {
            _files.Remove(file.ToString());
            month.Left = month.Left with { Bytes = month.Left.Bytes - bytes };
            if (bytes > 0) _remaining.Read(bytes, took);
            Report();
        }
    }

    /// <summary>A worker has given up a file.</summary>
    public void GiveUp(LedgerFileName file)
    {
        lock (_gate) _files.Remove(file.ToString());
    }

    /// <summary>A month is signed, or goes no further.</summary>
    public void End(SigningMonth month)
    {
        lock (_gate)
        {
            _done++;
            if (month.Queue is DeviceQueue queue) _remaining.Drop(queue, month.Left);
            Report();
        }
    }

    private void Report()
    {
        if (_target is null) return;
        string files = string.Join(", ", _files);
        string status = _ledgers == 1 ? files : Text.Format(Strings.SigningStatus, _done, _ledgers, files);
        _target.Report(new OperationProgress(_activity, status, _remaining.Percent, _remaining.Estimate()));
    }
}
