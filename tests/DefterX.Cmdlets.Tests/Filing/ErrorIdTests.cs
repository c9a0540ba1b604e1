using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.GibSimulator;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.TestSupport;
using Xunit;
using static DefterX.Cmdlets.Tests.Filing.FilingOffice;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>Every error id that a cmdlet can give here: the id, a message that names the thing in both languages, and nothing changed.</summary>
/// <remarks>DeviceRemoved, DeviceBusy, PinFinalTry and PinLocked want a token that fails: FaultyDeviceTests causes them.</remarks>
public sealed class ErrorIdTests
{
    private const string Connect = "Connect-DefterXSession -Office $Path -LoginKey ";
    private static readonly Dictionary<string, Case> s_cases = new(StringComparer.Ordinal)
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

        ["unknown firm"] = new(ErrorIds.FirmNotFound, "New-DefterXLedger 6234500112", ["6234500112", "büro"], "no firm", "firması yok"),
        ["unknown branch"] = new(ErrorIds.FirmNotFound, $"Get-DefterXLedger {WithBranches} -Branch 0009",
            ["DENEME GIDA", "0009"], "no branch", "şubesi yok"),
        ["firm added twice"] = new(ErrorIds.FirmExists, FirmScript(Company), [Company, "büro"], "already", "zaten"),
        ["firm without contacts"] = new(ErrorIds.FirmInvalid, "New-DefterXFirm 6234500112 -Title 'Yarım A.Ş.'",
            ["6234500112"], "not complete or not right", "eksik veya hatalı"),
        ["identifier with a wrong digit"] = new(ErrorIds.FirmInvalid, FirmScript("5123400671"), ["5123400671"], "check digit", "kontrol hanesi"),

        ["missing export"] = new(ErrorIds.JournalNotFound, $"Import-DefterXJournal $Root/yok.csv {Company}", ["yok.csv"], "does not exist", "dosyası yok"),
        ["missing column"] = new(ErrorIds.JournalUnreadable, $"Import-DefterXJournal $Export {Company}",
            ["eksik.csv", "1", "Credit"], "missing columns", "eksik sütunlar")
        {
            Arrange = office => Replace(office, "eksik.csv", ";Credit;", ";Kredi;"),
        },
        ["amount that is none"] = new(ErrorIds.JournalUnreadable, $"Import-DefterXJournal $Export {Company}",
            ["tutar.csv", "2", "10O.00"], "amount", "tutar") { Arrange = office => Replace(office, "tutar.csv", "100.00", "10O.00") },
        ["journal of another month"] = new(ErrorIds.JournalUnreadable, $"Import-DefterXJournal $Export {Company} -Period 2026-10",
            ["ay.csv", "2", "00001", "2026-10"], "outside", "dışında") { Arrange = office => office.Set("Export", office.Export("ay.csv")) },
        ["journal of no branch"] = new(ErrorIds.FirmNotFound, $"Import-DefterXJournal $Export {WithBranches}",
            ["DENEME GIDA", "0001", "-Branch"], "branch", "şube") { Arrange = office => office.Set("Export", office.Export("şube.csv")), },
        ["nothing imported"] = new(ErrorIds.JournalNotFound, $"New-DefterXLedger {Company}",
            ["ÖRNEK IŞIK", "2026-09", "Import-DefterXJournal"], "No journal", "yevmiye alınmamış"),
        ["import changed"] = new(ErrorIds.JournalUnreadable, $"New-DefterXLedger {Company}", [Company, "2026-09"], "changed", "değiştirilmiş")
        {
            Arrange = office =>
            {
                office.Import();
                string journal = Directory.GetFiles(Path.Combine(office.Path, "journals", Company, "2026-09"), "*.csv").Single();
                File.WriteAllText(journal, File.ReadAllText(journal).Replace("Merkez Kasa", "Nerkez Kasa", StringComparison.Ordinal));
            },
        },

        ["unbalanced entry"] = new(ErrorIds.LedgerInvalid, $"New-DefterXLedger {Company}",
            [Company + "-202609", Company + "-2026-09.csv", "2", "Y084", "Test-DefterXLedger"], "error", "hata")
        {
            Arrange = office => office.Import(unbalanced: 1.11m),
        },
        ["month not over"] = new(ErrorIds.LedgerInvalid, $"New-DefterXLedger {Company} -Period 2099-01",
            [Company + "-209901"], "over", "bitmeden") { Arrange = office => office.Import(period: "2099-01") },
        ["created before"] = new(ErrorIds.LedgerExists, $"New-DefterXLedger {Company}",
            [Company + "-202609", "-Force"], "already", "zaten") { Arrange = office => office.Ledgers(Created(office)) },
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

        ["no device"] = new(ErrorIds.DeviceRequired, $"Set-DefterXSignature {Company}", ["Connect-DefterXDevice"], "No device", "Bağlı cihaz yok")
        {
            Arrange = office => office.Ledgers(Created(office)),
        },
        ["another's device"] = new(ErrorIds.SignerNotAuthorized, $"Set-DefterXSignature {Company}",
            ["ÖRNEK IŞIK", "MÜHÜR " + Trader, "-AuthorizedSigner"], "may sign", "imzalayamaz")
        {
            Arrange = office =>
            {
                office.ConnectDevices(Trader);
                office.Ledgers(Created(office));
            },
        },
        ["unknown device"] = new(ErrorIds.DeviceNotFound, "Connect-DefterXDevice -Name yokböyle -Pin $Pin", ["'yokböyle'"], "device", "cihaz")
        {
            Secret = Password,
        },
        ["no PFX file"] = new(ErrorIds.DeviceNotFound, "Connect-DefterXDevice -PfxPath $Root/yok.pfx -Pin $Pin", ["yok.pfx"], "does not exist", "PFX dosyası yok")
        {
            Secret = Password,
        },
        ["no device in time"] = new(ErrorIds.OperationTimeout, "Get-DefterXDevice yokböyle -Wait -Timeout 1", ["1"], "seconds", "saniye"),
        ["one PIN for two devices"] = new(ErrorIds.DeviceAmbiguous, "Connect-DefterXDevice $Devices -Pin $Pin -NoGib",
            ["MÜHÜR " + Company, "MÜHÜR " + Trader], "One PIN", "Tek PIN")
        {
            Arrange = office => office.Set("Devices", new[] { Device(office, Company), Device(office, Trader) }),
            Secret = Password,
        },
        ["library gone"] = new(ErrorIds.LibraryNotLoaded, "Connect-DefterXDevice $Devices -Pin $Pin -NoGib", ["libkart-yok.so"], "driver", "sürücüsü")
        {
            Arrange = office => office.Set(
                "Devices", Device(office, Company) with { Library = Path.Combine(office.Root, "libkart-yok.so"), IsPfx = false }),
            Secret = Password,
        },
        ["wrong PIN"] = new(ErrorIds.PinIncorrect, "Connect-DefterXDevice -PfxPath $Pfx -Pin $Wrong -NoGib", [Company + ".pfx"], "password", "parola")
        {
            Arrange = office =>
            {
                office.Set("Pfx", office.CreatePfx(Company));
                office.Succeed("$Wrong = [System.Net.NetworkCredential]::new('', 'sınama-000').SecurePassword");
            },
            Secret = "sınama",
        },
        ["no PIN"] = new(ErrorIds.PinRequired, "Connect-DefterXDevice -PfxPath $Pfx -NoGib", ["-Pin"], "nobody can be asked", "kimse")
        {
            Arrange = office => office.Set("Pfx", office.CreatePfx(Company)),
        },
        ["expired certificate"] = new(ErrorIds.CertificateExpired, "Connect-DefterXDevice -PfxPath $Pfx -Pin $Pin -NoGib",
            ["MÜHÜR", "2020"], "expired", "doldu")
        {
            Arrange = office => office.Set("Pfx", office.CreatePfx(Company, static () => TestCertificates.CreateMaliMuhur(
                Company, "MÜHÜR", KeyKind.Ec, new DateTimeOffset(2017, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)))),
        },
        ["encryption certificate"] = new(ErrorIds.CertificateNotUsable, "Connect-DefterXDevice -PfxPath $Pfx -Pin $Pin -NoGib",
            ["MÜHÜR"], "for encryption", "şifreleme")
        {
            Arrange = office => office.Set(
                "Pfx", office.CreatePfx(Company, static () => TestCertificates.CreateEncryption(Company, "MÜHÜR", KeyKind.Rsa))),
        },

        ["no authority for time stamps"] = new(ErrorIds.OfficeInvalid, $"Set-DefterXSignature {Company} -TimeStamp",
            ["office.json", "timeStamp", "-TimeStamp"], "names no authority", "sağlayıcısı bildirilmemiş")
        {
            Arrange = ReadyToSign,
        },
        ["authority for time stamps down"] = new(ErrorIds.TimeStampFailed, $"Set-DefterXSignature {Company} -TimeStamp",
            ["http://127.0.0.1:9/", "-TimeStamp"], "cannot be reached", "ulaşılamıyor")
        {
            Arrange = office =>
            {
                office.SetTimeStamps("http://127.0.0.1:9/");
                office.Succeed(Connect + "abc-234-xyz-789 7654321 2026-09");
                ReadyToSign(office);
            },
        },
        ["address of time stamps that is none"] = new(ErrorIds.OfficeInvalid, Connect + "abc-234-xyz-789 7654321 2026-09",
            ["büro", "timeStamp"], "uri", "uri")
        {
            Arrange = office => office.SetTimeStamps("file:///x"),
        },

        ["file changed after signing"] = new(ErrorIds.SignatureInvalid, $"Send-DefterXLedger {Company}",
            [Company + "-202609-Y-000000.xml"], "not sent", "gönderilmedi")
        {
            Arrange = office =>
            {
                Signed(office);
                string journal = office.Month().PathOf(LedgerFileKind.Y);
                File.WriteAllText(journal, File.ReadAllText(journal).Replace("Çekilen", "Yatan", StringComparison.Ordinal));
            },
        },
        ["GİB fault"] = new(ErrorIds.GibRejected, $"Send-DefterXLedger {Company}", ["106", Company + "-202609-YB-000000"], "refused", "reddetti")
        {
            Gib = new SimulatorOptions { MaxPackageBytes = 100 },
            Arrange = Signed,
            Except = "filing.jsonl",
        },
        ["GİB fault for another's device"] = new(ErrorIds.GibNotAuthorized, $"Send-DefterXLedger {Company}",
            ["109", Company + "-202609-YB-000000"], "refused", "reddetti")
        {
            Arrange = office =>
            {
                office.Succeed($"Set-DefterXFirm {Company} -AuthorizedSigner {Trader}");
                office.ConnectDevices(Trader);
                Created(office);
                office.Succeed($"New-DefterXLedger {Company} | Set-DefterXSignature");
            },
            Except = "filing.jsonl",
        },
        ["GİB cannot process the package"] = new(ErrorIds.GibRejected, $"Receive-DefterXBerat {Company} -Period 2026-10 -Branch 0001 -Wait",
            [Company + "-202610-YB-000000", "şubeli"], "could not process", "işleyemedi")
        {
            // Books with and without branches in one fiscal year.
            Arrange = office =>
            {
                office.ConnectDevices(Company);
                office.Import();
                office.Succeed($"$null = Publish-DefterXLedger {Company} -Wait; Set-DefterXFirm {Company} -Branch '0001=Merkez'");
                office.Import(period: "2026-10", branch: "0001");
                office.Succeed($"New-DefterXLedger {Company} -Period 2026-10 | Set-DefterXSignature | Send-DefterXLedger");
            },
            Except = "filing.jsonl",
        },
        ["GİB unreachable"] = new(ErrorIds.GibUnreachable, $"Send-DefterXLedger {Company}", ["127.0.0.1", "YB"], "network", "ağı")
        {
            Arrange = office =>
            {
                Signed(office);
                office.StopGib();
            },
            Except = "filing.jsonl",
        },
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Cmdlet_WhenSomethingIsWrong_SaysWhatAndChangesNothing(string name)
    {
        Case wrong = s_cases[name];
        await CauseAsync(wrong, "en-US", wrong.English);
        await CauseAsync(wrong, "tr-TR", wrong.Turkish);
    }

    private static async Task CauseAsync(Case wrong, string culture, string word)
    {
        await using FilingOffice office = await StartAsync(culture, wrong.Gib);
        wrong.Arrange?.Invoke(office);
        string[] before = office.Snapshot(wrong.Except);
        using IDisposable? held = wrong.Hold?.Invoke(office);
        Engine.Result result = office.Invoke(wrong.Script);
        held?.Dispose();

        string message = result.Error.ToString();
        Assert.True(wrong.Id == result.ErrorId, $"{result.Error.FullyQualifiedErrorId}: {message}");
        Assert.All(wrong.Named, thing => Assert.Contains(thing, message, StringComparison.Ordinal));
        Assert.Contains(word, message, StringComparison.OrdinalIgnoreCase);
        if (wrong.Secret is not null) Assert.DoesNotContain(wrong.Secret, message + result.Text, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal(before, office.Snapshot(wrong.Except));
        Assert.Empty(office.Leftovers());
    }

    // A wait of minutes, so that a slow machine is not too late for it; the clock goes on by as much between the tries.
    private static void TryWrongKeys(FilingOffice office, int times)
    {
        DateTimeOffset now = DateTimeOffset.Now.AddHours(-times);
        LoginThrottle throttle = new(Path.Combine(office.Path, "logins.json"), LoginThrottle.CurrentAccount, () => now = now.AddHours(1));
        for (int i = 0; i < times; i++) throttle.Enter(default);
    }

    private static string Created(FilingOffice office)
    {
        office.Import();
        return $"New-DefterXLedger {Company}";
    }

    private static void ReadyToSign(FilingOffice office)
    {
        office.ConnectDevices(Company);
        office.Ledgers(Created(office));
    }

    private static void Signed(FilingOffice office)
    {
        office.ConnectDevices(Company);
        office.Succeed(Created(office) + " | Set-DefterXSignature");
    }

    private static void Replace(FilingOffice office, string name, string old, string replacement)
    {
        string path = office.Export(name);
        File.WriteAllText(path, File.ReadAllText(path).Replace(old, replacement, StringComparison.Ordinal));
        office.Set("Export", path);
    }

    private static Device Device(FilingOffice office, string identifier)
    {
        office.Set("Pfx", office.CreatePfx(identifier));
        return office.Succeed("$device = Connect-DefterXDevice -PfxPath $Pfx -Pin $Pin -NoGib; Disconnect-DefterXDevice; $device").Single<Device>()
            with { IsConnected = false };
    }

    private static string FirmScript(string identifier) =>
        $"New-DefterXFirm {identifier} -Title 'YENİ A.Ş.' -BuildingNumber 1 -Street Sokak -City Ankara -ZipCode 06100 -Phone 3125550101 "
        + "-Email a@ornek.example -NaceCode 47.11.01 -AccountantName 'SMMM Ayşe Örnek' -AccountantEngagement '-'";

    /// <summary>One thing that goes wrong.</summary>
    /// <param name="Named">What the message names in every language.</param>
    /// <param name="English">A word of the English message.</param>
    /// <param name="Turkish">A word of the Turkish message.</param>
    private sealed record Case(string Id, string Script, string[] Named, string English, string Turkish)
    {
        public Action<FilingOffice>? Arrange { get; init; }

        public Func<FilingOffice, IDisposable>? Hold { get; init; }

        public string? Secret { get; init; }

        public SimulatorOptions? Gib { get; init; }

        /// <summary>The file that may change: what is intended is recorded before it is done.</summary>
        public string? Except { get; init; }
    }
}
