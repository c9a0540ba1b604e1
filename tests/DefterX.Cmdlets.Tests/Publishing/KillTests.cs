using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Cmdlets.Tests.Loading;
using DefterX.Gib;
using DefterX.GibSimulator;
using DefterX.GibSimulator.Requests;
using DefterX.Ledgers;
using DefterX.Tests;
using DefterX.Tests.Checks;
using Xunit;
using Xunit.Abstractions;

namespace DefterX.Cmdlets.Tests.Publishing;

/// <summary>A bulk run that is killed (SIGKILL) at random instants and started again until all is done: nothing is lost, nothing sent
/// twice, nothing left behind.</summary>
[Collection(RunsAlone.Name)]
public sealed class KillTests(ModuleFolder module, ITestOutputHelper output) : IClassFixture<ModuleFolder>
{
    private const int Throttle = 8;
    private const double Growth = 1.3;
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly RunStage[] s_wanted = [RunStage.Creating, RunStage.Sending, RunStage.Receiving];
    private readonly Random _random = new(6);
    private readonly Dictionary<RunStage, int> _stages = [];
    private int _kills;

    private enum RunStage
    {
        Creating,
        Signing,
        Sending,
        Receiving,
    }

    [Fact]
    public async Task Publish_KilledAtRandomInstants_FilesEachPackageOnceAndLeavesNothing()
    {
        SimulatorOptions options = new()
        {
            AnswerDelay = TimeSpan.FromMilliseconds(20),
            ProcessingDelay = TimeSpan.FromMilliseconds(300),
        };
        int kills = Soak.Size(6, 200);
        await using BulkOffice office = await BulkOffice.StartAsync(Soak.Size(4, 40), options);
        string script = PublishProcess.WriteScript(module.Path);
        string path;
        do
        {
            path = office.Copy();
            await office.Gib.RestartAsync(keepsMemory: false);
            await RunRoundAsync(office, script, path);
        }
        while (_kills < kills || (_kills < 5 * kills && s_wanted.Any(stage => !_stages.ContainsKey(stage))));

        output.WriteLine($"{_kills} kills; months under way: {string.Join(", ", _stages.OrderBy(stage => stage.Key))}");
        Assert.All(s_wanted, stage => Assert.Contains(stage, _stages));
        Assert.DoesNotContain(
            GibFaults.AlreadyUploaded, office.Gib.Requests.Of(GibOperation.SendDocumentFile).Select(request => request.Code ?? 0));
        if (!Oracle.IsPresent) return;
        IEnumerable<MonthFolder> checkedMonths = BulkOffice.Months(path).Take(Soak.Size(1, 40));
        Assert.All(checkedMonths, month => Oracle.AssertAccepts("ledger-set", month.FolderPath));
    }

    /// <summary>Kills and starts again until all months are approved.</summary>
    private async Task RunRoundAsync(BulkOffice office, string script, string path)
    {
        int before = _kills;
        // Short lives are killed early in the work; in lives that stay short nothing would ever be done.
        for (TimeSpan longest = s_shortest; ; longest *= Growth)
        {
            await using PublishProcess process = PublishProcess.Start(script, module, office, path, Throttle);
            await process.WaitForBeginAsync();
            if (!await process.KillAfterAsync(longest * _random.NextDouble())) break;
            _kills++;
            NoteStages(path);
        }

        office.AssertFiled(path);
        output.WriteLine($"round of {_kills - before} kills");
    }

    /// <summary>Counts where the months stood that the killed process was working on: their locks are still there.</summary>
    private void NoteStages(string path)
    {
        foreach (MonthFolder month in BulkOffice.Months(path))
        {
            if (!File.Exists(Path.Combine(month.FolderPath, $"~{month.Id}.lock"))) continue;
            RunStage stage = StageOf(month);
            _stages[stage] = _stages.GetValueOrDefault(stage) + 1;
        }
    }

    private static RunStage StageOf(MonthFolder month) => LedgerStatus.StateOf(month) switch
    {
        null when HasBegunBerats(month) => RunStage.Signing,
        null => RunStage.Creating,
        LedgerState.Created => RunStage.Signing,
        LedgerState.Signed or LedgerState.Sending => RunStage.Sending,
        _ => RunStage.Receiving,
    };

    private static bool HasBegunBerats(MonthFolder month) =>
        Directory.EnumerateFiles(month.FolderPath, $"~{month.Id.FileName(LedgerFileKind.YB, 1)}*").Any();
}
