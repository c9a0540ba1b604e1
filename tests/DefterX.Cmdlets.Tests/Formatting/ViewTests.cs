using System;
using System.Linq;
using System.Management.Automation;
using DefterX.Cmdlets.Formatting;
using DefterX.Devices;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;
using Xunit;
using Signature = DefterX.Signatures.Signature;
using SignatureStatus = DefterX.Signatures.SignatureStatus;

namespace DefterX.Cmdlets.Tests.Formatting;

public sealed class ViewTests
{
    private const string AtService = "login key at a service";
    private static readonly Firm s_firm = new()
    {
        Identifier = TestOffice.Identifier,
        Title = "ÖRNEK IŞIK İNŞAAT SANAYİ VE TİCARET LİMİTED ŞİRKETİ",
        Address = new Address { BuildingNumber = "1", Street = "Çınar Sokak", City = "Ankara", ZipCode = "06100" },
        Phone = "3125550101",
        Email = "a@ornek.example",
        NaceCode = "47.11.01",
        Accountants = [],
    };

    private static readonly LoginKeyInfo s_key = new()
    {
        Id = "0123abcd",
        Name = "Ayşe Işık",
        CreatedAt = new DateTimeOffset(new DateTime(2027, 1, 9, 14, 30, 0)),
        Office = "/x",
    };

    public static TheoryData<string, string[]> Tables => new()
    {
        { nameof(Device), ["mühür-1", "30.11.2027", "Evet", "5123400670"] },
        { nameof(Firm), ["ÖRNEK IŞIK", "5123400670", "Ankara"] },
        { nameof(Ledger), ["2026-09", "Oluşturuldu", "1.234", "1.234.567,50", "~11.01.2027"] },
        { nameof(Finding), ["Y084", "Hata", "Borç ve alacak eşit değil", "Eylül 2026"] },
        { nameof(Signature), ["Geçerli", "5123400670-202609-Y-000000.xml"] },
        { nameof(JournalImport), ["2026-09", "1.234.567,50", "LUCA Yevmiye Defteri"] },
        { nameof(LoginKeyInfo), ["Ayşe Işık", "0123abcd", "9.01.2027 14:30"] },
        { AtService, ["Ayşe Işık", "İmzalayan", "0123abcd", "9.01.2027 14:30", "ayse@buro.example"] },
        { nameof(OfficeRegistration), ["Işık Büro", "1234567", "https://defterx.buro.example:5341/", "Ayşe Işık", "ayse@buro.example"] },
        { nameof(AuditEvent), ["9.01.2027 14:30", "Ayarlar değişti", "Ayşe Işık", "BÜRO-1", "1234567: gibUri"] },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Table_InTurkish_ShowsTheFactsWithin120Columns(string type, string[] expected)
    {
        string text = Render(Sample(type), 120, "tr-TR");
        Assert.All(expected, value => Assert.Contains(value, text, StringComparison.Ordinal));
        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 120, line));
        string narrow = Render(Sample(type), 80, "tr-TR");
        Assert.Contains(expected[0], narrow, StringComparison.Ordinal);
        Assert.DoesNotContain(narrow.Split('\n'), static line => line.EndsWith(" -", StringComparison.Ordinal)); // a squeezed column
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public void Table_AtTheWidthOfAWindow_EndsWithAWholeColumn(int width)
    {
        string[] fit = [nameof(Device), nameof(Firm), nameof(Ledger)];
        Assert.All(fit, type =>
        {
            string rule = Render(Sample(type), width, "en-US").Split('\n').First(static line => line.StartsWith("---", StringComparison.Ordinal));
            Assert.Matches("-{2,} *$", rule.TrimEnd('\r'));
        });
    }

    [Theory]
    [InlineData("tr-TR", ": Gerçek")]
    [InlineData("en-US", ": Production")]
    public void Office_Always_ShowsItsSettingsAsTheyAreTyped(string culture, string environment)
    {
        string text = Render(
            new OfficeInfo
            {
                Office = "/büro",
                CustomerNumber = "1234567",
                Name = "Işık Mali Müşavirlik",
                GibEnvironment = GibEnvironment.Production,
                GibTokenType = GibTokenType.X509v3,
                GibRetry = new GibRetrySettings { FirstWaitSeconds = 0.5 },
                SourceApplication = new SourceApplication(TestOffice.OtherIdentifier, "DENEME", "DEFTERX", "0.1"),
                SessionIdleTimeout = TimeSpan.FromHours(8),
                TimeStamp = new TimeStampSettings(new Uri("http://tsa.example/"), "1.2.3"),
                TrustedRoots = ["bir.pem", "iki.cer"],
                DocumentTypeCodes = new System.Collections.Generic.Dictionary<string, DocumentTypeCode>
                {
                    ["EA"] = new("invoice"), ["DK"] = new("other", "Dekont"),
                },
            },
            120,
            culture);
        string[] expected =
        [
            environment, "08:00:00", "attempts = 5", "firstWaitSeconds = 0.5", "http://tsa.example/ (1.2.3)", "bir.pem", "iki.cer",
            "DK = Dekont, EA = invoice", "7341200986##DENEME##DEFTERX##0.1",
        ];
        Assert.All(expected, value => Assert.Contains(value, text, StringComparison.Ordinal));
    }

    [Fact]
    public void LoginKey_OfAFolder_HasNoEmptyColumns()
    {
        string table = Render(Sample(nameof(LoginKeyInfo)), 120, "en-US");
        Assert.Equal("Id Name Created at", string.Join(' ', table.Split('\n').First(static line => line.StartsWith("Id ", StringComparison.Ordinal)).Split(
            [' ', '\r'], StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("Role", Render(Sample(AtService), 120, "en-US"), StringComparison.Ordinal);
    }

    [Fact]
    public void Ledger_InEnglish_ShowsAmountsInTheCulture() =>
        Assert.Contains("1,234,567.50", Render(Sample(nameof(Ledger)), 120, "en-US"), StringComparison.Ordinal);

    [Theory]
    [InlineData("tr-TR", "Dönem", "Eylül 2026", "doğrulama, oluşturma")]
    [InlineData("en-US", "Period", "September 2026", "validate, create")]
    public void Session_Always_ShowsTheWelcomeView(string culture, params string[] expected)
    {
        using TestOffice office = new(culture);
        string text = Render(office.Connect(), 120, culture);
        Assert.All([.. expected, "Deneme Mali Müşavirlik", office.Path, " Test"], value => Assert.Contains(value, text, StringComparison.Ordinal));
        Assert.True(text.Split('\n').Length > 6, text);
    }

    [Fact]
    public void Address_WithoutSecondLine_LeavesItOut() => Assert.Equal("Çınar Sokak 1, 06100 Ankara, Türkiye", Display.Address(s_firm.Address));

    private static string Render(object value, int width, string culture)
    {
        TextHost host = new(width);
        using Engine engine = new(culture, host, formats: true);
        using PowerShell shell = engine.Create();
        shell.AddCommand("Out-Default").AddParameter("InputObject", value);
        shell.Invoke();
        return host.Text;
    }

    private static object Sample(string type) => type switch
    {
        nameof(Device) => new Device
        {
            Name = "mühür-1",
            Owner = s_firm.Title,
            Identifier = TestOffice.Identifier,
            Kind = DeviceKind.MaliMuhur,
            KeyAlgorithm = "EC-P384",
            Issuer = "Deneme",
            NotBefore = new DateTime(2024, 11, 30),
            NotAfter = new DateTime(2027, 11, 30),
            Thumbprint = new string('A', 40),
            Library = "/lib.so",
            IsConnected = true,
        },
        nameof(Firm) => s_firm,
        nameof(Ledger) => new Ledger
        {
            Firm = s_firm,
            Period = new Period(2026, 9),
            State = LedgerState.Created,
            Entries = 1234,
            TotalDebit = 1234567.5m,
            DueDate = new DateTime(2027, 1, 11),
            IsDueDateProvisional = true,
            ApprovedAt = new DateTime(2027, 1, 9, 14, 30, 0),
        },
        nameof(Finding) => new Finding
        {
            Firm = s_firm,
            Period = new Period(2026, 9),
            Code = "Y084",
            Severity = FindingSeverity.Error,
            Message = "Borç ve alacak eşit değil",
            Line = 12,
        },
        nameof(Signature) => new Signature
        {
            Path = "/x/5123400670-202609-Y-000000.xml",
            Status = SignatureStatus.Valid,
            StatusMessage = "",
            Signer = s_firm.Title,
            SigningTime = DateTimeOffset.Now,
        },
        nameof(LoginKeyInfo) => s_key,
        AtService => LoginKeyView.Of(s_key with { Role = OfficeRole.Signer, Email = "ayse@buro.example" }),
        nameof(OfficeRegistration) => new OfficeRegistration
        {
            ServiceUri = new Uri("https://defterx.buro.example:5341/"),
            CustomerNumber = "1234567",
            Name = "Işık Büro",
            KeyName = "Ayşe Işık",
            Email = "ayse@buro.example",
        },
        nameof(AuditEvent) => new AuditEvent
        {
            Id = 7,
            Time = new DateTime(2027, 1, 9, 14, 30, 0),
            Action = "OfficeChanged",
            KeyName = "Ayşe Işık",
            Machine = "BÜRO-1",
            Address = "192.168.100.200",
            Subject = "1234567",
            Detail = "gibUri",
            Office = "https://buro.example/",
        },
        _ => new JournalImport
        {
            Layout = "LUCA Yevmiye Defteri (xlsx)",
            Firm = s_firm,
            Period = new Period(2026, 9),
            Path = "/x",
            Entries = 1,
            Lines = 2,
            TotalDebit = 1234567.5m,
            TotalCredit = 1234567.5m,
            ImportedAt = DateTime.Now,
            Sha256 = "",
        },
    };
}
