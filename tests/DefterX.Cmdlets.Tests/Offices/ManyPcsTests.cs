using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Cmdlets.Tests.Filing;
using DefterX.Cmdlets.Tests.Loading;
using DefterX.Filing.Sharing;
using DefterX.Gib;
using DefterX.GibSimulator;
using DefterX.GibSimulator.Requests;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Tests;
using DefterX.TestSupport;
using Xunit;
using Xunit.Abstractions;

namespace DefterX.Cmdlets.Tests.Offices;

/// <summary>Two PCs without a device, one with, and two instances of the service on one PostgreSQL: each of the five is killed and started
/// again on the way, and nothing is lost or done twice.</summary>
[Collection(RunsAlone.Name)]
public sealed class ManyPcsTests(ModuleFolder module, ITestOutputHelper output) : IClassFixture<ModuleFolder>, IDisposable
{
    private const string Accountant = "12345678950";
    private const int FirmsThere = 3;
    private readonly string _root = Directory.CreateTempSubdirectory("defterx-pcs-").FullName;
    private readonly Random _random = new(8);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Firms_FromJournalToApproved_WithEveryProcessKilledOnTheWay()
    {
        int firms = Soak.Size(6, 60);
        string database = PostgreSqlServer.Shared.CreateDatabase();
        string files = Path.Combine(_root, "files");
        await using OfficeServiceProcess one = await OfficeServiceProcess.StartAsync(Path.Combine(_root, "one"), database, files, s_settings);
        await using OfficeServiceProcess two = await OfficeServiceProcess.StartAsync(Path.Combine(_root, "two"), database, files, s_settings);
        SimulatorOptions options = new()
        {
            AuthorisedSigners = [Accountant],
            SoftwareFirms = [Accountant],
            AnswerDelay = TimeSpan.FromMilliseconds(20),
            ProcessingDelay = TimeSpan.FromMilliseconds(300),
        };
        await using FilingOffice office = await FilingOffice.StartAsync(options: options, place: OfficePlace.Of(one));
        (string[] identifiers, string pfx) = Prepare(office, firms);
        ClientProcess.WriteScripts(_root);
        ClientPlace first = PlaceOf(office, one, "hazirlayan1", "Preparer");
        ClientPlace second = PlaceOf(office, two, "hazirlayan2", "Preparer");
        ClientPlace third = PlaceOf(office, two, "imzalayan", "Signer");

        await using ClientProcess preparer = ClientProcess.StartPreparing(first, Exports(office, "one", identifiers.Where((_, i) => i % 2 == 0)));
        await using ClientProcess other = ClientProcess.StartPreparing(second, Exports(office, "two", identifiers.Where((_, i) => i % 2 == 1)));
        await using ClientProcess signer = ClientProcess.StartFiling(third, pfx);
        ClientProcess[] clients = [preparer, other, signer];
        int restarts = await KillAsync(clients, [one, two]);
        foreach (ClientProcess client in clients) await client.WaitAsync();

        output.WriteLine($"{clients.Sum(client => client.Kills)} kills of clients, {restarts} of instances");
        Assert.All(clients, client => Assert.True(client.Kills > 0, "A client was done before it could be killed."));
        AssertFiled(office, identifiers);
    }

    private static readonly Dictionary<string, string> s_settings = new() { ["DEFTERX_SERVICE__LEASESECONDS"] = "8" };

    /// <summary>Kills each of the five in turn, again and again as often as is wanted, until the clients are done.</summary>
    private async Task<int> KillAsync(ClientProcess[] clients, OfficeServiceProcess[] instances)
    {
        int restarts = 0;
        for (int round = 0; round < Soak.Size(5, 40) && !Array.TrueForAll(clients, client => client.HasExited); round++)
        {
            // The first time in the midst of the first firms, however fast the machine is.
            if (round < 3) await clients[round].WorkingAsync();
            await Task.Delay(TimeSpan.FromSeconds((round < 3 ? 0 : Soak.Size(3, 6)) + (_random.NextDouble() * (round < 3 ? 0.7 : 3))));
            if (round % 5 < 3)
            {
                await clients[round % 5].KillAndStartAsync();
                continue;
            }

            await instances[round % 5 - 3].RestartAsync();
            restarts++;
        }

        return restarts;
    }

    private static (string[] Identifiers, string Pfx) Prepare(FilingOffice office, int firms)
    {
        string[] others = [.. Enumerable.Range(0, int.MaxValue)
            .Select(i => (4_100_000_000L + i).ToString(CultureInfo.InvariantCulture))
            .Where(TaxIdentifier.IsValid)
            .Take(firms - FirmsThere + 1)];
        foreach (string identifier in others) office.AddFirm(identifier);
        office.Succeed($"Remove-DefterXFirm {FilingOffice.WithBranches} -Confirm:$false");
        office.Succeed("Get-DefterXFirm | Set-DefterXFirm -AuthorizedSigner " + Accountant);
        return ([FilingOffice.Company, FilingOffice.Trader, .. others], office.CreatePfx(Accountant));
    }

    private ClientPlace PlaceOf(FilingOffice office, OfficeServiceProcess instance, string name, string role)
    {
        string email = name + "@buro.example";
        office.Succeed($"New-DefterXLoginKey {name} -Email {email} -Role {role}");
        return new ClientPlace(
            module.Path, _root, instance.Address, instance.KeyOf(email), office.Folder.Settings.CustomerNumber, Path.Combine(_root, "copy-" + name));
    }

    private static string Exports(FilingOffice office, string name, IEnumerable<string> identifiers)
    {
        string folder = Path.Combine(office.Root, "exports-" + name);
        Directory.CreateDirectory(folder);
        foreach (string identifier in identifiers) office.Export(Path.Combine("exports-" + name, identifier + ".csv"), entries: 20);
        return folder;
    }

    private static void AssertFiled(FilingOffice office, string[] identifiers)
    {
        Ledger[] ledgers = office.Ledgers("Get-DefterXLedger");
        Assert.Equal(identifiers.Order(StringComparer.Ordinal), ledgers.Select(ledger => ledger.Identifier).Order(StringComparer.Ordinal));
        Assert.All(ledgers, ledger => Assert.Equal((LedgerState.Approved, 20L), (ledger.State, ledger.Entries)));
        // On this PC nothing was there yet: what the service has is whole and verifies.
        Assert.Equal(7 * ledgers.Length, office.Succeed("Get-DefterXLedger | Get-DefterXSignature").Output.Count);
        MonthFolder[] months = [.. identifiers.Select(identifier =>
            MonthStore.Of(office.Folder).Open(new LedgerId(office.Folder.Firms.Get(identifier), new Period(2026, 9), null)))];
        Assert.All(months, month => Assert.Equal(LedgerState.Approved, LedgerStatus.StateOf(month)));
        Assert.All(months, month => Assert.Equal(1, month.Log.Read().Count(step => step.Step == FilingStep.Signed)));
        Assert.Equal(
            months.SelectMany(month => month.Packages().Select(file => month.Id.FileName(file.Kind, file.Part).PackageId)).Order(StringComparer.Ordinal),
            office.Gib.Packages.Select(package => package.Name).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(
            GibFaults.AlreadyUploaded, office.Gib.Requests.Of(GibOperation.SendDocumentFile).Select(request => request.Code ?? 0));
    }
}
