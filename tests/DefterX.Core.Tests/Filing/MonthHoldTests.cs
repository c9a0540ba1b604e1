using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using DefterX.Filing;
using DefterX.Filing.Sharing;
using DefterX.Ledgers;
using DefterX.Tests.Ledgers;
using Xunit;

namespace DefterX.Tests.Filing;

public sealed class MonthHoldTests : IDisposable
{
    private static readonly LedgerId s_september = new(Books.Company, Books.September, null);
    private readonly TemporaryFolder _folder = new();
    private readonly LockHeartbeat _heartbeat = new(Timeout.InfiniteTimeSpan);
    private readonly MonthFolder _month;
    private readonly MonthHold _hold;

    public MonthHoldTests()
    {
        _month = new MonthFolder(s_september, _folder.FolderPath);
        LockOptions options = new() { Heartbeat = _heartbeat, Share = FileShare.ReadWrite | FileShare.Delete };
        FolderLock monthLock = new(_month, _month.Lock(options, CancellationToken.None));
        _hold = new MonthHold(monthLock, monthLock.Dispose);
    }

    public void Dispose()
    {
        _hold.Dispose();
        _heartbeat.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void While_NothingHappens_GivesTheWorksResult() => Assert.Equal(7, _hold.While(_ => 7, CancellationToken.None));

    [Theory]
    [InlineData("en", "was lost to")]
    [InlineData("tr-TR", "kullanıcısına geçti")]
    public void While_AnotherTakesTheMonthOver_EndsTheWorkAndSaysWho(string culture, string expected)
    {
        using CultureScope scope = new(culture);
        LockRecord other = LockRecord.New(new ProcessIdentity("ÖTEKİ-PC", 4711, "boot/17"));

        DefterXException failure = Assert.Throws<DefterXException>(() => _hold.While(
            token =>
            {
                TakeOver(other);
                return WaitFor(token);
            },
            CancellationToken.None));

        Assert.Equal((ErrorIds.LedgerLocked, Books.Company), (failure.ErrorId, failure.Target));
        Assert.Contains("ÖTEKİ-PC", failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_TheRunIsStopped_ThrowsThatItWasStopped()
    {
        using CancellationTokenSource stop = new();
        Task<int> work = Task.Run(() => _hold.While(WaitFor, stop.Token));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    [Fact]
    public void Dispose_AfterAnotherTookTheMonthOver_LeavesThatOnesLock()
    {
        TakeOver(LockRecord.New(new ProcessIdentity("ÖTEKİ-PC", 4711, "boot/17")));
        _hold.Dispose();
        Assert.Equal("ÖTEKİ-PC", LockRecord.ReadAt(LockPath)!.Machine);
    }

    private string LockPath => Directory.EnumerateFiles(_month.FolderPath, "~*.lock").Single();

    private void TakeOver(LockRecord other)
    {
        using (FileStream stream = new(LockPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            stream.SetLength(0);
            stream.Write(other.ToBytes());
        }

        _heartbeat.BeatAll();
    }

    private static int WaitFor(CancellationToken token)
    {
        if (token.WaitHandle.WaitOne(TimeSpan.FromMinutes(1))) token.ThrowIfCancellationRequested();
        return 0;
    }
}
