using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Cmdlets.Tests.Offices;

/// <summary>Kayıt Olma at a real service, in both languages: what is registered, and every way in which it is refused.</summary>
public sealed class RegistrationTests : IClassFixture<RegistrationTests.Running>, IDisposable
{
    private const string Register = """
        param($Service, $Code, $Number = '1001', $More = @{})
        New-DefterXOffice -ServiceUri $Service $Number 'Işık Büro' -Email "ayse-$Number@buro.example" -KeyName 'Ayşe Işık' -RegistrationCode $Code `
            -SourceIdentifier 7341200986 -SourceTitle 'DENEME A.Ş.' -Verbose @More
        """;

    private static readonly SecureString s_code = new NetworkCredential("", OfficeServiceProcess.Code).SecurePassword;
    private readonly OfficeServiceProcess _service;
    private readonly Engine _engine = new("tr-TR");
    private readonly string _folder = Directory.CreateTempSubdirectory("defterx-register-").FullName;

    public RegistrationTests(Running running) => _service = running.Service;

    [Fact]
    public void New_WithTheCode_RegistersAndTheMailedKeyLogsInAsAdministrator()
    {
        Engine.Result result = Run(_service.Address, s_code, "2001");
        OfficeRegistration office = result.Single<OfficeRegistration>();
        Assert.Equal((_service.Address, "2001", "Işık Büro"), (office.ServiceUri, office.CustomerNumber, office.Name));
        Assert.Equal(("Ayşe Işık", "ayse-2001@buro.example"), (office.KeyName, office.Email));
        string key = _service.KeyOf(office.Email);
        Assert.All([key, OfficeServiceProcess.Code], secret =>
        {
            Assert.DoesNotContain(secret, result.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, PSSerializer.Serialize(office), StringComparison.Ordinal);
        });
        Session session = _engine.Invoke("param($Service, $Key) Connect-DefterXSession $Key 2001 2026-09 -ServiceUri $Service", _service.Address, key)
            .Single<Session>();
        Assert.Equal(("Ayşe Işık", "Işık Büro"), (session.LoginKeyName, session.Folder.Settings.Name));
        LoginKeyInfo first = _engine.Invoke("Get-DefterXLoginKey").Single<LoginKeyInfo>();
        Assert.Equal((OfficeRole.Administrator, office.Email), (first.Role, first.Email));
        _engine.Invoke("Disconnect-DefterXSession");
    }

    [Fact]
    public void New_WithRootsAndGib_TakesThemAlong()
    {
        string root = Path.Combine(_folder, "kök.pem");
        File.WriteAllText(root, TestCertificates.Authority.ExportCertificatePem());
        Dictionary<string, object> more = new() { ["TrustedRoot"] = root, ["GibEnvironment"] = "Production", ["GibUri"] = "https://gib.example/", ["SourceVersion"] = "2.5" };
        Assert.Empty(Run(_service.Address, OfficeServiceProcess.Code, "2002", more).Errors);
        Session session = _engine.Invoke(
            "param($Service, $Key) Connect-DefterXSession $Key 2002 2026-09 -ServiceUri $Service", _service.Address, _service.KeyOf("ayse-2002@buro.example"))
            .Single<Session>();
        Assert.Equal([TestCertificates.Authority.Thumbprint], session.Folder.ReadTrustedRoots().Anchors.Select(anchor => anchor.Thumbprint));
        OfficeSettings settings = session.Folder.Settings;
        Assert.Equal((GibEnvironment.Production, new Uri("https://gib.example/"), "2.5"), (settings.GibEnvironment, settings.GibUri, settings.SourceApplication.Version));
        _engine.Invoke("Disconnect-DefterXSession");
    }

    [Fact]
    public async Task New_UnderWhatIfOrWithWhatCannotBe_AsksTheServiceNothing()
    {
        await using LossyRelay relay = new(_service.Address, "POST");
        Assert.Empty(Run(relay.Address, s_code, "2003", new() { ["WhatIf"] = true }).Output);
        Engine.Result result = Run(relay.Address, s_code, "20 03");
        Assert.Equal((ErrorIds.OfficeInvalid, "20 03"), (result.ErrorId, result.Error.TargetObject));
        Assert.Equal(ErrorIds.OfficeInvalid, Run(relay.Address, s_code, "2003", new() { ["TrustedRoot"] = Path.Combine(_folder, "yok.pem") }).ErrorId);
        Assert.Equal(ErrorIds.RegistrationCodeWrong, Run(relay.Address, new SecureString(), "2003").ErrorId);
        Assert.Equal(ErrorIds.ServiceUnreachable, Run(new Uri("http://buro.example/"), s_code, "2003").ErrorId);
        Assert.Equal(0, relay.Connections);
    }

    [Theory]
    [InlineData("", "hands it out")]
    [InlineData("tr-TR", "hizmeti işleten verir")]
    public void New_WithAWrongCode_SaysWhoHasIt(string culture, string words)
    {
        using Engine engine = new(culture);
        Engine.Result result = engine.Invoke(Register, _service.Address, "yanlış-kayıt-kodu", "2004");
        Refused(result, ErrorIds.RegistrationCodeWrong, ErrorCategory.AuthenticationError, words);
        Assert.Equal(_service.Address, result.Error.TargetObject);
        Assert.DoesNotContain("yanlış-kayıt-kodu", result.Text, StringComparison.Ordinal);
        Assert.Single(engine.Invoke(Register, _service.Address, s_code, culture.Length == 0 ? "2005" : "2006").Output); // wrong tries are forgotten
    }

    [Theory]
    [InlineData("", "welcome mail")]
    [InlineData("tr-TR", "hoş geldiniz iletisi")]
    public async Task New_WhoseAnswerIsLost_SaysWhereToLookAndTheNextTryExplainsItself(string culture, string words)
    {
        string number = culture.Length == 0 ? "2007" : "2008";
        using Engine engine = new(culture);
        await using LossyRelay relay = new(_service.Address, "POST /v1/offices");
        Engine.Result lost = engine.Invoke(Register, relay.Address, s_code, number);
        Refused(lost, ErrorIds.ServiceUnreachable, ErrorCategory.ConnectionError, words, $"ayse-{number}@buro.example");
        Assert.Equal(1, relay.Lost); // it was not sent twice
        Engine.Result again = engine.Invoke(Register, _service.Address, s_code, number);
        Refused(again, ErrorIds.OfficeExists, ErrorCategory.ResourceExists, words, $"ayse-{number}@buro.example");
        Assert.Equal(number, again.Error.TargetObject);
        Assert.Empty(engine.Invoke(
            "param($Service, $Key, $Number) $null = Connect-DefterXSession $Key $Number 2026-09 -ServiceUri $Service; Disconnect-DefterXSession",
            _service.Address,
            _service.KeyOf($"ayse-{number}@buro.example"),
            number).Errors);
    }

    [Fact]
    public async Task New_WhenTheMailCannotBeSent_RegistersNothingAndWrongCodesWait()
    {
        await using OfficeServiceProcess service = await OfficeServiceProcess.StartAsync(_folder, settings: new Dictionary<string, string>
        {
            ["DEFTERX_SERVICE__MAIL__HOST"] = "127.0.0.1",
            ["DEFTERX_SERVICE__MAIL__PORT"] = "9",
            ["DEFTERX_SERVICE__MAIL__SECURITY"] = "None",
        });
        Refused(Run(service.Address, s_code), ErrorIds.MailNotSent, ErrorCategory.ResourceUnavailable, "hiçbir şey saklanmadı");
        Refused(Run(service.Address, s_code), ErrorIds.MailNotSent, ErrorCategory.ResourceUnavailable, "hiçbir şey saklanmadı"); // not OfficeExists
        for (int wrong = 0; wrong < 5; wrong++) Assert.Equal(ErrorIds.RegistrationCodeWrong, Run(service.Address, "yanlis-kayit-kodu").ErrorId);
        Refused(Run(service.Address, s_code), ErrorIds.LoginThrottled, ErrorCategory.LimitsExceeded, "saniye");
    }

    [Fact]
    public async Task New_WhereRegistrationIsSwitchedOffOrNobodyListens_SaysSo()
    {
        OfficeServiceProcess service = await OfficeServiceProcess.StartAsync(
            _folder, settings: new Dictionary<string, string> { ["DEFTERX_SERVICE__REGISTRATION__CODE"] = "" });
        await using (service)
        {
            Refused(Run(service.Address, s_code), ErrorIds.RegistrationClosed, ErrorCategory.PermissionDenied, "defterx-service register");
        }

        Refused(Run(service.Address, s_code), ErrorIds.ServiceUnreachable, ErrorCategory.ConnectionError, service.Address.ToString());
    }

    [Fact]
    public void New_FromRows_RegistersEach()
    {
        Engine.Result result = _engine.Invoke(
            """
            param($Service, $Code)
            2011, 2012 | ForEach-Object { [pscustomobject]@{
                ServiceUri = $Service; CustomerNumber = $_; Name = "Büro $_"; Email = "b$_@buro.example"; KeyName = 'Yönetici'
                SourceIdentifier = '7341200986'; SourceTitle = 'DENEME' } } | New-DefterXOffice -RegistrationCode $Code
            """,
            _service.Address.ToString(),
            s_code);
        Assert.Equal(["2011", "2012"], result.Output.Select(static item => ((OfficeRegistration)item.BaseObject).CustomerNumber));
    }

    public void Dispose()
    {
        _engine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Engine.Result Run(Uri service, object code, string number = "1001", Dictionary<string, object>? more = null) =>
        _engine.Invoke(Register, service, code, number, new System.Collections.Hashtable(more ?? []));

    private static void Refused(Engine.Result result, string errorId, ErrorCategory category, params string[] words)
    {
        Assert.Empty(result.Output);
        Assert.Equal((errorId, category), (result.ErrorId, result.Error.CategoryInfo.Category));
        Assert.All(words, text => Assert.Contains(text, result.Error.ToString(), StringComparison.Ordinal));
    }

    /// <summary>A service that all tests of the class share.</summary>
    public sealed class Running : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("defterx-registry-").FullName;

        public OfficeServiceProcess Service { get; private set; } = null!;

        public async Task InitializeAsync() => Service = await OfficeServiceProcess.StartAsync(_folder);

        public async Task DisposeAsync()
        {
            await Service.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
