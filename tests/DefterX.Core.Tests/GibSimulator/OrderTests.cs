using System;
using System.Threading.Tasks;
using Xunit;

namespace DefterX.Tests.GibSimulator;

public sealed class OrderTests : SimulatorTest
{
    [Fact]
    public async Task Send_WhenReportComesBeforeBerats_FailsAndSucceedsAfterThem()
    {
        TestMonth month = Month("202601", 1);
        await SucceedAsync(month, "YB");
        Assert.Contains("defter raporu yüklenemez", await ProcessAsync(month, "DR"), StringComparison.Ordinal);
        await SendAsync(month, "KB");
        await SucceedAsync(month, "DR");
    }

    [Fact]
    public async Task Send_WhenPreviousMonthIsNotApproved_Fails()
    {
        await SucceedAsync(Month("202601", 1), "YB", "KB");
        Assert.Contains(
            "Önceki dönemin beratları onaylanmamış.", await ProcessAsync(Month("202603", 3), "YB"), StringComparison.Ordinal);
        await SucceedAsync(Month("202602", 2), "YB");
        Assert.Contains(
            "Önceki dönemin beratları onaylanmamış.", await ProcessAsync(Month("202603", 3), "YB"), StringComparison.Ordinal);
        await SucceedAsync(Month("202602", 2), "KB");
        await SucceedAsync(Month("202603", 3), "YB", "KB");
    }

    [Fact]
    public async Task Send_WhenFiscalYearIsNew_WantsNoEarlierMonth()
    {
        await SucceedAsync(Month("202510", 10), "YB");
        await SucceedAsync(Month("202602", 1), "YB");
    }

    [Fact]
    public async Task Send_WhenWholeMonthAndPartsAreMixed_Fails()
    {
        await SucceedAsync(Month("202601", 1), "YB");
        Assert.Contains(
            "000000", await ProcessAsync(Month("202601", 2) with { Part = "000001" }, "YB"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WhenPartIsMissing_FailsTheReport()
    {
        await SucceedAsync(Month("202601", 1) with { Part = "000001" }, "YB", "KB");
        await SucceedAsync(Month("202601", 3) with { Part = "000003" }, "YB", "KB");
        Assert.Contains("defter raporu yüklenemez", await ProcessAsync(Month("202601", 1), "DR"), StringComparison.Ordinal);
        await SucceedAsync(Month("202601", 2) with { Part = "000002" }, "YB", "KB");
        await SucceedAsync(Month("202601", 1), "DR");
    }

    [Fact]
    public async Task Send_WhenUniqueIdWasUsed_FailsUnlessThatPackageFailed()
    {
        await SucceedAsync(Month("202601", 1) with { Part = "000001" }, "YB");
        TestMonth second = Month("202601", 1) with { Part = "000002" };
        Assert.Contains(
            "uniqueID YEV202601000001 daha önce kullanılmış", await ProcessAsync(second, "YB"), StringComparison.Ordinal);
        await SucceedAsync(second with { Sequence = 2 }, "YB");
    }

    [Fact]
    public async Task Send_WhenUploadFailed_TakesTheNextAndShowsTheNewest()
    {
        TestMonth month = Month("202601", 1);
        Assert.Contains("Hata", await ProcessAsync(month, "YB", TestMonth.Zip(("x.xml", "<x/>"))), StringComparison.Ordinal);
        Assert.Equal("4", (await Client.StatusAsync(month.Name("YB")))["durumKodu"]);
        await SucceedAsync(month, "YB");
        Assert.Equal("3", (await Client.StatusAsync(month.Name("YB")))["durumKodu"]);
        Assert.Equal(2, Newest(month.Name("YB")).SendCount);
    }

    [Fact]
    public async Task Send_WhenFirmHasBranches_KeepsTheirBooksApartAndRefusesOnesWithout()
    {
        TestMonth first = Month("202601", 1) with { Branch = "0001" }, second = Month("202601", 1) with { Branch = "0002" };
        await SucceedAsync(first, "YB", "KB", "DR");
        await SucceedAsync(second, "YB", "KB", "DR");
        Assert.Contains("şubeli ve şubesiz", await ProcessAsync(Month("202601", 1), "YB"), StringComparison.Ordinal);
    }
}
