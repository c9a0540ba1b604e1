using System;
using System.Threading.Tasks;
using Xunit;

namespace DefterX.Tests.GibSimulator;

public sealed class ArchiveTests : SimulatorTest
{
    private static TestMonth Books => Month("202601", 1);

    [Fact]
    public async Task Send_WhenNamesLeaveTheFolder_Fails() =>
        await AssertFailsAsync("YB", ".xml var.", ($"{Books.Name("YB")}.xml", "<x/>"), ($"../{Books.Name("Y")}.xml", "<x/>"));

    [Fact]
    public async Task Send_WhenEntriesAreMany_Fails() =>
        await AssertFailsAsync(
            "YB", "3 öğe var", ($"{Books.Name("YB")}.xml", "<x/>"), ($"{Books.Name("Y")}.xml", "<x/>"), ("a.txt", ""));

    [Fact]
    public async Task Send_WhenLedgerIsMissing_Fails() =>
        await AssertFailsAsync("YB", "olmalı", ($"{Books.Name("YB")}.xml", "<x/>"));

    [Fact]
    public async Task Send_WhenGeneralLedgerIsSentFrom2025On_Fails() =>
        await AssertFailsAsync("KB", "olmalı", ($"{Books.Name("KB")}.xml", "<x/>"), ($"{Books.Name("K")}.xml", "<x/>"));

    [Fact]
    public async Task Send_WhenFileIsABomb_Fails() =>
        await AssertFailsAsync("DR", "izin verilenden büyük", ($"{Books.Name("DR")}.xml", new string(' ', 50_000_000)));

    [Fact]
    public async Task Send_WhenFileHasADtd_Fails() => await AssertFailsAsync(
        "DR",
        "Belge okunamadı",
        ($"{Books.Name("DR")}.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>&e;</x>"));

    [Fact]
    public async Task Send_WhenZipIsDamaged_Fails() =>
        Assert.Contains("açılamadı", await ProcessAsync(Books, "YB", [1, 2, 3, 4]), StringComparison.Ordinal);

    private async Task AssertFailsAsync(string kind, string reason, params (string Name, string Content)[] files)
    {
        string text = await ProcessAsync(Books, kind, TestMonth.Zip(files));
        Assert.StartsWith("Paket işlenirken hata oluştu. Hata : ", text, StringComparison.Ordinal);
        Assert.Contains(reason, text, StringComparison.Ordinal);
    }
}
