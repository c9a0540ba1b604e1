using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Ledgers;
using DefterX.Tests.Ledgers;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Filing;

/// <summary>A full or read-only disk at each step: the error says so, nothing is half written, and the same step finishes later.</summary>
public sealed class StorageTests : IAsyncLifetime, IDisposable
{
    private readonly SmallDisk _disk = new(kilobytes: 4096);
    private FilingOffice _office = null!;

    public async Task InitializeAsync()
    {
        _office = await FilingOffice.StartAsync(path: _disk["büro"]);
        _office.Connect();
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    public void Dispose() => _disk.Dispose();

    // Each step is tried with 4 KB more until it has enough, so that the disk becomes full at every place where a step writes.
    [Fact]
    public async Task EachStep_OnAFullDisk_FailsCleanlyAndIsFinishedLater()
    {
        foreach ((string name, Func<Task> step) in Steps())
        {
            int failures = 0;
            for (_disk.Leave(0); await FailsAsync(step) is Exception failure; _disk.Leave(4 * failures))
            {
                failures++;
                DefterXException told = Told(failure);
                Assert.Equal(ErrorIds.StorageFailed, told.ErrorId);
                Assert.Contains("disk is full", told.Message, StringComparison.Ordinal);
                AssertNothingHalf();
            }

            Assert.True(failures > 0, name);
        }

        AssertFiled();
    }

    [Fact]
    public async Task EachStep_OnAReadOnlyDisk_FailsCleanlyAndIsFinishedLater()
    {
        foreach ((string name, Func<Task> step) in Steps())
        {
            string[] before = _office.Snapshot();
            _disk.SetReadOnly(true);
            Exception? failure = await FailsAsync(step);
            Assert.True(failure is not null, name);
            Assert.Equal(ErrorIds.StorageFailed, Told(failure).ErrorId);
            Assert.Contains("may not be read or written", Told(failure).Message, StringComparison.Ordinal);
            Assert.Equal(before, _office.Snapshot());

            _disk.SetReadOnly(false);
            Assert.Null(await FailsAsync(step));
        }

        AssertFiled();
    }

    [Theory]
    [InlineData("en", "disk is full", "Free some space")]
    [InlineData("tr-TR", "Disk dolu", "yer açıp")]
    public void Lock_OnAFullDisk_SaysWhatWhereAndWhatToDo(string culture, string what, string remedy) => CultureScope.Run(culture, () =>
    {
        Directory.CreateDirectory(_office.Month.FolderPath);
        _disk.Leave(0);
        DefterXException e = Fails.With(ErrorIds.StorageFailed, () => _office.Month.Lock());
        Assert.Contains(what, e.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, e.Message, StringComparison.Ordinal);
        Assert.Contains(_office.Month.FolderPath, e.Message, StringComparison.Ordinal);
        Assert.Equal(_office.Firm, e.Target);
        Assert.Empty(Directory.EnumerateFiles(_office.Month.FolderPath));
    });

    private List<(string Name, Func<Task> Step)> Steps() =>
    [
        ("import", Do(() => _office.Import(Books.Entries(9, Books.September)))),
        ("validate", Do(() => _office.Preparation.Check(_office.September, CancellationToken.None))),
        ("create", Do(() => _office.Create())),
        ("sign", Do(() => _office.Signing.Sign(_office.September, null, CancellationToken.None))),
        ("send", () => _office.Delivery.SendAsync(_office.September, null, CancellationToken.None)),
        ("receive", ReceiveAsync),
    ];

    private static Func<Task> Do(Action step) => () =>
    {
        step();
        return Task.CompletedTask;
    };

    // As GİB has not finished at once, it is asked until it has.
    private async Task ReceiveAsync()
    {
        while ((await _office.Delivery.ReceiveAsync(_office.September, 0, CancellationToken.None)).State != LedgerState.Approved)
        {
            await Task.Delay(20);
        }
    }

    private static async Task<Exception?> FailsAsync(Func<Task> step)
    {
        try
        {
            await step();
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e;
        }
    }

    private DefterXException Told(Exception failure)
    {
        if (failure is DefterXException told) return told;
        Assert.True(StorageFailure.Is(failure), failure.ToString());
        return StorageFailure.Explain(failure, _office.Month.FolderPath, _office.Firm);
    }

    private void AssertNothingHalf()
    {
        Assert.Empty(Directory.EnumerateFiles(_office.Office.Path, "~*", SearchOption.AllDirectories));
        foreach (string path in Directory.EnumerateFiles(_office.Office.Path, "*.xml", SearchOption.AllDirectories))
        {
            Assert.EndsWith(">", File.ReadAllText(path).TrimEnd(), StringComparison.Ordinal);
        }
    }

    private void AssertFiled()
    {
        AssertNothingHalf();
        Ledger ledger = _office.Overview.Get(_office.September);
        Assert.Equal((LedgerState.Approved, 9L, 1L, 9L), (ledger.State, ledger.Entries, ledger.FirstEntryNumber, ledger.LastEntryNumber));
        Assert.Equal(3, _office.Gib.Packages.Select(package => package.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(3, _office.Gib.Packages.Count);
    }
}
