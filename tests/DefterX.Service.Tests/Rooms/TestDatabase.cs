using System;
using System.IO;
using System.Threading.Tasks;
using DefterX.Service.Storage;
using Npgsql;

namespace DefterX.Service.Tests.Rooms;

internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("defterx-service-").FullName;
    private readonly DatabaseProvider _provider;
    private string? _connectionString;

    private TestDatabase(DatabaseProvider provider) => _provider = provider;

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider)
    {
        TestDatabase database = new(provider);
        if (provider == DatabaseProvider.PostgreSql)
        {
            string server = Environment.GetEnvironmentVariable("DEFTERX_TEST_PG")!;
            string name = "t" + Guid.NewGuid().ToString("N");
            await using NpgsqlConnection connection = new(server + ";Database=postgres;Pooling=false");
            await connection.OpenAsync();
            await using NpgsqlCommand command = new($"create database {name}", connection);
            await command.ExecuteNonQueryAsync();
            database._connectionString = $"{server};Database={name}";
        }

        return database;
    }

    public ServiceOptions NewOptions() => new()
    {
        DataFolder = _folder,
        Database = new DatabaseOptions { Provider = _provider, ConnectionString = _connectionString },
    };

    public ValueTask DisposeAsync()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
        }

        return ValueTask.CompletedTask;
    }
}
