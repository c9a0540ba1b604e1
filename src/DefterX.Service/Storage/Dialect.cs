using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace DefterX.Service.Storage;

/// <summary>The databases that the service works with.</summary>
internal enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>Where the databases' SQL differs.</summary>
/// <param name="Provider">The database.</param>
/// <param name="NowMilliseconds">An expression: Unix time in milliseconds by the database's clock, bigint.</param>
/// <param name="ForUpdate">Ends a select whose rows are then changed in the same transaction, so that nobody else changes them meanwhile;
/// empty where a transaction is alone anyway.</param>
internal sealed record Dialect(DatabaseProvider Provider, string NowMilliseconds, string ForUpdate)
{
    /// <summary>SQLite: one transaction writes at a time.</summary>
    public static Dialect Sqlite { get; } =
        new(DatabaseProvider.Sqlite, "cast(round((julianday('now') - 2440587.5) * 86400000) as integer)", "");

    /// <summary>PostgreSQL, read committed.</summary>
    public static Dialect PostgreSql { get; } =
        new(DatabaseProvider.PostgreSql, "cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint)", " for update");

    /// <summary>Whether a transaction that failed so may succeed when it is run again.</summary>
    public static bool IsTransient(DbException exception) => exception switch
    {
        // SQLITE_BUSY, SQLITE_LOCKED.
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6,
        PostgresException postgres => postgres.SqlState
            is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable,
        _ => false,
    };

    /// <summary>Whether a row with that key exists already.</summary>
    public static bool IsDuplicate(DbException exception) => exception switch
    {
        // SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE.
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 1555 or 2067,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        _ => false,
    };

    /// <summary>Whether a row is missing that another refers to, or is referred to and cannot go.</summary>
    public static bool IsForeignKey(DbException exception) => exception switch
    {
        // SQLITE_CONSTRAINT_FOREIGNKEY.
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode == 787,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.ForeignKeyViolation,
        _ => false,
    };
}
