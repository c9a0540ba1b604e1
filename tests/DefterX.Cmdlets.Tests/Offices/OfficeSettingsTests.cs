using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Filing.Offices;
using DefterX.Journals;
using DefterX.Office;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Cmdlets.Tests.Offices;

public sealed class FolderSettingsTests : OfficeSettingsTests
{
    private protected override OfficePlace Place => OfficePlace.Folder;
}

public sealed class SqliteSettingsTests : OfficeSettingsTests
{
    private protected override OfficePlace Place => OfficePlace.Sqlite;
}

public sealed class PostgreSqlSettingsTests : OfficeSettingsTests
{
    private protected override OfficePlace Place => OfficePlace.PostgreSql;
}

/// <summary>An office's settings seen and changed from the prompt, the same wherever it is kept.</summary>
public abstract class OfficeSettingsTests : IDisposable
{
    private readonly TestOffice _office;
    private readonly Session _session;

    protected OfficeSettingsTests()
    {
        _office = new TestOffice("tr-TR", place: Place);
        _session = _office.Connect();
    }

    private protected abstract OfficePlace Place { get; }

    private bool IsService => _session.Folder.Service is not null;

    public void Dispose()
    {
        _session.Close();
        _office.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Get_InASession_ShowsWhatTheOfficeSays()
    {
        OfficeInfo office = Get();
        Assert.Equal((_session.Office, _session.CustomerNumber, "Deneme Mali Müşavirlik"), (office.Office, office.CustomerNumber, office.Name));
        Assert.Equal((GibEnvironment.Test, TimeSpan.FromHours(12)), (office.GibEnvironment, office.SessionIdleTimeout));
        Assert.Equal("7341200986##DENEME YAZILIM A.Ş.##DEFTERX##0.1", office.SourceApplication.ToString());
        Assert.Equal(IsService ? 1 : null, office.Version);
        Assert.Empty(office.TrustedRoots);
        Assert.Null(office.HolidayPath);
    }

    [Fact]
    public void Set_EverySetting_IsThereAndInTheSessionAtOnce()
    {
        OfficeInfo shown = Succeed(
            """
            Set-DefterXOffice -Name ' Işık & İnci ' -SessionIdleTimeout 01:30:00 -GibEnvironment Production -GibUri https://gib.example/ `
                -GibTokenType X509v3 -GibRetry @{ attempts = 8; FIRSTWAITSECONDS = '0.5' } -TimeStampUri http://tsa.example/ -TimeStampPolicy 1.2.3 `
                -SourceIdentifier 5123400670 -SourceTitle 'IŞIK A.Ş.' -SourceProgram PRG -SourceVersion 2.1 `
                -DocumentTypeCode @{ EA = 'fatura'; DK = 'Dekont' } -PassThru
            """).Single<OfficeInfo>();
        OfficeInfo read = Get();
        foreach (OfficeInfo office in new[] { shown, read })
        {
            Assert.Equal(("Işık & İnci", TimeSpan.FromMinutes(90)), (office.Name, office.SessionIdleTimeout));
            Assert.Equal(
                (GibEnvironment.Production, new Uri("https://gib.example/"), GibTokenType.X509v3), (office.GibEnvironment, office.GibUri, office.GibTokenType));
            Assert.Equal((8, 0.5, 60d), (office.GibRetry.Attempts, office.GibRetry.FirstWaitSeconds, office.GibRetry.LongestWaitSeconds));
            Assert.Equal(new TimeStampSettings(new Uri("http://tsa.example/"), "1.2.3"), office.TimeStamp);
            Assert.Equal("5123400670##IŞIK A.Ş.##PRG##2.1", office.SourceApplication.ToString());
            Assert.Equal(new DocumentTypeCode("invoice"), office.DocumentTypeCodes["EA"]);
            Assert.Equal(new DocumentTypeCode("other", "Dekont"), office.DocumentTypeCodes["DK"]);
        }

        Assert.Equal(GibEnvironment.Production, _session.GibEnvironment);
        Assert.Equal((8, "Işık & İnci"), (_session.Folder.Settings.GibRetry.Attempts, _session.Folder.Settings.Name));
        Assert.Equal(IsService ? 2 : null, read.Version);
        Assert.Equal(read with { DocumentTypeCodes = shown.DocumentTypeCodes, TrustedRoots = shown.TrustedRoots }, shown);
    }

    [Fact]
    public void Set_OneOfSeveral_LeavesTheOthers()
    {
        Succeed("Set-DefterXOffice -TimeStampUri http://tsa.example/ -TimeStampPolicy 1.2.3 -DocumentTypeCode @{ EA = 'fatura'; DK = 'Dekont' } -GibRetry @{ attempts = 3 }");
        Succeed("Set-DefterXOffice -TimeStampPolicy '' -DocumentTypeCode @{ EA = ''; XY = 'makbuz' } -GibRetry @{ pauseSeconds = 5 } -GibUri http://127.0.0.1:9/");
        OfficeInfo office = Get();
        Assert.Equal(new TimeStampSettings(new Uri("http://tsa.example/")), office.TimeStamp);
        Assert.Equal(["DK", "XY"], office.DocumentTypeCodes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((3, 5d), (office.GibRetry.Attempts, office.GibRetry.PauseSeconds));
        Succeed("Set-DefterXOffice -TimeStampUri '' -GibUri $null");
        Assert.Equal((null, null), (Get().TimeStamp, Get().GibUri));
    }

    [Theory]
    [InlineData("-SourceIdentifier 5123400671", "VKN")]
    [InlineData("-SourceTitle 'A#B'", "#")]
    [InlineData("-SessionIdleTimeout 0", "sıfırdan")]
    [InlineData("-SessionIdleTimeout 8", "dakika")]
    [InlineData("-GibUri http://gib.example/", "https")]
    [InlineData("-GibUri gib", "https")]
    [InlineData("-GibRetry @{ attempts = 0 }", "gibRetry")]
    [InlineData("-GibRetry @{ attempts = 2.5 }", "gibRetry")]
    [InlineData("-GibRetry @{ attempts = 'çok' }", "çok")]
    [InlineData("-GibRetry @{ deneme = 1 }", "Attempts")]
    [InlineData("-TimeStampUri ftp://tsa.example/", "timeStamp")]
    [InlineData("-TimeStampPolicy 1.2.3", "timeStamp")]
    [InlineData("-TimeStampUri http://tsa.example/ -TimeStampPolicy politika", "timeStamp")]
    [InlineData("-DocumentTypeCode @{ EA = 'XX' }", "EA")]
    [InlineData("-AddTrustedRoot $Root/yok.pem", "yok.pem")]
    [InlineData("-AddTrustedRoot $Root/düz.txt", "düz.txt")]
    [InlineData("-RemoveTrustedRoot kök.pem", "kök.pem")]
    [InlineData("-HolidayPath $Root/yok.json", "yok.json")]
    [InlineData("-HolidayPath $Root/düz.txt", "düz.txt")]
    public void Set_WhatIsWrong_IsOfficeInvalidAndChangesNothing(string arguments, string words)
    {
        _office.Engine.Runspace.SessionStateProxy.SetVariable("Root", _office.Root);
        File.WriteAllText(Path.Combine(_office.Root, "düz.txt"), "hiç");
        OfficeInfo before = Get();
        string files = Files();
        Engine.Result result = _office.Engine.Invoke($"Set-DefterXOffice -Name Yeni {arguments}");
        Assert.Equal(ErrorIds.OfficeInvalid, result.ErrorId);
        Assert.Contains(words, result.Error.ToString(), StringComparison.Ordinal);
        OfficeInfo after = Get();
        Assert.Equal(("Deneme Mali Müşavirlik", before.Version), (after.Name, after.Version));
        Assert.Equal(files, Files());
    }

    [Fact]
    public void Set_UnderWhatIf_ChangesNothing()
    {
        WriteRoot("kök.pem", TestCertificates.Authority);
        string files = Files();
        long? version = Get().Version;
        Assert.Empty(Succeed($"Set-DefterXOffice -Name Yeni -AddTrustedRoot '{_office.Root}/kök.pem' -PassThru -WhatIf").Output);
        Assert.Equal((files, version, "Deneme Mali Müşavirlik"), (Files(), Get().Version, Get().Name));
    }

    [Fact]
    public void Roots_AddedAndRemoved_AreTrustedAndNoMore()
    {
        string path = WriteRoot("kök.pem", TestCertificates.Authority);
        Succeed($"Set-DefterXOffice -AddTrustedRoot '{path}'");
        Succeed($"Set-DefterXOffice -AddTrustedRoot '{path}'"); // the same one again is nothing new
        Assert.Equal(["kök.pem"], Get().TrustedRoots);
        Assert.Equal([TestCertificates.Authority.Thumbprint], Trusted());

        using X509Certificate2 other = TestCertificates.CreateMaliMuhur(TestOffice.Identifier, "BAŞKA", KeyKind.Ec);
        string renewed = WriteRoot("yeni/kök.pem", other);
        Assert.Equal(ErrorIds.OfficeInvalid, _office.Engine.Invoke($"Set-DefterXOffice -AddTrustedRoot '{renewed}'").ErrorId);
        Assert.Equal([TestCertificates.Authority.Thumbprint], Trusted());
        Succeed($"Set-DefterXOffice -AddTrustedRoot '{renewed}' -RemoveTrustedRoot KÖK.*");
        Assert.Equal(other.RawData, X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_office.Path, "roots", "kök.pem")).RawData);
        Succeed("Set-DefterXOffice -RemoveTrustedRoot *");
        Assert.Empty(Get().TrustedRoots);
        Assert.Empty(_session.Folder.ReadTrustedRoots().Anchors);
    }

    [Fact]
    public void Holidays_SetAndRemoved_MoveTheDueDate()
    {
        _office.AddFirm();
        DateTime usual = DueDate();
        string path = Path.Combine(_office.Root, "tatiller.json");
        File.WriteAllText(path, "{ \"dueDates\": [ { \"period\": \"2026-09\", \"date\": \"2027-01-20\" } ] }");
        Succeed($"Set-DefterXOffice -HolidayPath '{path}'");
        Assert.Equal(new DateTime(2027, 1, 20), DueDate());
        Assert.Equal(Path.Combine(_office.Path, "holidays.json"), Get().HolidayPath);
        Succeed("Set-DefterXOffice -HolidayPath ''");
        Assert.Equal((usual, null), (DueDate(), Get().HolidayPath));
    }

    [Fact]
    public void Set_ByTwoAtOnce_LosesNeitherOfThem()
    {
        Session other = Another();
        Session[] sessions = [_session, other];
        int conflicts = 0;
        Parallel.For(0, 2, who =>
        {
            for (int i = 0; i < 10;)
            {
                string code = $"{(char)('A' + who)}{i}";
                try
                {
                    OfficeStore.Of(sessions[who].Folder).Change(Coded(code), CancellationToken.None);
                    i++;
                }
                catch (DefterXException e) when (e.ErrorId == ErrorIds.ServiceConflict)
                {
                    Interlocked.Increment(ref conflicts);
                }
            }
        });
        Assert.Equal(20, Get().DocumentTypeCodes.Count);
        Assert.Equal(IsService, conflicts > 0);
        other.Close();
    }

    [Fact]
    public void Set_WhatAnotherHasChanged_IsAConflictOnceAndNothingIsLost()
    {
        Session other = Another();
        OfficeStore.Of(other.Folder).Change(Coded("EA"), CancellationToken.None);
        Engine.Result first = _office.Engine.Invoke("Set-DefterXOffice -Name Yeni");
        if (IsService)
        {
            Assert.Equal(ErrorIds.ServiceConflict, first.ErrorId);
            Assert.Contains("Get-DefterXOffice", first.Error.ToString(), StringComparison.Ordinal);
            Assert.Equal("Deneme Mali Müşavirlik", OfficeStore.Of(other.Folder).Read(CancellationToken.None).Name);
            Succeed("Set-DefterXOffice -Name Yeni");
        }

        OfficeInfo office = OfficeStore.Of(other.Folder).Read(CancellationToken.None);
        Assert.Equal(("Yeni", "EA"), (office.Name, office.DocumentTypeCodes.Keys.Single()));
        Assert.Equal("Yeni", other.Folder.Settings.Name);
        other.Close();
    }

    [Fact]
    public void Set_ThroughThePipeline_FindsTheOfficeByItsName()
    {
        Succeed("Get-DefterXOffice | Set-DefterXOffice -Name Bir");
        Assert.Equal("Bir", Get().Name);
        Succeed("Get-DefterXSession | Set-DefterXOffice -Name İki");
        Assert.Equal("İki", _session.Folder.Settings.Name);
        Assert.Equal("İki", Succeed("Get-DefterXSession | Get-DefterXOffice").Single<OfficeInfo>().Name);
        Assert.NotEmpty(Succeed("Get-DefterXOffice | Get-DefterXLoginKey | Get-DefterXLoginKey").Output);
    }

    [Fact]
    public void Set_InASessionThatWasEnded_IsSessionExpired()
    {
        _office.Engine.Runspace.SessionStateProxy.SetVariable("Session", _session);
        Succeed("Disconnect-DefterXSession");
        Assert.Equal(ErrorIds.SessionExpired, _office.Engine.Invoke("Set-DefterXOffice -Name Yeni -Session $Session").ErrorId);
        Assert.Equal(ErrorIds.SessionExpired, _office.Engine.Invoke("Get-DefterXOffice -Session $Session").ErrorId);
    }

    private static OfficeChange Coded(string code) => new(
        settings => settings with
        {
            DocumentTypeCodes = new Dictionary<string, DocumentTypeCode>(settings.DocumentTypeCodes) { [code] = new("invoice") },
        },
        [],
        [],
        null);

    // As another administrator on another PC would.
    private Session Another()
    {
        if (!IsService)
        {
            OfficeFolder folder = OfficeFolder.Open(_office.Path);
            using LoginKey known = LoginKey.Parse(TestOffice.Key);
            return OfficeLocation.Of(folder).LogIn(known, TestOffice.CustomerNumber, new Period(2026, 9), new SessionOptions(), null, default);
        }

        using LoginKey key = LoginKey.Parse(Place.Service!.KeyOf($"yonetici-{_session.CustomerNumber}@buro.example"));
        return OfficeLocation.Of(Place.Service.Address).LogIn(key, _session.CustomerNumber, new Period(2026, 9), new SessionOptions(), null, default);
    }

    private OfficeInfo Get() => Succeed("Get-DefterXOffice").Single<OfficeInfo>();

    private Engine.Result Succeed(string script)
    {
        Engine.Result result = _office.Engine.Invoke(script);
        Assert.True(result.Terminating is null && result.Errors.Count == 0, $"{result.Terminating}\n{result.Text}");
        return result;
    }

    private DateTime DueDate() => (DateTime)Succeed("Get-DefterXFirm").Output.Single().Properties["DueDate"].Value;

    private IEnumerable<string> Trusted() => _session.Folder.ReadTrustedRoots().Anchors.Select(root => root.Thumbprint);

    private string WriteRoot(string name, X509Certificate2 certificate)
    {
        string path = Path.Combine(_office.Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, certificate.ExportCertificatePem());
        return path;
    }

    // All of the office on this PC but what is written on the way; nothing half written is left.
    private string Files() => string.Join('\n', Directory.EnumerateFiles(_office.Path, "*", SearchOption.AllDirectories)
        .Where(file => !file.StartsWith(_session.Folder.LogFolder, StringComparison.Ordinal) && Path.GetFileName(file) is not ("logins.json" or "office.lock"))
        .Order(StringComparer.Ordinal)
        .Select(file => file + " " + Convert.ToBase64String(File.ReadAllBytes(file))));
}
