using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Filing.Publishing;
using DefterX.Ledgers;
using DefterX.Tests.Ledgers;
using Xunit;
using FilingStrings = DefterX.Filing.Strings;

namespace DefterX.Tests.Filing.Publishing;

public sealed class RunProgressTests : IProgress<OperationProgress>
{
    private readonly List<OperationProgress> _reports = [];
    private readonly LedgerTask[] _tasks = [.. Enumerable.Range(1, 5).Select(i => new LedgerTask(
        new LedgerId(Books.Company with { Title = "Işık İnşaat " + i }, Books.September, null)))];

    void IProgress<OperationProgress>.Report(OperationProgress value) => _reports.Add(value);

    [Theory]
    [InlineData("en", "Publishing 5 ledgers", "1 of 5 done; Signing: Işık İnşaat 2, Işık İnşaat 3 and 1 more; Waiting for GİB: Işık İnşaat 5")]
    [InlineData("tr-TR", "5 defter işleniyor", "1/5 tamamlandı; İmzalanıyor: Işık İnşaat 2, Işık İnşaat 3 ve 1 tane daha; GİB bekleniyor: Işık İnşaat 5")]
    public void Report_OfSeveral_TellsWhatIsDoneAndWhichFirmsAreAtWhichStage(string culture, string activity, string status)
    {
        using CultureScope scope = new(culture);
        RunProgress progress = new(_tasks, FilingStrings.Publishing, this);
        _tasks[0].Stage = RunStage.Ended;
        for (int i = 1; i < 4; i++) _tasks[i].Stage = RunStage.Signing;
        _tasks[4].Stage = RunStage.AtGib;

        progress.Report();

        OperationProgress report = Assert.Single(_reports);
        Assert.Equal((activity, status), (report.Activity, report.Status));
        Assert.Equal(54, report.PercentComplete); // (1 + 3 x 0.3 + 0.8) / 5
        Assert.Null(report.Remaining); // nothing can be told in the first two seconds
    }

    [Fact]
    public void Report_OfOne_TellsItsStageEachTime()
    {
        RunProgress progress = new([_tasks[0]], FilingStrings.Publishing, this);
        foreach (RunStage stage in (RunStage[])[RunStage.Creating, RunStage.Sending])
        {
            _tasks[0].Stage = stage;
            progress.Report();
        }

        Assert.Equal(["Creating", "Sending"], _reports.Select(report => report.Status));
        Assert.All(_reports, report => Assert.Equal("Işık İnşaat 1", report.Activity));
    }

    [Fact]
    public void Report_OfSeveralInARush_IsNotGivenEachTime()
    {
        TimeSpan now = TimeSpan.Zero;
        RunProgress progress = new(_tasks, FilingStrings.Publishing, this, () => now);
        for (int i = 0; i < 100; i++, now += TimeSpan.FromMilliseconds(10)) progress.Report();
        Assert.Equal(5, _reports.Count); // a second, every 200 ms
    }

    [Fact]
    public void Report_AfterSomeSeconds_TellsHowLongItStillTakes()
    {
        RunProgress progress = new(_tasks, FilingStrings.Publishing, this, () => TimeSpan.FromSeconds(4));
        _tasks[0].Stage = _tasks[1].Stage = RunStage.Ended;

        progress.Report();

        Assert.Equal(6, _reports[0].Remaining!.Value.TotalSeconds, precision: 3); // three of five are left
    }
}
