using System;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DefterX.Cmdlets.Tests.Offices;
using DefterX.Devices;
using DefterX.Office;

namespace DefterX.Cmdlets.Tests;

/// <summary>An office in a temporary folder with a login key, and a runspace in which a session can be opened.</summary>
internal sealed class TestOffice : IDisposable
{
    public const string CustomerNumber = "7654321";
    public const string Key = "abc-234-xyz-789";
    public const string Identifier = "5123400670";
    public const string OtherIdentifier = "7341200986";

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly RegisteredOffice? _service;
    private OfficeFolder? _folder;

    /// <param name="gib">The address of GİB's web service; that of the Test environment when left out.</param>
    /// <param name="idleTimeout">After which idle time sessions expire; the usual one when left out.</param>
    /// <param name="place">Where the office is kept; in a folder when left out. At a service there is no office before a session.</param>
    public TestOffice(string culture = "", Uri? gib = null, TimeSpan? idleTimeout = null, OfficePlace? place = null)
    {
        Engine = new Engine(culture, formats: true);
        Root = Directory.CreateTempSubdirectory("defterx-cmdlets-").FullName;
        OfficeSettings settings = new()
        {
            CustomerNumber = CustomerNumber,
            Name = "Deneme Mali Müşavirlik",
            GibUri = gib,
            SourceApplication = new SourceApplication(OtherIdentifier, "DENEME YAZILIM A.Ş.", "DEFTERX", "0.1"),
        };
        if (idleTimeout is not null) settings = settings with { SessionIdleTimeout = idleTimeout.Value };
        _service = place?.Register(settings);
        if (_service is not null) return;
        _folder = OfficeFolder.Create(System.IO.Path.Combine(Root, "büro"), settings);
        AddKey(System.IO.Path.Combine(_folder.Path, "office.json"));
    }

    public Engine Engine { get; }

    public string Root { get; }

    public OfficeFolder Folder => _folder ?? throw new InvalidOperationException("Nobody has logged in yet.");

    /// <summary>What logs in to the office, for a script with <c>$Key</c>, <c>$Number</c> and <c>$Where</c>.</summary>
    public string Login => _service is null
        ? "Connect-DefterXSession $Key $Number 2026-09 -Office $Where"
        : "Connect-DefterXSession $Key $Number 2026-09 -ServiceUri $Where";

    public string Path => Folder.Path;

    /// <summary>Every file with its length and time, to see that nothing changed.</summary>
    public string Snapshot => string.Join('\n', Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(static file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file):O}"));

    public string Logs => string.Concat(
        Directory.EnumerateFiles(Folder.LogFolder).Select(static file => ReadShared(file)));

    public Session Connect()
    {
        Engine.Result result = Engine.Invoke(
            $"param($Key, $Number, $Where) {Login}",
            _service?.Key ?? Key,
            _service?.CustomerNumber ?? CustomerNumber,
            _service?.Address.ToString() ?? Path);
        Session session = result.Single<Session>();
        _folder = session.Folder;
        return session;
    }

    public Firm AddFirm(string identifier = Identifier, string title = "ÖRNEK IŞIK İNŞAAT LTD. ŞTİ.", string extra = "") => Engine.Invoke(
        $$"""
        $common = @{
            BuildingNumber = '12/3'; Street = 'Çınar Sokak'; City = 'Ankara'; ZipCode = '06100'; Phone = '3125550101'
            Email = 'muhasebe@ornek.example'; NaceCode = '47.11.01'; AccountantName = 'SMMM Ayşe Örnek'; AccountantEngagement = '-'
        }
        New-DefterXFirm {{identifier}} -Title '{{title}}' @common {{extra}}
        """).Single<Firm>();

    public void Dispose()
    {
        DeviceManager.Shared.DisconnectAll();
        Engine.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    // With one round, where keys that are made have 600,000: most tests would wait for nothing else. LoginKeyTests and SessionTests
    // make keys and log in with them.
    private static void AddKey(string settings)
    {
        byte[] salt = new byte[PasswordHash.SaltLength];
        using LoginKey key = LoginKey.Parse(Key);
        JsonNode office = JsonNode.Parse(File.ReadAllText(settings))!;
        office["loginKeys"] = new JsonArray(new JsonObject
        {
            ["id"] = "5a3b1e20",
            ["name"] = "Test",
            ["createdAt"] = DateTimeOffset.Now,
            ["algorithm"] = "PBKDF2-SHA256",
            ["iterations"] = 1,
            ["salt"] = Convert.ToBase64String(salt),
            ["hash"] = Convert.ToBase64String(key.Hash(salt, 1)),
        });
        File.WriteAllText(settings, office.ToJsonString(s_json));
    }

    private static string ReadShared(string file)
    {
        using StreamReader reader = new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }
}
