using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Build;
using DefterX.Office;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;
using DefterX.TestSupport;

namespace DefterX.Bench;

/// <summary>The office service, on SQLite and on PostgreSQL, with the module's client on the same machine; both databases write to disk at
/// each commit. Limits: a login takes hardly more than its slow hash (<c>login.overHash</c>), files go at half the speed of HTTP itself or
/// faster (<c>ratioRaw</c>), and at no time does the service hold 250 MB (<c>peakMB</c>).</summary>
internal sealed class ServiceSpeed : IBenchmark
{
    private const int Clients = 8;

    private const int HashRounds = 9;
    private const int FileRounds = 5;
    private readonly string _folder = Path.Combine(Repository.Output, "bench", "service");

    public string Name => "service";

    public bool NeedsOwnProcess => true;

    public void Prepare()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        Directory.CreateDirectory(_folder);
    }

    public IEnumerable<Figure> Run()
    {
        double overHash = 0;
        double peak = 0;
        foreach (string database in new[] { "sqlite", "postgres" })
        {
            string? postgreSql = database == "postgres" ? PostgreSqlServer.StartDurable().CreateDatabase() : null;
            ServiceUnderTest service = Await(ServiceUnderTest.StartAsync(Path.Combine(_folder, database), postgreSql));
            // Before the disk is busy with what the others leave to write.
            overHash = double.Max(overHash, OverHash(service));
            foreach (Figure figure in Rates(service, $"service.{database}.")) yield return figure;
            using (ServiceApi client = Await(service.ConnectAsync()))
            {
                // Files lie in a folder whatever the database: the second time only for the memory that they take.
                IReadOnlyList<Figure> files = Await(new ServiceFiles(_folder, postgreSql is null ? FileRounds : 1).MeasureAsync(client));
                foreach (Figure figure in postgreSql is null ? files : []) yield return figure;
            }

            peak = double.Max(peak, service.PeakMegabytes);
            service.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        Directory.Delete(_folder, recursive: true);
        yield return Figure.Rounded("service.login.overHash", overHash, "x");
        yield return Figure.Rounded("service.peakMB", peak, "MB");
    }

    private static T Await<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static double OverHash(ServiceUnderTest service)
    {
        using ServiceApi client = service.Client();
        byte[] secret = RandomNumberGenerator.GetBytes(15);
        byte[] salt = RandomNumberGenerator.GetBytes(PasswordHash.SaltLength);
        (double login, double hash) = Alternating.Medians(
            () => service.LogInAsync(client).GetAwaiter().GetResult(),
            () => PasswordHash.Compute(secret, salt, PasswordHash.Iterations),
            HashRounds,
            calls: 1);
        return login / hash;
    }

    private IEnumerable<Figure> Rates(ServiceUnderTest service, string prefix)
    {
        ServiceApi[] clients = [.. Enumerable.Range(0, Clients).Select(_ => Await(service.ConnectAsync()))];
        string[] firms = [.. Enumerable.Range(0, ServiceUnderTest.Firms).Select(number => PublishOffice.Firm(number).Identifier)];
        ServiceStageChange[] stages = [.. clients.Select((client, i) => new ServiceStageChange(
            client, [.. firms.Where((_, number) => number % Clients == i)], Path.Combine(_folder, $"stage-{i}.bin")))];
        FirmList known = Await(clients[0].GetFirmsAsync(null, CancellationToken.None))!;
        if (known.Firms.Count != ServiceUnderTest.Firms) throw new InvalidOperationException($"There are {known.Firms.Count} firms.");
        yield return Rate(prefix + "logins", clients, service.LogInAsync);
        yield return Rate(prefix + "firmLists", clients, client => client.GetFirmsAsync(null, CancellationToken.None));
        yield return Rate(prefix + "firmLists.unchanged", clients, client => client.GetFirmsAsync(known.Change, CancellationToken.None));
        yield return Rate(prefix + "stageChanges", stages, stage => stage.RunAsync());
        foreach (ServiceApi client in clients) client.Dispose();
    }

    private static Figure Rate<T>(string name, IEnumerable<T> clients, Func<T, Task> work) => Figure.Rounded(
        name + ".perSecond", Await(ServiceRate.PerSecondAsync([.. clients.Select(client => (Func<Task>)(() => work(client)))])), "/s");
}
