using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.Filing;
using DefterX.Filing.Publishing;
using DefterX.Gib;
using DefterX.GibSimulator;
using DefterX.GibSimulator.Faults;
using DefterX.GibSimulator.Requests;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Tests.Ledgers;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Filing.Publishing;

/// <summary>An office with several firms whose September is signed, the accountant's device, and a simulated GİB.</summary>
internal sealed class FaultOffice : IAsyncDisposable
{
    private const string Accountant = "48312007522";
    private static readonly string[] s_identifiers =
        ["1234567808", "9876543217", "7341200986", "5123400670", "6234500112", "3012400579", "4123500686", "5234600794"];

    private static readonly string[] s_parts = ["journals", "ledgers"];

    private static readonly X509Certificate2 s_certificate =
        TestCertificates.CreateMaliMuhur(Accountant, "Ayşe Örnek", KeyKind.Rsa);

    // Made once, as most of the time would go there.
    private static readonly Lazy<TemporaryFolder> s_signed = new(Sign);

    private readonly TemporaryFolder _folder = new();
    private readonly PfxSigningKey _key = new(s_certificate, SigningAlgorithm.RsaSha256, "kart");
    private readonly ConnectedDevice _device;

    private FaultOffice(SimulatorServer gib, int firms, GibRetrySettings? retry, bool isSigned)
    {
        Gib = gib;
        _device = new ConnectedDevice(TokenReader.Describe(s_certificate, "kart", "/kart"), _key, _key, isPinVerified: true);
        Office = OfficeFolder.Create(_folder["office"], new OfficeSettings
        {
            CustomerNumber = "1",
            Name = "Örnek",
            GibUri = gib.Address,
            GibRetry = retry ?? Quick,
            SourceApplication = new SourceApplication(s_identifiers[0], "ÖRNEK", "DefterX", "1"),
        });
        Ids = [.. s_identifiers.Take(firms).Select(identifier => isSigned ? Copy(identifier) : Import(identifier))];
    }

    /// <summary>Patience of milliseconds.</summary>
    public static GibRetrySettings Quick { get; } = new()
    {
        TimeoutSeconds = 20, FirstWaitSeconds = 0.01, LongestWaitSeconds = 0.05, PauseSeconds = 0.5, PausesUntilGivenUp = 50,
    };

    /// <summary>As <see cref="Quick"/>, for a GİB that does not come back.</summary>
    public static GibRetrySettings Impatient { get; } = Quick with { PausesUntilGivenUp = 2 };

    public static SimulatorOptions Options => new() { SoftwareFirms = [Accountant], AuthorisedSigners = [Accountant] };

    public SimulatorServer Gib { get; private set; }

    public OfficeFolder Office { get; }

    public IReadOnlyList<LedgerId> Ids { get; }

    /// <summary>What the last run logged.</summary>
    public LinesLogger Log { get; private set; } = new();

    /// <summary>What failed in the last run.</summary>
    public List<(LedgerId Id, Exception Failure)> Failed { get; } = [];

    /// <summary>The only failure of the last run.</summary>
    public DefterXException Failure => Assert.IsType<DefterXException>(Assert.Single(Failed).Failure);

    /// <param name="isSigned">False for months that are only imported.</param>
    public static async Task<FaultOffice> StartAsync(
        int firms = 4, GibRetrySettings? retry = null, SimulatorOptions? options = null, bool isSigned = true) =>
        new(await SimulatorServer.StartAsync(options ?? Options), firms, retry, isSigned);

    /// <summary>Another office with the same firms, as of an accountant before, which made its own ledgers and uses the same GİB.</summary>
    public FaultOffice Another(int firms) => new(Gib, firms, null, isSigned: false);

    /// <summary>One run over all firms, as of a new process.</summary>
    public RunSummary Run(PublishTarget target = PublishTarget.Approved, double wait = 20)
    {
        Log = new();
        Failed.Clear();
        using FilingContext context = new()
        {
            Office = Office,
            Devices = () => [_device],
            GibClients = key => GibService.Connect(Gib.Address, Office.Settings, key, Log),
            Logger = Log,
        };
        const SessionCapabilities all =
            SessionCapabilities.Validate | SessionCapabilities.Create | SessionCapabilities.Sign | SessionCapabilities.Send;
        PublishWork work = new(context, target, all, TimeSpan.FromSeconds(wait));
        return new LedgerRun(context, Ids, work) { KeepsFailures = true }.Run(
            _ => { },
            (id, failure) =>
            {
                lock (Failed) Failed.Add((id, failure));
            },
            null,
            CancellationToken.None);
    }

    /// <summary>Runs until nothing is left to be done.</summary>
    /// <param name="most">How many runs may take.</param>
    public void RunUntilApproved(int most)
    {
        for (int runs = 0; runs < most && Ids.Any(id => Ledger(id).State != LedgerState.Approved); runs++) Run();
        AssertApproved();
    }

    public Ledger Ledger(LedgerId id) => new LedgerOverview(Office).Get(id);

    public MonthFolder Month(LedgerId id) => MonthFolder.Of(Office, id);

    /// <summary>The ids of a firm's packages, in the order of sending.</summary>
    public string[] Packages(LedgerId id) => [.. Month(id).Packages().Select(file => id.FileName(file.Kind, file.Part).PackageId)];

    /// <summary>The requests of a kind about a firm's packages.</summary>
    public IReadOnlyList<SimulatedRequest> Requests(GibOperation operation, LedgerId id) =>
        [.. Gib.Requests.Of(operation).Where(request => request.Package.StartsWith(id.Firm.Identifier, StringComparison.Ordinal))];

    /// <summary>All firms are Approved, and each package was taken once.</summary>
    public void AssertApproved()
    {
        Assert.Empty(Failed.Select(failed => failed.Failure.Message));
        Assert.All(Ids, AssertApproved);
    }

    /// <summary>A firm is Approved, and each of its packages was taken once.</summary>
    public void AssertApproved(LedgerId id)
    {
        Ledger ledger = Ledger(id);
        Assert.Equal((LedgerState.Approved, null), (ledger.State, ledger.LastError));
        AssertTakenOnce(id);
        Assert.All(Packages(id), package => Assert.Equal(
            PackageStatus.Succeeded, Assert.Single(Gib.Packages, taken => taken.Name == package).Status));
        Assert.Empty(Directory.EnumerateFiles(Month(id).FolderPath, "~*"));
    }

    /// <summary>Each of a firm's packages was taken once.</summary>
    public void AssertTakenOnce(LedgerId id) => Assert.All(Packages(id), package => Assert.Equal(1, Gib.Requests.TakenCount(package)));

    /// <summary>The first firm alone failed, in the last run, of an error of an id.</summary>
    public void AssertOnlyFirstFailed(string errorId)
    {
        Assert.Equal((errorId, Ids[0].Firm), (Failure.ErrorId, Failure.Target));
        Assert.All(Ids.Skip(1), AssertApproved);
        Assert.NotEqual(LedgerState.Approved, Ledger(Ids[0]).State);
        Assert.NotNull(Ledger(Ids[0]).LastError);
    }

    /// <summary>A fault that falls on the first firm alone.</summary>
    public Fault OfFirst(Fault fault) => fault with { Package = Ids[0].Firm.Identifier };

    /// <summary>Switches GİB off; <see cref="StartGibAsync"/> starts one at the same address that knows nothing.</summary>
    public ValueTask StopGibAsync() => Gib.DisposeAsync();

    public async Task StartGibAsync() =>
        Gib = await SimulatorServer.StartAsync(Options with { Port = Office.Settings.GibUri!.Port });

    public async ValueTask DisposeAsync()
    {
        await Gib.DisposeAsync();
        CloseOffice();
    }

    /// <summary>Deletes the office; GİB stays.</summary>
    public void CloseOffice() => _folder.Dispose();

    private static TemporaryFolder Sign()
    {
        TemporaryFolder folder = new();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        SimulatorServer gib = SimulatorServer.StartAsync(Options).GetAwaiter().GetResult();
        FaultOffice office = new(gib, s_identifiers.Length, null, isSigned: false);
        office.Run(PublishTarget.Signed);
        Assert.Empty(office.Failed);
        foreach (string part in s_parts) Directory.Move(Path.Combine(office.Office.Path, part), folder[part]);
        office.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return folder;
    }

    private static Firm FirmOf(string identifier) => Books.Company with { Identifier = identifier, AuthorizedSigners = [Accountant] };

    private LedgerId Import(string identifier)
    {
        Firm firm = FirmOf(identifier);
        string path = _folder["export.csv"];
        File.WriteAllText(path, FilingOffice.Export(Books.Entries(3, Books.September)));
        JournalStore.Import(Office, new JournalSource(firm, Books.September, null, [path], new ImportOptions(false)), CancellationToken.None);
        return new LedgerId(firm, Books.September, null);
    }

    private LedgerId Copy(string identifier)
    {
        foreach (string part in s_parts)
        {
            string source = Path.Combine(s_signed.Value[part], identifier);
            foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                string target = Path.Combine(Office.Path, part, identifier, Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        return new LedgerId(FirmOf(identifier), Books.September, null);
    }
}
