using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Filing.Publishing;
using DefterX.Ledgers;
using Xunit;

namespace DefterX.Tests.Filing.Publishing;

public sealed class FailureRecordTests : IAsyncLifetime
{
    private FilingOffice _office = null!;

    private FilingEvent[] Failures => [.. _office.Month.Log.ReadCurrent().Where(step => step.Step == FilingStep.Failed)];

    public async Task InitializeAsync()
    {
        _office = await FilingOffice.StartAsync();
        Directory.CreateDirectory(_office.Month.FolderPath);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public void Write_KeepsTheReasonAndTheErrorId()
    {
        Write(ErrorIds.DeviceRequired, "Işık: cihaz bağlı değil.");
        FilingEvent failure = Assert.Single(Failures);
        Assert.Equal((ErrorIds.DeviceRequired, "Işık: cihaz bağlı değil."), (failure.ErrorId, failure.Text));
    }

    [Fact]
    public void Write_WhenTheReasonIsTheLastOneStill_AddsNothing()
    {
        Write(ErrorIds.DeviceRequired, "a");
        Write(ErrorIds.DeviceRequired, "a");
        Assert.Single(Failures);
        Write(ErrorIds.DeviceRequired, "b");
        Assert.Equal(2, Failures.Length);
    }

    /// <summary>Another has the month, or the folder cannot be written: nothing of the month itself.</summary>
    [Theory]
    [InlineData(ErrorIds.LedgerLocked)]
    [InlineData(ErrorIds.StorageFailed)]
    [InlineData(ErrorIds.JournalNotFound)]
    public void Write_OfWhatIsNotTheMonths_AddsNothing(string errorId)
    {
        Write(errorId, "a");
        Assert.Empty(Failures);
    }

    [Fact]
    public void Write_OfAMonthWithoutAFolder_MakesNone()
    {
        Directory.Delete(_office.Month.FolderPath);
        Write(ErrorIds.DeviceRequired, "a");
        Assert.False(Directory.Exists(_office.Month.FolderPath));
    }

    [Fact]
    public void Write_OfADefect_AddsNothing()
    {
        FailureRecord.Write(_office.Context, _office.September, new InvalidOperationException("a"));
        Assert.Empty(Failures);
    }

    private void Write(string errorId, string message) =>
        FailureRecord.Write(_office.Context, _office.September, new DefterXException(errorId, message, _office.Firm));
}
