using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Service.Storage;
using DefterX.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace DefterX.Service.Tests.Storage;

public sealed class DatabaseTests
{
    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Instances_that_start_at_once_migrate_once(string provider)
    {
        string folder = Directory.CreateTempSubdirectory("defterx-database-").FullName;
        ServiceOptions options = new() { DataFolder = folder };
        options.Database.Provider = Enum.Parse<DatabaseProvider>(provider);
        if (provider == "PostgreSql") options.Database.ConnectionString = PostgreSqlServer.Shared.CreateDatabase();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using Database database = new(options);
            await new Migrations(database, NullLogger<Migrations>.Instance).RunAsync(CancellationToken.None);
        })));
        await using Database migrated = new(options);
        Assert.Equal(1, await migrated.ReadAsync(s => s.ScalarAsync<long>("select count(*) from schemaversions"), CancellationToken.None));
        await migrated.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Transactions_side_by_side_lose_nothing(string provider)
    {
        await using TestService service = await TestService.StartAsync(provider);
        await using TestService other = await service.StartOtherAsync();
        await service.RegisterAsync("1234567");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? service : other).Database.InTransactionAsync(
            async statements =>
            {
                long change = await statements.ScalarAsync<long>("select change from offices" + statements.Dialect.ForUpdate);
                await statements.ExecuteAsync("update offices set change = @Change", new { Change = change + 1 });
            },
            CancellationToken.None)));
        Assert.Equal(200, await service.ScalarAsync("select change from offices"));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task What_fails_leaves_nothing_and_what_deadlocks_runs_again(string provider)
    {
        await using TestService service = await TestService.StartAsync(provider);
        await Assert.ThrowsAsync<InvalidOperationException>(() => service.Database.InTransactionAsync(
            async statements =>
            {
                await statements.ExecuteAsync("insert into throttle (bucket, wrong, pending, entered, last) values ('a', 0, 0, 0, 0)");
                throw new InvalidOperationException();
            },
            CancellationToken.None));
        Assert.Equal(0, await service.ScalarAsync("select count(*) from throttle"));

        await service.ExecuteAsync("insert into throttle (bucket, wrong, pending, entered, last) values ('a', 0, 0, 0, 0), ('b', 0, 0, 0, 0)");
        await Task.WhenAll(CrossAsync("a", "b"), CrossAsync("b", "a"));
        Assert.Equal(4, await service.ScalarAsync("select sum(wrong) from throttle"));

        Task CrossAsync(string first, string second) => service.Database.InTransactionAsync(
            async statements =>
            {
                await statements.ExecuteAsync("update throttle set wrong = wrong + 1 where bucket = @first", new { first });
                await Task.Delay(100);
                await statements.ExecuteAsync("update throttle set wrong = wrong + 1 where bucket = @second", new { second });
            },
            CancellationToken.None);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task The_databases_clock_tells_milliseconds(string provider)
    {
        await using TestService service = await TestService.StartAsync(provider);
        long now = await service.Database.ReadAsync(statements => statements.NowAsync(), CancellationToken.None);
        Assert.InRange(now - DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), -2000, 50);
    }
}
