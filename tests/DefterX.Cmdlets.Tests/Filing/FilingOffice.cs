using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using DefterX.Cmdlets.Tests.Offices;
using DefterX.Filing;
using DefterX.GibSimulator;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>An office with three firms, an open session for September 2026, devices in PFX files and a simulated GİB.</summary>
/// <remarks>Scripts find <c>$Path</c> (the office), <c>$Root</c> (a folder beside it), <c>$Pin</c> and <c>$Session</c>.</remarks>
internal sealed class FilingOffice : IAsyncDisposable
{
    public const string Company = TestOffice.Identifier;
    public const string WithBranches = TestOffice.OtherIdentifier;
    public const string Trader = "48312007522";
    public const string Password = "sınama-135799";

    private const string Header = "EntryNumber;Date;AccountCode;AccountName;Debit;Credit;Description;EntryDescription\n";

    private readonly TestOffice _office;
    private readonly string _gibFolder;
    private readonly CultureInfo _culture;
    private bool _gibIsStopped;

    private FilingOffice(TestOffice office, SimulatorServer gib, string gibFolder)
    {
        _culture = CultureInfo.CurrentCulture;
        _office = office;
        _gibFolder = gibFolder;
        Gib = gib;
        Session session = office.Connect();
        office.AddFirm(Company, "ÖRNEK IŞIK İNŞAAT LTD. ŞTİ.");
        office.AddFirm(WithBranches, "DENEME GIDA A.Ş.", "-Branch '0001=Merkez', '0002=Alsancak'");
        office.AddFirm(Trader, "Işıl İnce");
        SecureString pin = new();
        foreach (char c in Password) pin.AppendChar(c);
        Set("Path", office.Path);
        Set("Root", office.Root);
        Set("Pin", pin);
        Set("Session", session);
    }

    public SimulatorServer Gib { get; }

    public string Root => _office.Root;

    public string Path => _office.Path;

    public OfficeFolder Folder => _office.Folder;

    public Engine Engine => _office.Engine;

    /// <summary>How many requests GİB has had.</summary>
    public int Requests => Directory.EnumerateFiles(_gibFolder).Count();

    /// <param name="place">Where the office is kept; in a folder when left out.</param>
    public static async Task<FilingOffice> StartAsync(string culture = "", SimulatorOptions? options = null, OfficePlace? place = null)
    {
        string folder = Directory.CreateTempSubdirectory("defterx-gib-").FullName;
        SimulatorServer gib = await SimulatorServer.StartAsync((options ?? new SimulatorOptions()) with { EnvelopeFolder = folder });
        return new FilingOffice(new TestOffice(culture, gib.Address, place: place), gib, folder);
    }

    public void Set(string variable, object value) => Engine.Runspace.SessionStateProxy.SetVariable(variable, value);

    public Engine.Result Invoke(string script)
    {
        // An async method's culture does not come back to its caller.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = _culture;
        return Engine.Invoke(script);
    }

    /// <summary>Runs a script in which nothing may fail.</summary>
    public Engine.Result Succeed(string script)
    {
        Engine.Result result = Invoke(script);
        Assert.True(result.Terminating is null && result.Errors.Count == 0, $"{result.Terminating}\n{result.Text}");
        return result;
    }

    /// <summary>The ledgers that a script gives, in which nothing may fail.</summary>
    public Ledger[] Ledgers(string script) => [.. Succeed(script).Output.Select(static item => (Ledger)item.BaseObject)];

    /// <summary>Writes an authority for time stamps into office.json, for sessions that are opened from now on.</summary>
    public void SetTimeStamps(string address)
    {
        string file = System.IO.Path.Combine(Path, "office.json");
        string text = File.ReadAllText(file);
        Assert.Contains("\"timeStamp\": null", text, StringComparison.Ordinal);
        string value = $"\"timeStamp\": {{ \"uri\": \"{address}\" }}";
        File.WriteAllText(file, text.Replace("\"timeStamp\": null", value, StringComparison.Ordinal));
    }

    /// <summary>Makes a device's PFX file and gives its path.</summary>
    public string CreatePfx(string identifier, Func<X509Certificate2>? create = null)
    {
        string path = System.IO.Path.Combine(Root, identifier + ".pfx");
        using X509Certificate2 certificate = create is null
            ? TestCertificates.CreateMaliMuhur(identifier, "MÜHÜR " + identifier, KeyKind.Ec)
            : create();
        TestCertificates.CreatePfx(certificate, path, Password);
        return path;
    }

    /// <summary>Connects a device for each of the identifiers, and GİB with it.</summary>
    public void ConnectDevices(params string[] identifiers)
    {
        foreach (string identifier in identifiers)
        {
            Set("Pfx", CreatePfx(identifier));
            Succeed("Connect-DefterXDevice -PfxPath $Pfx -Pin $Pin");
        }
    }

    /// <summary>Writes an export of balanced books; each entry has two lines.</summary>
    /// <param name="unbalanced">What the first credit amount lacks.</param>
    public string Export(string name, string period = "2026-09", int entries = 5, decimal unbalanced = 0m)
    {
        StringBuilder text = new(Header);
        for (int i = 0; i < entries; i++)
        {
            string day = $"{period}-{1 + (i * 28L / entries):00}";
            decimal amount = 100m + i;
            decimal credit = i == 0 ? amount - unbalanced : amount;
            text.Append(CultureInfo.InvariantCulture, $"{i + 1:00000};{day};100.01.001;Merkez Kasa;{amount:0.00};;Çekilen;Fiş {i + 1}\n");
            text.Append(CultureInfo.InvariantCulture, $"{i + 1:00000};{day};102.01.001;Işık Bankası;;{credit:0.00};Çekilen;Fiş {i + 1}\n");
        }

        string path = System.IO.Path.Combine(Root, name);
        File.WriteAllText(path, text.ToString());
        return path;
    }

    /// <summary>Imports balanced books of a firm's month.</summary>
    public void Import(string firm = Company, string period = "2026-09", string? branch = null, int entries = 5, decimal unbalanced = 0m)
    {
        Set("Export", Export($"{firm}{branch}-{period}.csv", period, entries, unbalanced));
        Succeed($"Import-DefterXJournal $Export {firm} -Period '{period}' -Branch '{branch}'");
    }

    /// <summary>Adds a firm to the three.</summary>
    public void AddFirm(string identifier) => _office.AddFirm(identifier);

    /// <summary>Imports September of all three firms: four ledgers.</summary>
    public void ImportAll()
    {
        Import(Company);
        Import(WithBranches, branch: "0001");
        Import(WithBranches, branch: "0002");
        Import(Trader);
    }

    public MonthFolder Month(string firm = Company, string period = "2026-09", string? branch = null)
    {
        Assert.True(Period.TryParse(period, out Period month));
        LedgerId id = FilingContext.Ledgers(Folder.Firms.Get(firm), month, branch).Single();
        return new MonthFolder(id, Folder.LedgerFolder(id.Firm, month));
    }

    /// <summary>Every file of the office with its size and digest, but its log files, login tries and what is named.</summary>
    public string[] Snapshot(string? except = null) => [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
        .Where(file => !file.StartsWith(Folder.LogFolder, StringComparison.Ordinal))
        .Where(file => System.IO.Path.GetFileName(file) is string name && name is not ("logins.json" or "office.lock") && name != except)
        .Order(StringComparer.Ordinal)
        .Select(static file => string.Join(
            ' ', file, new FileInfo(file).Length, Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))))];

    /// <summary>Temporary and lock files, of which none may stay.</summary>
    public string[] Leftovers() => Directory.GetFiles(Path, "~*", SearchOption.AllDirectories);

    /// <summary>Takes GİB off the network.</summary>
    public void StopGib()
    {
        _gibIsStopped = true;
        Task.Run(async () => await Gib.DisposeAsync()).GetAwaiter().GetResult(); // off the test's context, which waits here
    }

    public async ValueTask DisposeAsync()
    {
        _office.Dispose();
        if (!_gibIsStopped) await Gib.DisposeAsync();
        Directory.Delete(_gibFolder, recursive: true);
    }
}
