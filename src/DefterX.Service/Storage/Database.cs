using System;
using System.Data;
using System.Data.Common;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace DefterX.Service.Storage;

/// <summary>The service's database: SQLite in a file, or PostgreSQL.</summary>
internal sealed class Database : IAsyncDisposable
{
    private const int Attempts = 12;

    private readonly NpgsqlDataSource? _postgres;
    private readonly string? _sqlite;

    // Who waits for SQLite's only writer waits here, without a thread.
    private readonly SemaphoreSlim _writer = new(1);

    /// <summary>Opens nothing yet.</summary>
    public Database(ServiceOptions options)
    {
        if (options.Database.Provider == DatabaseProvider.PostgreSql)
        {
            Dialect = Dialect.PostgreSql;
            ConnectionString = options.Database.ConnectionString
                ?? throw new InvalidOperationException("Service:Database:ConnectionString is missing.");
            _postgres = NpgsqlDataSource.Create(ConnectionString);
            return;
        }

        Dialect = Dialect.Sqlite;
        SqliteConnectionStringBuilder builder = new(options.Database.ConnectionString) { ForeignKeys = true };
        if (builder.DataSource.Length == 0) builder.DataSource = Path.Combine(options.DataPath, "defterx.db");
        ConnectionString = _sqlite = builder.ToString();
    }

    /// <summary>The database's SQL.</summary>
    public Dialect Dialect { get; }

    /// <summary>For migrations and backups.</summary>
    public string ConnectionString { get; }

    /// <summary>The database's file, or null.</summary>
    public string? SqliteFile => _sqlite is null ? null : Path.GetFullPath(new SqliteConnectionStringBuilder(_sqlite).DataSource);

    /// <summary>A connection of its own, open.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_postgres is not null) return await _postgres.OpenConnectionAsync(cancellationToken);
        SqliteConnection connection = new(_sqlite);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "pragma busy_timeout = 5000; pragma synchronous = full;";
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads without a transaction.</summary>
    public async Task<T> ReadAsync<T>(Func<Statements, Task<T>> read, CancellationToken cancellationToken)
    {
        await using DbConnection connection = await OpenAsync(cancellationToken);
        return await read(new Statements(Dialect, connection, null, cancellationToken));
    }

    /// <summary>Changes all or nothing. What fails for others' sake (a deadlock, a busy file) is run again from its start.</summary>
    /// <param name="work">May run several times. In PostgreSQL it sees what others commit meanwhile: what it relies on must be locked
    /// (<see cref="Dialect.ForUpdate"/>) or be in the changing statement itself.</param>
    /// <param name="cancellationToken">Rolls back.</param>
    /// <exception cref="ServiceException"><see cref="ServiceCodes.Busy"/> when it went on failing.</exception>
    public async Task<T> InTransactionAsync<T>(Func<Statements, Task<T>> work, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(work, cancellationToken);
            }
            catch (DbException exception) when (Dialect.IsTransient(exception))
            {
                if (attempt == Attempts)
                    throw new ServiceException(ServiceCodes.Busy, StatusCodes.Status503ServiceUnavailable, inner: exception) { RetryAfterSeconds = 2 };
                await Task.Delay(RandomNumberGenerator.GetInt32(5, 10 << Math.Min(attempt, 5)), cancellationToken);
            }
        }
    }

    /// <summary>The same without a result.</summary>
    public Task InTransactionAsync(Func<Statements, Task> work, CancellationToken cancellationToken) => InTransactionAsync(
        async statements =>
        {
            await work(statements);
            return true;
        },
        cancellationToken);

    /// <summary>Ends the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null) await _postgres.DisposeAsync();
        if (_sqlite is not null) SqliteConnection.ClearPool(new SqliteConnection(_sqlite));
        _writer.Dispose();
    }

    private async Task<T> TryAsync<T>(Func<Statements, Task<T>> work, CancellationToken cancellationToken)
    {
        bool isAlone = _sqlite is not null;
        if (isAlone) await _writer.WaitAsync(cancellationToken);
        try
        {
            await using DbConnection connection = await OpenAsync(cancellationToken);
            // Serializable is SQLite's BEGIN IMMEDIATE: it waits for other writers before it reads anything.
            IsolationLevel isolation = isAlone ? IsolationLevel.Serializable : IsolationLevel.ReadCommitted;
            await using DbTransaction transaction = await connection.BeginTransactionAsync(isolation, cancellationToken);
            T result = await work(new Statements(Dialect, connection, transaction, cancellationToken));
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        finally
        {
            if (isAlone) _writer.Release();
        }
    }
}
