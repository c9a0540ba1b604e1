using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using DefterX.Office;
using Xunit;
using static DefterX.Cmdlets.Tests.Filing.ErrorArrangements;
using static DefterX.Cmdlets.Tests.Filing.FilingOffice;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>The errors of login, office and session: the id, a message that names the thing in both languages, and nothing changed.</summary>
public sealed class OfficeErrorTests
{
    private static readonly Dictionary<string, ErrorCase> s_cases = new(StringComparer.Ordinal)
    {
        ["wrong login key"] = new(ErrorIds.LoginRejected, Connect + "abc-234-xyz-788 7654321 2026-09",
            ["büro"], "login key", "giriş anahtarı") { Secret = "abc-234-xyz-788" },
        ["wrong customer number"] = new(ErrorIds.LoginRejected, Connect + "abc-234-xyz-789 7654322 2026-09",
            ["büro"], "customer number", "müşteri numarası") { Secret = "abc-234-xyz-789" },
        ["malformed login key"] = new(ErrorIds.InvalidLoginKey, Connect + "abc-234-xyz 7654321 2026-09",
            ["xxx-aaa-ddd-eee"], "four groups", "dört grup") { Secret = "abc-234-xyz" },
        ["no login key"] = new(ErrorIds.InvalidLoginKey, "Connect-DefterXSession -CustomerNumber 7654321 -Period 2026-09 -Office $Path",
            ["-LoginKey"], "nobody can be asked", "kimse"),
        ["no customer number"] = new(ErrorIds.LoginRejected, Connect + "abc-234-xyz-789 -Period 2026-09",
            ["-CustomerNumber"], "nobody can be asked", "kimse") { Secret = "abc-234-xyz-789" },
        ["no period"] = new(ErrorIds.InvalidPeriod, Connect + "abc-234-xyz-789 7654321",
            ["-Period", "2026-09"], "nobody can be asked", "kimse") { Secret = "abc-234-xyz-789" },
        ["unknown login key"] = new(ErrorIds.LoginKeyNotFound, "Remove-DefterXLoginKey Yok -Office $Path -Confirm:$false",
            ["'Yok'", "büro", "Get-DefterXLoginKey"], "no login key", "anahtarı yok"),
        ["login key made twice"] = new(ErrorIds.LoginKeyExists, "New-DefterXLoginKey test -Office $Path",
            ["'Test'", "büro", "Remove-DefterXLoginKey"], "already", "zaten"),
        ["revoked login key"] = new(ErrorIds.SessionExpired, "Get-DefterXLedger", ["'Test'", "New-DefterXLoginKey"], "revoked", "iptal edildiği")
        {
            Arrange = office => office.Succeed("Remove-DefterXLoginKey Test -Office $Path -Confirm:$false"),
        },
        ["no SecretManagement"] = new(ErrorIds.InvalidLoginKey, "Connect-DefterXSession -SecretName kasa -Period 2026-09 -Office $Path",
            ["'kasa'", "Install-Module"], "was not found", "bulunamadığı")
        {
            Arrange = office => office.Succeed("$global:PSModuleAutoLoadingPreference = 'None'"),
        },
        ["many wrong login keys"] = new(ErrorIds.LoginThrottled, Connect + "abc-234-xyz-788 7654321 2026-09",
            [], "second", "saniye")
        {
            Arrange = office => TryWrongKeys(office, times: 12),
            Secret = "abc-234-xyz-788",
        },
        ["malformed period"] = new(ErrorIds.InvalidPeriod, Connect + "abc-234-xyz-789 7654321 2026-13",
            ["'2026-13'", "2026-09"], "is not a period", "dönem"),
        ["malformed period of a ledger"] = new(ErrorIds.InvalidPeriod, $"New-DefterXLedger {Company} -Period 13/2026",
            ["'13/2026'"], "is not a period", "dönem"),
        ["unquoted period"] = new(ErrorIds.InvalidPeriod, $"New-DefterXLedger {Company} -Period 9.2030", ["'9.2030'"], "quotes", "tırnak"),
        ["folder without an office"] = new(ErrorIds.OfficeNotFound, "Connect-DefterXSession abc-234-xyz-789 1 2026-09 -Office $Root/yok",
            ["yok", "office.json"], "no office", "büro"),
        ["office folder in use"] = new(ErrorIds.OfficeExists,
            "New-DefterXOffice $Path 1 Ad -SourceIdentifier 7341200986 -SourceTitle A", ["büro"], "already", "zaten"),
        ["broken office.json"] = new(ErrorIds.OfficeInvalid, Connect + "abc-234-xyz-789 7654321 2026-09", ["office.json", "1"], "line", "satır")
        {
            Arrange = office => File.WriteAllText(Path.Combine(office.Path, "office.json"), "{ \"name\": }"),
        },
        ["broken holidays.json"] = new(ErrorIds.OfficeInvalid, $"Get-DefterXLedger {Company}", ["holidays.json", "1"], "line", "satır")
        {
            Arrange = office => File.WriteAllText(Path.Combine(office.Path, "holidays.json"), "{ \"added\": [\"12.03.2027\"] }"),
        },
        ["no session"] = new(ErrorIds.SessionRequired, "Get-DefterXLedger", ["Connect-DefterXSession"], "No session", "oturum")
        {
            Arrange = office => office.Succeed("Disconnect-DefterXSession"),
        },
        ["ended session"] = new(ErrorIds.SessionExpired, "Get-DefterXLedger -Session $Session",
            ["Connect-DefterXSession"], "closed", "kapatılmış") { Arrange = office => office.Succeed("Disconnect-DefterXSession") },
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Cmdlet_WhenSomethingIsWrong_SaysWhatAndChangesNothing(string name) => s_cases[name].CauseAsync();

    // A wait of minutes, so that a slow machine is not too late for it; the clock goes on by as much between the tries.
    private static void TryWrongKeys(FilingOffice office, int times)
    {
        DateTimeOffset now = DateTimeOffset.Now.AddHours(-times);
        LoginThrottle throttle = new(Path.Combine(office.Path, "logins.json"), LoginThrottle.CurrentAccount, () => now = now.AddHours(1));
        for (int i = 0; i < times; i++) throttle.Enter(default);
    }
}
