using System.Collections.Generic;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;
using Dapper;

namespace DefterX.Service.Storage;

/// <summary>Runs SQL on one connection, in its transaction if it has one.</summary>
/// <remarks>Columns are found by name without underscores (<c>last_used</c> is <c>LastUsed</c>). Rows are read into classes with
/// properties: whole numbers are <see langword="long"/>, and SQLite does not tell the type of a null to a constructor.</remarks>
internal sealed class Statements(Dialect dialect, DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
{
    static Statements() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <summary>The database's SQL.</summary>
    public Dialect Dialect => dialect;

    /// <summary>Ends what runs.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Changes rows.</summary>
    /// <returns>How many.</returns>
    public Task<int> ExecuteAsync(string sql, object? parameters = null) => connection.ExecuteAsync(Command(sql, parameters));

    /// <summary>The first row, or null (the default of a value).</summary>
    public Task<T?> FindAsync<T>(string sql, object? parameters = null) =>
        connection.QueryFirstOrDefaultAsync<T>(Command(sql, parameters))!;

    /// <summary>All rows.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? parameters = null) =>
        (await connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    /// <summary>The first value of the first row.</summary>
    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null) =>
        connection.ExecuteScalarAsync<T>(Command(sql, parameters));

    /// <summary>The time by the database's clock, Unix milliseconds.</summary>
    public Task<long> NowAsync() => ScalarAsync<long>($"select {dialect.NowMilliseconds}");

    private CommandDefinition Command(string sql, object? parameters) =>
        new(sql, parameters, transaction, cancellationToken: cancellationToken);
}
