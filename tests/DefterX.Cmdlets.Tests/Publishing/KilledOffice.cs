using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Cmdlets.Tests.Loading;
using DefterX.GibSimulator;
using DefterX.Ledgers;
using DefterX.Tests;
using Xunit;

namespace DefterX.Cmdlets.Tests.Publishing;

/// <summary>An office whose bulk run was killed (SIGKILL) at random instants and started again until all was done, on a new copy as often
/// as it takes.</summary>
public sealed class KilledOffice : IAsyncLifetime, IDisposable
{
    private const int Throttle = 8;
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private readonly ModuleFolder _module = new();
    private readonly Random _random = new(6);
    private readonly Dictionary<RunStage, int> _stages = [];

    public enum RunStage
    {
        Creating,
        Signing,
        Sending,
        Receiving,
    }

    /// <summary>The stages at which months have to be for the kills to tell anything.</summary>
    public static RunStage[] Wanted { get; } = [RunStage.Creating, RunStage.Sending, RunStage.Receiving];

    /// <summary>How many months were at each stage when the run was killed.</summary>
    public IReadOnlyDictionary<RunStage, int> Stages => _stages;

    public int Kills { get; private set; }

    public int Rounds { get; private set; }

    /// <summary>The months of the last copy.</summary>
    internal IReadOnlyList<MonthFolder> Months { get; private set; } = [];

    internal BulkOffice Office { get; private set; } = null!;

    // Short lives are killed early in the work; in lives that stay short nothing would ever be done.
    private static double Growth => Soak.Size(18, 11) / 10.0;

    public async Task InitializeAsync()
    {
        SimulatorOptions options = new()
        {
            AnswerDelay = TimeSpan.FromMilliseconds(20),
            ProcessingDelay = TimeSpan.FromMilliseconds(300),
        };
        int kills = Soak.Size(3, 200);
        Office = await BulkOffice.StartAsync(Soak.Size(4, 40), options);
        string script = PublishProcess.WriteScript(_module.Path);
        do
        {
            string path = Office.Copy();
            await Office.Gib.RestartAsync(keepsMemory: false);
            await RunRoundAsync(script, path);
        }
        while (Kills < kills || (Kills < 5 * kills && Wanted.Any(stage => !_stages.ContainsKey(stage))));
    }

    public async Task DisposeAsync() => await Office.DisposeAsync();

    public void Dispose() => _module.Dispose();

    /// <summary>Kills and starts again until all months are approved.</summary>
    private async Task RunRoundAsync(string script, string path)
    {
        for (TimeSpan longest = s_shortest; ; longest *= Growth)
        {
            await using PublishProcess process = PublishProcess.Start(script, _module, Office, path, Throttle);
            await process.WaitForBeginAsync();
            if (!await process.KillAfterAsync(longest * _random.NextDouble())) break;
            Kills++;
            NoteStages(path);
        }

        Rounds++;
        Months = BulkOffice.Months(path);
        Office.AssertFiled(path);
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
