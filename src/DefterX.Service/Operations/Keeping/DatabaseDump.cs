using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using DefterX.Service.Operations.Hosting;
using DefterX.Service.Storage;
using Microsoft.Data.Sqlite;

namespace DefterX.Service.Operations.Keeping;

/// <summary>A database as one file: SQLite's own copy while others write, or a dump by PostgreSQL's own program.</summary>
internal static class DatabaseDump
{
    /// <summary>The name of the file.</summary>
    public static string NameOf(DatabaseProvider provider) => provider == DatabaseProvider.Sqlite ? "defterx.db" : "defterx.pgdump";

    /// <summary>Writes the state of one moment, while the service runs.</summary>
    /// <param name="database">The database.</param>
    /// <param name="path">A file that is not there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ServiceStartException">PostgreSQL's program is missing or failed.</exception>
    public static async Task WriteAsync(Database database, string path, CancellationToken cancellationToken)
    {
        if (database.SqliteFile is null)
        {
            await PostgresTools.RunAsync(
                "pg_dump",
                ["--format=custom", "--no-owner", "--no-privileges", "--file", path],
                database.ConnectionString,
                cancellationToken).ConfigureAwait(false);
            return;
        }

        // Made first, so that it is never readable by others.
        await AtomicFile.CreateNew(path).DisposeAsync().ConfigureAwait(false);
        SqliteConnection source = (SqliteConnection)await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            using SqliteConnection target = new(Unpooled(path));
            target.Open();
            source.BackupDatabase(target);
            // One file, without the log beside it.
            using SqliteCommand command = target.CreateCommand();
            command.CommandText = "pragma journal_mode = delete";
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Brings a dump back into a database that has nothing in it.</summary>
    /// <exception cref="ServiceStartException">There is something in it; the dump cannot be read.</exception>
    public static async Task RestoreAsync(Database database, string path, CancellationToken cancellationToken)
    {
        await EnsureEmptyAsync(database, cancellationToken).ConfigureAwait(false);
        if (database.SqliteFile is { } file)
        {
            PrivateFolder.Create(Path.GetDirectoryName(file)!);
            string temporary = AtomicFile.TemporaryName(file);
            File.Copy(path, temporary);
            AtomicFile.Replace(temporary, file);
            return;
        }

        await PostgresTools.RunAsync(
            "pg_restore",
            ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", "--dbname", "", path],
            database.ConnectionString,
            cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="ServiceStartException">There is something in the database.</exception>
    public static async Task EnsureEmptyAsync(Database database, CancellationToken cancellationToken)
    {
        if (database.SqliteFile is { } file)
        {
            if (File.Exists(file)) throw new ServiceStartException(Text.Format(Strings.DatabaseNotEmpty, file));
            return;
        }

        long tables = await database.ReadAsync(
            statements => statements.ScalarAsync<long>(
                "select count(*) from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')"),
            cancellationToken).ConfigureAwait(false);
        if (tables > 0) throw new ServiceStartException(Text.Format(Strings.DatabaseNotEmpty, nameof(DatabaseProvider.PostgreSql)));
    }

    private static string Unpooled(string path) => new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
}
