using System;
using System.IO;
using DefterX.Service.Storage;
using DefterX.TestSupport;
using Microsoft.Data.Sqlite;

namespace DefterX.Service.Tests.Rooms;

/// <summary>A database and a folder that the instances of a test share; the folder is gone after the test.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("defterx-service-").FullName;
    private readonly DatabaseProvider _provider;
    private readonly string? _connectionString;

    /// <param name="provider">One of <see cref="TestService.Databases"/>.</param>
    public TestDatabase(string provider)
    {
        _provider = Enum.Parse<DatabaseProvider>(provider);
        if (_provider == DatabaseProvider.PostgreSql) _connectionString = PostgreSqlServer.Shared.CreateDatabase();
    }

    /// <summary>How one more instance is set up.</summary>
    public ServiceOptions NewOptions() => new()
    {
        DataFolder = _folder,
        Database = new DatabaseOptions { Provider = _provider, ConnectionString = _connectionString },
    };

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
