using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using DefterX.Ledgers;
using Xunit;
using static DefterX.Cmdlets.Tests.Filing.ErrorArrangements;
using static DefterX.Cmdlets.Tests.Filing.FilingOffice;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>The errors of ledgers: the id, a message that names the thing in both languages, and nothing changed.</summary>
public sealed class LedgerErrorTests
{
    private static readonly Dictionary<string, ErrorCase> s_cases = new(StringComparer.Ordinal)
    {
        ["unbalanced entry"] = new(ErrorIds.LedgerInvalid, $"New-DefterXLedger {Company}",
            [Company + "-202609", Company + "-2026-09.csv", "2", "Y084", "Test-DefterXLedger"], "error", "hata")
        {
            Arrange = office => office.Import(unbalanced: 1.11m),
        },
        ["month not over"] = new(ErrorIds.LedgerInvalid, $"New-DefterXLedger {Company} -Period 2099-01",
            [Company + "-209901"], "over", "bitmeden") { Arrange = office => office.Import(period: "2099-01") },
        ["created before"] = new(ErrorIds.LedgerExists, $"New-DefterXLedger {Company}",
            [Company + "-202609", "-Force"], "is created already", "zaten oluşturulmuş.") { Arrange = office => office.Ledgers(Created(office)) },
        ["later month exists"] = new(ErrorIds.LedgerExists,
            $"Remove-DefterXLedger {Company} -Period 2026-09 -Reason x -Force -Confirm:$false", [Company + "-202609"], "later month", "sonraki bir ay")
        {
            Arrange = office =>
            {
                office.ConnectDevices(Company);
                office.Import();
                office.Import(period: "2026-10");
                office.Succeed($"$null = Publish-DefterXLedger {Company} -Wait; New-DefterXLedger {Company} -Period 2026-10");
            },
        },
        ["month in use"] = new(ErrorIds.LedgerLocked, $"New-DefterXLedger {Company}", [Company + "-202609"], "another", "başka")
        {
            Arrange = office => office.Import(),
            Hold = office => office.Month().Lock(),
        },
        ["folder that cannot be made"] = new(ErrorIds.StorageFailed, $"New-DefterXLedger {Company}",
            [Path.Combine("ledgers", Company)], "could not be read or written", "okunamadı ya da yazılamadı")
        {
            Arrange = office =>
            {
                office.Import();
                File.WriteAllText(Path.Combine(office.Path, "ledgers", Company), "");
            },
        },
        ["signing before creating"] = new(ErrorIds.LedgerNotCreated, $"Set-DefterXSignature {Company}",
            [Company + "-202609", "New-DefterXLedger"], "not created", "oluşturulmamış") { Arrange = office => office.Import() },
        ["sending before creating"] = new(ErrorIds.LedgerNotCreated, $"Send-DefterXLedger {Company}",
            [Company + "-202609", "New-DefterXLedger"], "not created", "oluşturulmamış"),
        ["removing before creating"] = new(ErrorIds.LedgerNotCreated, $"Remove-DefterXLedger {Company} -Reason x -Confirm:$false",
            [Company + "-202609"], "not created", "oluşturulmamış"),
        ["page of a ledger before creating"] = new(ErrorIds.LedgerNotCreated, $"Get-DefterXLedger {Company} | Export-DefterXReport",
            ["ÖRNEK IŞIK", "2026-09", "New-DefterXLedger"], "not created", "oluşturulmadı"),
        ["page of something else"] = new(ErrorIds.LedgerInvalid, "Export-DefterXReport $Path/office.json -Path $Root",
            ["office.json", "1"], "line", "satır"),
        ["page that exists"] = new(ErrorIds.LedgerExists, $"Export-DefterXReport $Journal -Path $Root/x.html", ["x.html", "-Force"], "already", "zaten")
        {
            Arrange = office =>
            {
                office.Ledgers(Created(office));
                office.Set("Journal", office.Month().PathOf(LedgerFileKind.Y));
                File.WriteAllText(Path.Combine(office.Root, "x.html"), "");
            },
        },
        ["sending before signing"] = new(ErrorIds.LedgerNotSigned, $"Send-DefterXLedger {Company}",
            [Company + "-202609", "Set-DefterXSignature"], "not signed", "imzalı değil") { Arrange = office => office.Ledgers(Created(office)) },
        ["receiving before sending"] = new(ErrorIds.LedgerNotSigned, $"Receive-DefterXBerat {Company}",
            [Company + "-202609", "Send-DefterXLedger"], "not sent", "gönderilmemiş") { Arrange = Signed },
        ["previous month missing"] = new(ErrorIds.PreviousPeriodMissing, $"New-DefterXLedger {Company}",
            [Company + "-202609", "2026-08"], "approved", "onaylı")
        {
            Arrange = office =>
            {
                office.Import(period: "2026-08");
                office.Succeed($"New-DefterXLedger {Company} -Period 2026-08");
                office.Import();
            },
        },
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Cmdlet_WhenSomethingIsWrong_SaysWhatAndChangesNothing(string name) => s_cases[name].CauseAsync();
}
