using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using Xunit;

namespace DefterX.Tests.Files;

/// <summary>Locks over threads and processes of one machine.</summary>
public sealed class LockFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string LockPath => _folder["~ay.lock"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TryTake_WhenFree_SaysWhoHasItAndIsGoneAfterwards()
    {
        using (LockFile? held = Take())
        {
            Assert.NotNull(held);
            LockRecord record = LockRecord.ReadAt(LockPath)!;
            Assert.Equal((Environment.MachineName, Environment.UserName, Environment.ProcessId),
                (record.Machine, record.User, record.ProcessId));
            Assert.InRange(DateTime.UtcNow - record.Since, TimeSpan.Zero, TimeSpan.FromMinutes(1));
            Assert.False(held.Lost.IsCancellationRequested);
            Assert.Null(LockFile.TryTake(LockPath, LockOptions.Default, out LockRecord? holder, CancellationToken.None));
            Assert.Equal(record, holder);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.FolderPath));
    }

    [Fact]
    public async Task TryTake_HeldByAnotherProcess_IsRefusedUntilItEnds()
    {
        using OtherProcess other = await OtherProcess.StartAsync("holding", "hold", LockPath);

        Assert.Null(LockFile.TryTake(LockPath, LockOptions.Default, out LockRecord? holder, CancellationToken.None));
        Assert.Equal(other.Id, holder!.ProcessId);

        Assert.Equal(0, await other.EndAsync());
        using LockFile? held = Take();
        Assert.NotNull(held);
    }

    [Fact]
    public async Task TryTake_HeldByAProcessThatIsKilled_TakesItOverAtOnce()
    {
        using OtherProcess other = await OtherProcess.StartAsync("holding", "hold", LockPath);
        LockRecord before = LockRecord.ReadAt(LockPath)!;

        other.Kill();

        Assert.Equal(before, LockRecord.ReadAt(LockPath));
        using LockFile? held = LockFile.TryTake(LockPath, s_never, out _, CancellationToken.None);
        Assert.NotNull(held);
        Assert.Equal(Environment.ProcessId, LockRecord.ReadAt(LockPath)!.ProcessId);
    }

    // The first process of the machine has an id that is surely in use, and did not start when the record says.
    [Fact]
    public void TryTake_AnotherProcessHasTheIdOfTheDeadOne_TakesItOver()
    {
        LockRecord left = LockRecord.New(ProcessIdentity.Current with { Id = 1, Start = "another boot/17" });
        File.WriteAllBytes(LockPath, left.ToBytes());

        using LockFile? held = LockFile.TryTake(LockPath, s_never, out _, CancellationToken.None);
        Assert.NotNull(held);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"token\":\"ab")]
    public void TryTake_KilledBeforeItsRecordWasWhole_TakesItOver(string left)
    {
        File.WriteAllText(LockPath, left);

        using LockFile? held = LockFile.TryTake(
            LockPath, s_never with { SettleTime = TimeSpan.FromMilliseconds(1) }, out _, CancellationToken.None);
        Assert.NotNull(held);
        Assert.Equal(Environment.ProcessId, LockRecord.ReadAt(LockPath)!.ProcessId);
    }

    [Fact]
    public async Task TryTake_ManyThreadsAndProcesses_OnlyOneHasItAtATime()
    {
        const int Times = 150;
        string counter = _folder["sayaç"];
        OtherProcess[] others =
            [.. Enumerable.Range(0, 2).Select(_ => OtherProcess.Start("count", LockPath, counter, $"{Times}"))];
        Task[] threads = [.. Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () => Count(counter, Times), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];

        await Task.WhenAll(threads);
        foreach (OtherProcess other in others)
        {
            Assert.Equal(0, await other.WaitAsync());
            other.Dispose();
        }

        Assert.Equal($"{6 * Times}", await File.ReadAllTextAsync(counter));
        Assert.Equal([counter], Directory.EnumerateFiles(_folder.FolderPath));
    }

    [Fact]
    public void Beat_RewritesTheRecordInPlace()
    {
        using LockHeartbeat heartbeat = new(Timeout.InfiniteTimeSpan);
        using LockFile? held = Take(new LockOptions { Heartbeat = heartbeat });
        long length = new FileInfo(LockPath).Length;
        LockRecord first = LockRecord.ReadAt(LockPath)!;

        for (int i = 0; i < 12; i++) heartbeat.BeatAll();

        Assert.Equal(first with { Beat = 12 }, LockRecord.ReadAt(LockPath));
        Assert.Equal(length, new FileInfo(LockPath).Length);
        Assert.False(held!.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Beat_ComesByItself()
    {
        using LockHeartbeat heartbeat = new(TimeSpan.FromMilliseconds(5));
        using LockFile? held = Take(new LockOptions { Heartbeat = heartbeat });
        while (LockRecord.ReadAt(LockPath)!.Beat < 3) await Task.Delay(5);
    }

    [Fact]
    public async Task Beat_FileWasDeleted_LosesTheLock()
    {
        using LockHeartbeat heartbeat = new(Timeout.InfiniteTimeSpan);
        using LockFile? held = Take(new LockOptions { Heartbeat = heartbeat });
        File.Delete(LockPath);

        heartbeat.BeatAll();

        await Cancelled(held!.Lost);
    }

    [Fact]
    public async Task Beat_FileIsAnothers_LosesTheLockAndLeavesTheFile()
    {
        using LockHeartbeat heartbeat = new(Timeout.InfiniteTimeSpan);
        LockRecord other = LockRecord.New(ProcessIdentity.Current with { Machine = "İKİNCİ" });
        using (LockFile? held = Take(new LockOptions { Heartbeat = heartbeat }))
        {
            File.Delete(LockPath);
            File.WriteAllBytes(LockPath, other.ToBytes());

            heartbeat.BeatAll();

            await Cancelled(held!.Lost);
        }

        Assert.Equal(other, LockRecord.ReadAt(LockPath));
    }

    // A directory in the file's place is what cannot be read, without anything being deleted or another's.
    [Fact]
    public async Task Beat_FileCannotBeReadForLong_LosesTheLock()
    {
        using LockHeartbeat heartbeat = new(Timeout.InfiniteTimeSpan);
        using LockFile? held = Take(new LockOptions { Heartbeat = heartbeat, GiveUpAfter = TimeSpan.Zero });
        File.Delete(LockPath);
        Directory.CreateDirectory(LockPath);

        heartbeat.BeatAll();

        await Cancelled(held!.Lost);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr-TR")]
    public void Record_UnderAnyCulture_KeepsTurkishNames(string culture) => CultureScope.Run(culture, () =>
    {
        LockRecord record = LockRecord.New(ProcessIdentity.Current with { Machine = "MUHASEBE-İĞŞÇ" }) with { User = "ışık.yağmur" };
        string text = System.Text.Encoding.UTF8.GetString(record.ToBytes());
        Assert.Contains("MUHASEBE-İĞŞÇ", text, StringComparison.Ordinal);
        Assert.Contains("ışık.yağmur", text, StringComparison.Ordinal);
        Assert.Equal(record, LockRecord.Parse(record.ToBytes()));
    });

    private static readonly LockOptions s_never =
        new() { WatchTime = TimeSpan.FromDays(1), SettleTime = TimeSpan.FromDays(1) };

    private LockFile? Take(LockOptions? options = null) =>
        LockFile.TryTake(LockPath, options ?? LockOptions.Default, out _, CancellationToken.None);

    private void Count(string counter, int times)
    {
        LockOptions options = new() { SettleTime = TimeSpan.FromMilliseconds(5) };
        for (int done = 0; done < times;)
        {
            using LockFile? held = Take(options);
            if (held is null)
            {
                Thread.Yield();
                continue;
            }

            int value = File.Exists(counter) ? int.Parse(File.ReadAllText(counter), CultureInfo.InvariantCulture) : 0;
            File.WriteAllText(counter, (value + 1).ToString(CultureInfo.InvariantCulture));
            done++;
        }
    }

    private static Task Cancelled(CancellationToken token)
    {
        TaskCompletionSource source = new();
        token.Register(source.SetResult);
        return source.Task.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
    }
}
