using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace DefterX.Filing.Publishing;

/// <summary>Tells how a run goes on: what is done, which firms are at which stage, how long it still takes. For any thread.</summary>
internal sealed class RunProgress
{
    private const int MostNames = 2;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(2);
    private readonly object _gate = new();
    private readonly Func<TimeSpan> _elapsed;
    private readonly IReadOnlyList<LedgerTask> _tasks;
    private readonly string _activity;
    private readonly IProgress<OperationProgress>? _target;
    private TimeSpan _last = -s_interval;
    private TimeSpan? _shown;

    /// <param name="elapsed">How long the run takes so far; by a clock that starts now when left out.</param>
    public RunProgress(
        IReadOnlyList<LedgerTask> tasks, string activity, IProgress<OperationProgress>? target, Func<TimeSpan>? elapsed = null)
    {
        Stopwatch clock = Stopwatch.StartNew();
        _elapsed = elapsed ?? (() => clock.Elapsed);
        _tasks = tasks;
        _activity = tasks.Count == 1 ? tasks[0].Id.Firm.Title : Text.Format(activity, tasks.Count);
        _target = target;
    }

    /// <summary>To be called whenever a stage has changed.</summary>
    public void Report()
    {
        if (_target is null) return;
        lock (_gate)
        {
            TimeSpan now = _elapsed();
            if (_tasks.Count > 1 && now - _last < s_interval) return;
            _last = now;
            // Stages change while they are counted, which a picture of the moment can bear.
            double done = _tasks.Sum(task => PartOf(task.Stage)) / _tasks.Count;
            _target.Report(new OperationProgress(_activity, Status(), (int)(100 * done), Remaining(done, now)));
        }
    }

    private string Status()
    {
        if (_tasks.Count == 1) return NameOf(_tasks[0].Stage);
        IEnumerable<string> stages = _tasks
            .Where(task => task.Stage is not (RunStage.Waiting or RunStage.Ended))
            .GroupBy(task => task.Stage)
            .OrderBy(stage => stage.Key)
            .Select(stage => NameOf(stage.Key) + ": " + Names([.. stage]));
        return string.Join("; ", stages.Prepend(Text.Format(Strings.RunDone, _tasks.Count(task => task.Stage == RunStage.Ended), _tasks.Count)));
    }

    private static string Names(LedgerTask[] tasks)
    {
        string names = string.Join(", ", tasks.Take(MostNames).Select(task => task.Id.Firm.Title));
        return tasks.Length > MostNames ? Text.Format(Strings.AndMore, names, tasks.Length - MostNames) : names;
    }

    /// <summary>By what was done so far; it rises only by more than a tenth, so that it does not flicker.</summary>
    private TimeSpan? Remaining(double done, TimeSpan elapsed)
    {
        if (elapsed < s_warmUp || done <= 0) return null;
        TimeSpan rest = TimeSpan.FromTicks((long)(elapsed.Ticks * (1 - done) / done));
        if (_shown is not TimeSpan shown || rest < shown || rest.Ticks > (shown + s_warmUp).Ticks * 1.1) _shown = rest;
        return _shown;
    }

    /// <summary>What part of its way a month has behind it, by how many of its signatures are made.</summary>
    private static double PartOf(RunStage stage) => stage switch
    {
        RunStage.Validating => 0.02,
        RunStage.Creating => 0.1,
        RunStage.Signing => 0.3,
        RunStage.Sending => 0.5,
        RunStage.AtGib => 0.8,
        RunStage.Receiving => 0.85,
        RunStage.Ended => 1,
        _ => 0,
    };

    private static string NameOf(RunStage stage) => stage switch
    {
        RunStage.Validating => Strings.StageValidate,
        RunStage.Creating => Strings.StageCreate,
        RunStage.Signing => Strings.StageSign,
        RunStage.Sending => Strings.StageSend,
        RunStage.AtGib => Strings.StageWait,
        RunStage.Receiving => Strings.StageReceive,
        _ => "",
    };
}
