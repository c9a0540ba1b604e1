using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.Filing;
using DefterX.Filing.Creation;
using DefterX.Filing.Delivery;
using DefterX.Filing.Publishing;
using DefterX.Filing.Signing;
using DefterX.Gib;
using DefterX.GibSimulator;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Secrets;
using DefterX.Signatures.TimeStamps;
using DefterX.Tests.Ledgers;
using DefterX.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DefterX.Tests.Filing;

/// <summary>An office with one firm, its device in a PFX file, and a simulated GİB.</summary>
internal sealed class FilingOffice : IAsyncDisposable
{
    private const string Password = "sınama-123";
    private readonly TemporaryFolder _folder = new();
    private readonly DeviceManager _devices = new();

    private FilingOffice(SimulatorServer gib, Firm firm, string? path)
    {
        Gib = gib;
        Firm = firm;
        Office = OfficeFolder.Create(path ?? _folder["office"], new OfficeSettings
        {
            CustomerNumber = "1234567",
            Name = "Örnek Muhasebe",
            GibUri = gib.Address,
            SourceApplication = new SourceApplication(Firm.Identifier, "ÖRNEK YAZILIM A.Ş.", "DefterX", "0.1.0"),
        });
        Office.Firms.Add(firm);
        Context = NewContext();
    }

    public SimulatorServer Gib { get; }

    public Firm Firm { get; }

    public OfficeFolder Office { get; }

    public FilingContext Context { get; private set; }

    public LedgerId September => new(Firm, Books.September, null);

    public MonthFolder Month => Context.Folder(September);

    public LedgerOverview Overview => new(Office);

    public LedgerPreparation Preparation => new(Context, Overview);

    public LedgerSigning Signing => new(Context, Overview);

    public LedgerDelivery Delivery => new(Context, Overview);

    /// <param name="path">The office folder; a temporary one when left out.</param>
    public static async Task<FilingOffice> StartAsync(Firm? firm = null, SimulatorOptions? options = null, string? path = null) =>
        new(await SimulatorServer.StartAsync(options ?? new SimulatorOptions()), firm ?? Books.Company, path);

    /// <summary>Connects a device for an identifier, the firm's own when it is left out.</summary>
    public void Connect(KeyKind kind = KeyKind.Rsa, string? identifier = null)
    {
        string path = _folder[(identifier ?? Firm.Identifier) + ".pfx"];
        using X509Certificate2 certificate = TestCertificates.CreateMaliMuhur(identifier ?? Firm.Identifier, Firm.Title, kind);
        TestCertificates.CreatePfx(certificate, path, Password);
        using SecretBuffer forSearch = SecretBuffer.FromUtf8(Encoding.UTF8.GetBytes(Password));
        DeviceQuery query = new() { PfxPaths = [path], PfxPassword = forSearch };
        Device device = DeviceFinder.Find(query, _ => { }, CancellationToken.None).Single(found => found.Library == path);
        _devices.Connect(
            device, SecretBuffer.FromUtf8(Encoding.UTF8.GetBytes(Password)), new DeviceConnectOptions(), CancellationToken.None);
    }

    public Ledger Create() => Preparation.Create(September, new LedgerCreateOptions(), CancellationToken.None);

    /// <summary>A small September, signed with the firm's own device.</summary>
    public Ledger CreateAndSign()
    {
        Connect();
        Import(Books.Entries(9, Books.September));
        Create();
        return Signing.Sign(September, null, CancellationToken.None);
    }

    /// <summary>Takes a month, September when it is left out, as far as it goes.</summary>
    public Task<Ledger> PublishAsync(LedgerId? id = null)
    {
        SessionCapabilities all =
            SessionCapabilities.Validate | SessionCapabilities.Create | SessionCapabilities.Sign | SessionCapabilities.Send;
        return PublishAsync(Context, id ?? September, PublishTarget.Approved, all);
    }

    /// <summary>Takes a month as far as a target and capabilities allow.</summary>
    public static Task<Ledger> PublishAsync(
        FilingContext context, LedgerId id, PublishTarget target, SessionCapabilities capabilities) => Task.Run(() =>
    {
        Ledger? done = null;
        ExceptionDispatchInfo? failure = null;
        PublishWork work = new(context, target, capabilities, TimeSpan.FromMinutes(2));
        new LedgerRun(context, [id], work).Run(
            ledger => done = ledger, (_, e) => failure = ExceptionDispatchInfo.Capture(e), null, CancellationToken.None);
        failure?.Throw();
        return done!;
    });

    /// <summary>Replaces the way to GİB.</summary>
    public void Through(Func<IGibClient, IGibClient> wrap) => Context = NewContext(wrap);

    /// <summary>Has what is signed from now on stamped.</summary>
    public void StampBy(TimeStampAuthority timeStamps) => Context = NewContext(timeStamps: timeStamps);

    /// <summary>Imports entries as an export of the firm's.</summary>
    public JournalImport Import(IEnumerable<JournalEntry> entries, Period? period = null, bool force = false, Firm? firm = null)
    {
        string path = _folder["export.csv"];
        File.WriteAllText(path, Export(entries));
        return JournalStore.Import(
            Office, new JournalSource(firm ?? Firm, period ?? Books.September, null, [path], new ImportOptions(force)), CancellationToken.None);
    }

    /// <summary>Imports a small inventory of a day in a month.</summary>
    public JournalImport ImportInventory(DateTime day)
    {
        string path = _folder["envanter.csv"];
        File.WriteAllText(
            path,
            "Fiş No;Tarih;Hesap Kodu;Hesap Adı;Tutar;Miktar;Birim;Stok Kodu;Stok Adı\n"
            + string.Concat(Enumerable.Range(1, 12).Select(i =>
                $"E{i};{Day(day)};153.01.00{i % 4};Çınar masa {i % 4};{100 + i}.50;{i};Adet;STK{i};Masa ğüşiöç {i}\n")));
        Period period = Period.Of(day);
        ImportOptions options = new() { IsInventory = true };
        return JournalStore.Import(Office, new JournalSource(Firm, period, null, [path], options), CancellationToken.None);
    }

    /// <summary>Every file of the office with its size, for tests in which nothing may change.</summary>
    public string[] Snapshot() => [.. Directory.EnumerateFiles(Office.Path, "*", SearchOption.AllDirectories)
        .OrderBy(path => path, StringComparer.Ordinal)
        .Select(path => path + " " + new FileInfo(path).Length.ToString(CultureInfo.InvariantCulture))];

    public async ValueTask DisposeAsync()
    {
        _devices.DisconnectAll();
        await Gib.DisposeAsync();
        _folder.Dispose();
    }

    private FilingContext NewContext(Func<IGibClient, IGibClient>? wrap = null, TimeStampAuthority? timeStamps = null) => new()
    {
        Office = Office,
        Devices = () => _devices.Connected,
        GibClients = key =>
        {
            GibClient client = new(Gib.Address, key, new GibClientOptions(), NullLogger.Instance);
            return wrap is null ? client : wrap(client);
        },
        Logger = NullLogger.Instance,
        TimeStamps = timeStamps,
    };

    /// <summary>Entries as an export that <see cref="JournalStore"/> reads.</summary>
    public static string Export(IEnumerable<JournalEntry> entries)
    {
        StringBuilder text = new(
            "EntryNumber;Date;EntryDescription;AccountCode;MainAccountName;AccountName;Debit;Credit;DocumentType;DocumentNumber;"
            + "DocumentDate;PaymentMethod;Description;EnteredBy\n");
        foreach (JournalEntry entry in entries)
        {
            foreach (JournalLine line in entry.Lines)
            {
                string amount = line.Amount.ToString("0.00##", CultureInfo.InvariantCulture);
                text.AppendJoin(';', entry.Number, Day(entry.Date), Quote(entry.Comment), line.AccountSubId ?? line.AccountMainId,
                    line.AccountMainName, line.AccountSubName, line.IsDebit ? amount : "", line.IsDebit ? "" : amount,
                    line.DocumentType == "other" ? line.DocumentTypeDescription : line.DocumentType, line.DocumentNumber,
                    Day(line.DocumentDate), line.PaymentMethod, Quote(line.Comment), Quote(entry.EnteredBy)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Quote(string? text) =>
        text is null ? "" : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string Day(DateTime? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
