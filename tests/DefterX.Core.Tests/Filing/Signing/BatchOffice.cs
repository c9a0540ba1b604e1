using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;
using DefterX.Filing;
using DefterX.Filing.Signing;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Tests.Ledgers;
using DefterX.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DefterX.Tests.Filing.Signing;

/// <summary>An office whose firms' September is created, and the accountant's device that may sign for all of them.</summary>
internal sealed class BatchOffice : IDisposable
{
    private const string Accountant = "48312007522";
    private static readonly string[] s_identifiers = ["1234567808", "9876543217", "7341200986", "5123400670", "6234500112"];
    private readonly TemporaryFolder _folder = new();
    private readonly PfxSigningKey _key;

    /// <param name="firms">How many, up to five.</param>
    /// <param name="entries">Entries of each.</param>
    /// <param name="splits">The days of September on which another part begins.</param>
    public BatchOffice(int firms, int entries = 9, params int[] splits)
    {
        X509Certificate2 certificate = TestCertificates.CreateMaliMuhur(Accountant, "Ayşe Örnek", KeyKind.Rsa);
        _key = new PfxSigningKey(certificate, SigningAlgorithm.RsaSha256, "kart");
        Key = new GateKey(_key);
        Device = new ConnectedDevice(TokenReader.Describe(certificate, "kart", "/kart"), Key, _key, isPinVerified: true);
        Office = OfficeFolder.Create(_folder["office"], new OfficeSettings
        {
            CustomerNumber = "1",
            Name = "Örnek",
            SourceApplication = new SourceApplication(s_identifiers[0], "ÖRNEK", "DefterX", "1"),
        });
        Context = NewContext();
        Ids = [.. s_identifiers.Take(firms).Select(identifier => Create(identifier, entries, splits))];
    }

    public GateKey Key { get; }

    public ConnectedDevice Device { get; }

    public OfficeFolder Office { get; }

    public FilingContext Context { get; private set; }

    public IReadOnlyList<LedgerId> Ids { get; }

    /// <summary>What the last run signed.</summary>
    public List<Ledger> Signed { get; } = [];

    /// <summary>What failed in the last run.</summary>
    public List<(LedgerId Id, Exception Failure)> Failed { get; } = [];

    /// <summary>Temporary files, locks left out.</summary>
    public IEnumerable<string> TemporaryFiles => Directory.EnumerateFiles(Office.Path, "~*.tmp", SearchOption.AllDirectories);

    /// <summary>Temporary and lock files, of which none may stay.</summary>
    public IEnumerable<string> Leftovers => Directory.EnumerateFiles(Office.Path, "~*", SearchOption.AllDirectories);

    public MonthFolder Month(int firm) => Context.Folder(Ids[firm]);

    private FilingContext NewContext() => new()
    {
        Office = Office,
        Devices = () => [Device],
        GibClients = _ => throw new InvalidOperationException(),
        Logger = NullLogger.Instance,
    };

    /// <summary>Signs all months.</summary>
    public void Run(int inFlight = 3, IProgress<OperationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Signed.Clear();
        Failed.Clear();
        Context = NewContext();
        SigningBatch batch = new(Context, new LedgerOverview(Office)) { InFlight = inFlight };
        foreach (LedgerId id in Ids) batch.Add(id);
        batch.Run(
            ledger =>
            {
                lock (Signed) Signed.Add(ledger);
            },
            (id, failure) =>
            {
                lock (Failed) Failed.Add((id, failure));
            },
            progress,
            cancellationToken);
    }

    /// <summary>The signed files with their bytes.</summary>
    public Dictionary<string, byte[]> SignedFiles() => Directory.EnumerateFiles(Office.Path, "*.xml", SearchOption.AllDirectories)
        .Where(LedgerStatus.IsSigned).ToDictionary(path => path, File.ReadAllBytes);

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private LedgerId Create(string identifier, int entries, int[] splits)
    {
        Firm firm = Books.Company with { Identifier = identifier, AuthorizedSigners = [Accountant] };
        LedgerRequest request = Books.Request(firm, Books.September) with
        {
            SplitDates = [.. splits.Select(day => new DateTime(2026, 9, day))],
        };
        new LedgerCreator(Context.Folder(request.Id), request).Create(Books.Entries(entries, Books.September), CancellationToken.None);
        return request.Id;
    }
}
