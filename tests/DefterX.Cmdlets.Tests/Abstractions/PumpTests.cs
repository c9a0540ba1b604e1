using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using Xunit;

namespace DefterX.Cmdlets.Tests.Abstractions;

[Collection(RunsAlone.Name)]
public sealed class PumpTests : IDisposable
{
    private readonly Engine _engine = new();

    [Fact]
    public void Run_WhenBodyWritesFromWorker_OutputArrivesInOrder()
    {
        Engine.Result result = Probe("param($Body) Invoke-Probe $Body", async (context, token) =>
        {
            for (int i = 0; i < 100; i++)
            {
                await Task.Yield();
                context.WriteObject(i);
            }
        });
        Assert.Equal(Enumerable.Range(0, 100), result.Output.Select(static item => (int)item.BaseObject));
    }

    [Fact]
    public async Task Stop_WhenBodyAwaits_EndsWithinASecondAndFinallyRuns()
    {
        TaskCompletionSource started = new();
        TaskCompletionSource closed = new();
        TimeSpan time = await StopAsync(started, async (context, token) =>
        {
            try
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                closed.SetResult();
            }
        });
        Assert.True(closed.Task.IsCompleted);
        Assert.True(time < TimeSpan.FromSeconds(1), time.ToString());
    }

    [Fact]
    public async Task Stop_WhenBodyCannotBeCancelled_LeavesItBehindAndItsNextCallThrows()
    {
        TaskCompletionSource started = new();
        TaskCompletionSource<Exception?> ended = new();
        using ManualResetEventSlim native = new();
        TimeSpan time = await StopAsync(started, (context, token) =>
        {
            started.SetResult();
            native.Wait(CancellationToken.None);
            ended.SetResult(Record.Exception(() => context.WriteObject(1)));
            return Task.CompletedTask;
        });
        Assert.False(ended.Task.IsCompleted);
        Assert.True(PipelinePump.Grace < TimeSpan.FromSeconds(1));
        Assert.True(time < TimeSpan.FromSeconds(1.5), time.ToString());
        native.Set();
        Assert.IsAssignableFrom<OperationCanceledException>(await ended.Task);
    }

    [Fact]
    public void WriteError_WhenErrorActionIsStop_BodySeesTheExceptionAndItsFinallyRuns()
    {
        List<string> log = [];
        Engine.Result result = Probe("param($Body) Invoke-Probe $Body -ErrorAction Stop", async (context, token) =>
        {
            log.Add("open");
            try
            {
                await Task.Yield();
                context.WriteError(new DefterXException(ErrorIds.FirmNotFound, "none", "1"));
                log.Add("went on");
            }
            finally
            {
                log.Add("close");
            }
        });
        Assert.Equal(["open", "close"], log);
        Assert.Equal(ErrorIds.FirmNotFound, result.ErrorId);
        Assert.NotNull(result.Terminating);
    }

    [Fact]
    public void WriteWarning_WhenWarningActionIsStop_BodyIsCancelled()
    {
        bool closed = false;
        Engine.Result result = Probe("param($Body) Invoke-Probe $Body -WarningAction Stop", async (context, token) =>
        {
            try
            {
                context.WriteWarning("stop here");
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                closed = true;
            }
        });
        Assert.True(closed);
        Assert.Equal("ActionPreferenceStop", result.ErrorId);
    }

    [Fact]
    public void Run_WhenBodyFails_NextInputObjectGoesOn()
    {
        int calls = 0;
        Engine.Result result = Probe("param($Body) 1, 2, 3 | Invoke-Probe $Body", (context, token) =>
        {
            if (++calls == 2) throw new DefterXException(ErrorIds.LedgerInvalid, "bad");
            context.WriteObject(calls);
            return Task.CompletedTask;
        });
        Assert.Equal([1, 3], result.Output.Select(static item => (int)item.BaseObject));
        Assert.Equal(ErrorIds.LedgerInvalid, result.ErrorId);
        Assert.Equal(2, ((PSObject)result.Error.TargetObject).BaseObject);
        Assert.Equal(ErrorCategory.InvalidData, result.Error.CategoryInfo.Category);
    }

    [Fact]
    public void Run_WhenBodyFailsUnexpectedly_IdIsUnexpectedError()
    {
        Engine.Result result = Probe("param($Body) Invoke-Probe $Body", static (_, _) => throw new FormatException("odd"));
        Assert.Equal(ErrorRecords.UnexpectedError, result.ErrorId);
        Assert.IsType<FormatException>(result.Error.Exception);
        Assert.Contains("odd", result.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ThrowTerminating_FromBody_EndsTheCmdletWithTheId()
    {
        int calls = 0;
        Engine.Result result = Probe("param($Body) 1, 2 | Invoke-Probe $Body", (context, token) =>
        {
            calls++;
            context.ThrowTerminating(new DefterXException(ErrorIds.SessionRequired, "none"));
            return Task.CompletedTask;
        });
        Assert.Equal(1, calls);
        Assert.Equal(ErrorIds.SessionRequired, result.ErrorId);
    }

    [Fact]
    public void ShouldProcess_FromWorker_FollowsWhatIf()
    {
        bool asked = true;
        Probe("param($Body) Invoke-Probe $Body -WhatIf", async (context, token) =>
        {
            await Task.Yield();
            asked = context.ShouldProcess("target", "action");
        });
        Assert.False(asked);
    }

    [Fact]
    public void Progress_WhenReportedOften_IsThrottledAndCompleted()
    {
        using PowerShell shell = _engine.Create();
        shell.AddCommand("Invoke-Probe").AddParameter("Body", new InvokeProbeCommand.Probe((context, token) =>
        {
            for (int i = 0; i < 10_000; i++) context.Progress.Report(new OperationProgress("Reading", "line", i / 100));
            return Task.CompletedTask;
        }));
        shell.Invoke();
        Assert.InRange(shell.Streams.Progress.Count, 100, 110);
        Assert.Equal(ProgressRecordType.Completed, shell.Streams.Progress.Last().RecordType);
    }

    [Fact]
    public void CategoryOf_EveryErrorId_HasACategory() => Assert.DoesNotContain(
        typeof(ErrorIds).GetFields().Select(static field => (string)field.GetRawConstantValue()!),
        static id => ErrorRecords.CategoryOf(id) == ErrorCategory.NotSpecified);

    public void Dispose() => _engine.Dispose();

    private Engine.Result Probe(string script, InvokeProbeCommand.Probe body) => _engine.Invoke(script, body);

    private async Task<TimeSpan> StopAsync(TaskCompletionSource started, InvokeProbeCommand.Probe body)
    {
        using PowerShell shell = _engine.Create();
        shell.AddCommand("Invoke-Probe").AddParameter("Body", body);
        IAsyncResult run = shell.BeginInvoke();
        await started.Task;
        Stopwatch clock = Stopwatch.StartNew();
        shell.Stop();
        TimeSpan time = clock.Elapsed;
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        return time;
    }
}
