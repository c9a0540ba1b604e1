using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using DefterX.Ledgers;
using DefterX.Tests.Ledgers;
using Xunit;

namespace DefterX.Tests.Files;

/// <summary>Locks of other machines, on a file system whose own locks do not reach them.</summary>
public sealed class LockTakeoverTests : IDisposable
{
    private static readonly ProcessIdentity s_other = new("ÖTEKİ-PC", 4711, "another boot/17");
    private readonly TemporaryFolder _folder = new();
    private readonly LockHeartbeat _heartbeat = new(Timeout.InfiniteTimeSpan);

    private string LockPath => _folder["~ay.lock"];

    // Sharing lets others in whatever they want, as if each machine had locks of its own.
    private LockOptions Options => new()
    {
        Share = FileShare.ReadWrite | FileShare.Delete,
        StaleAfter = TimeSpan.FromSeconds(60),
        WatchTime = TimeSpan.FromMilliseconds(200),
        WatchPause = TimeSpan.FromMilliseconds(20),
        SettleTime = TimeSpan.FromMilliseconds(100),
        Heartbeat = _heartbeat,
    };

    public void Dispose()
    {
        _heartbeat.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void TryTake_BeatIsYoung_IsRefused()
    {
        LockRecord other = Leave(age: 30);

        Assert.Null(LockFile.TryTake(LockPath, Options, out LockRecord? holder, CancellationToken.None));

        Assert.Equal(other, holder);
        Assert.Equal(other, LockRecord.ReadAt(LockPath));
        Assert.Single(Directory.EnumerateFiles(_folder.FolderPath));
    }

    [Fact]
    public void TryTake_BeatIsOldAndStaysSo_TakesItOver()
    {
        Leave(age: 90);

        using LockFile? held = LockFile.TryTake(LockPath, Options, out _, CancellationToken.None);

        Assert.NotNull(held);
        Assert.Equal(Environment.MachineName, LockRecord.ReadAt(LockPath)!.Machine);
        Assert.Single(Directory.EnumerateFiles(_folder.FolderPath));
    }

    // A clock that is ahead on the other machine says nothing: the file server's counts, which here is this machine's.
    [Fact]
    public void TryTake_SinceIsFarAway_ChangesNothing()
    {
        Leave(age: 90, since: DateTime.UtcNow.AddDays(3));
        using LockFile? held = LockFile.TryTake(LockPath, Options, out _, CancellationToken.None);
        Assert.NotNull(held);
    }

    [Fact]
    public async Task TryTake_BeatGoesOnWhileWatched_IsRefused()
    {
        LockRecord other = Leave(age: 90);
        LockOptions patient = Options with { WatchTime = TimeSpan.FromMinutes(5) };
        Task<LockFile?> taking = Task.Run(() => LockFile.TryTake(LockPath, patient, out _, CancellationToken.None));

        long beat = 0;
        while (!taking.IsCompleted)
        {
            Write(other with { Beat = ++beat });
            await Task.Delay(5);
        }

        Assert.Null(await taking);
        Assert.Equal(other.Token, LockRecord.ReadAt(LockPath)!.Token);
    }

    [Fact]
    public async Task TryTake_CancelledWhileItWatches_EndsAtOnce()
    {
        LockRecord other = Leave(age: 90);
        using CancellationTokenSource source = new(50);
        LockOptions patient = Options with { WatchTime = TimeSpan.FromMinutes(5), WatchPause = TimeSpan.FromMinutes(5) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Run(() => LockFile.TryTake(LockPath, patient, out _, source.Token)));

        Assert.Equal(other, LockRecord.ReadAt(LockPath));
    }

    [Fact]
    public async Task TryTake_SeveralTakeOverAtOnce_OnlyOneHasIt()
    {
        Leave(age: 90);
        LockOptions[] machines = [.. Enumerable.Range(1, 4).Select(i => Options with { Holder = s_other with { Machine = $"PC-{i}" } })];

        LockFile?[] taken = await Task.WhenAll(machines.Select(options => Task.Factory.StartNew(
            () => LockFile.TryTake(LockPath, options, out _, CancellationToken.None),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Single(taken, held => held is not null);
        foreach (LockFile? held in taken) held?.Dispose();
        Assert.Empty(Directory.EnumerateFiles(_folder.FolderPath));
    }

    // The holder slept and wakes: it sees that the lock is another's, stops, and does not write to it.
    [Fact]
    public async Task Beat_LockWasTakenOver_LosesItAndTheOtherKeepsIt()
    {
        using LockHeartbeat sleeper = new(Timeout.InfiniteTimeSpan);
        using LockFile? first =
            LockFile.TryTake(LockPath, Options with { Holder = s_other, Heartbeat = sleeper }, out _, CancellationToken.None);
        File.SetLastWriteTimeUtc(LockPath, DateTime.UtcNow.AddSeconds(-90));
        using LockFile? second = LockFile.TryTake(LockPath, Options, out _, CancellationToken.None);
        Assert.NotNull(second);

        TaskCompletionSource lost = new();
        first!.Lost.Register(lost.SetResult);
        sleeper.BeatAll();
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(30));
        first.Dispose();
        _heartbeat.BeatAll();

        Assert.Equal(LockRecord.ReadAt(LockPath)!.Token, first.TakenBy!.Token);
        Assert.False(second.Lost.IsCancellationRequested);
        Assert.Equal(Environment.MachineName, LockRecord.ReadAt(LockPath)!.Machine);
    }

    [Theory]
    [InlineData("en-US", "is being worked on by ışıl on ÖTEKİ-PC, since 9/30/2026 ", "run the command again")]
    [InlineData("tr-TR", "ÖTEKİ-PC bilgisayarında ışıl çalışıyor (30.09.2026 ", "komutu yeniden çalıştırın")]
    public void Lock_OfAMonthThatAnotherPcHas_SaysWhoHasItAndWhatToDo(string culture, string who, string remedy) =>
        CultureScope.Run(culture, () =>
        {
            MonthFolder month = new(Books.Request(Books.Company, Books.September).Id, _folder.FolderPath);
            LockRecord other = LockRecord.New(s_other) with
            {
                User = "ışıl", Since = new DateTime(2026, 9, 30, 12, 0, 0, DateTimeKind.Local).ToUniversalTime(),
            };
            File.WriteAllBytes(_folder[$"~{month.Id}.lock"], other.ToBytes());

            DefterXException e = Fails.With(ErrorIds.LedgerLocked, () => month.Lock());

            Assert.Contains($"{month.Id}", e.Message, StringComparison.Ordinal);
            Assert.Contains(who, e.Message, StringComparison.Ordinal);
            Assert.Contains(remedy, e.Message, StringComparison.Ordinal);
            Assert.Equal(month.Id.Firm, e.Target);
        });

    private LockRecord Leave(int age, DateTime? since = null)
    {
        LockRecord record = LockRecord.New(s_other) with { User = "ışıl", Since = since ?? DateTime.UtcNow };
        Write(record);
        File.SetLastWriteTimeUtc(LockPath, DateTime.UtcNow.AddSeconds(-age));
        return record;
    }

    private void Write(LockRecord record)
    {
        using FileStream stream = new(LockPath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        stream.Write(record.ToBytes());
    }
}
