using System;
using System.Data.Common;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Dapper;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DefterX.Files;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DefterX.Service.Storage;

/// <summary>Brings the database to the newest form before anything else runs.</summary>
/// <remarks>The scripts lie in Migrations/, a folder for each database, and run in the order of their names, once. Of several instances
/// that start at once one does it and the others wait.</remarks>
internal sealed class Migrations(Database database, ILogger<Migrations> logger) : IHostedService
{
    // Any number that nothing else on the database server takes; "defterx" in ASCII.
    private const long AdvisoryLock = 0x64656674657278;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs what did not run yet.</summary>
    /// <exception cref="InvalidOperationException">A script failed; it left nothing behind.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (database.SqliteFile is { } file)
        {
            PrivateFolder.Create(Path.GetDirectoryName(file)!);
            using FileStream held = LockedFile.Open(file + ".lock", cancellationToken);
            // SQLite would make one that all can read.
            if (!File.Exists(file)) await AtomicFile.CreateNew(file).DisposeAsync();
            await using DbConnection connection = await database.OpenAsync(cancellationToken);
            await connection.ExecuteAsync("pragma journal_mode = wal");
            Run(DeployChanges.To.SqliteDatabase(database.ConnectionString));
            return;
        }

        await using DbConnection holder = await database.OpenAsync(cancellationToken);
        await holder.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_lock(@AdvisoryLock)", new { AdvisoryLock }, commandTimeout: 0, cancellationToken: cancellationToken));
        try
        {
            Run(DeployChanges.To.PostgresqlDatabase(database.ConnectionString));
        }
        finally
        {
            await holder.ExecuteAsync("select pg_advisory_unlock(@AdvisoryLock)", new { AdvisoryLock });
        }
    }

    private void Run(UpgradeEngineBuilder builder)
    {
        string folder = $".Migrations.{database.Dialect.Provider}.";
        UpgradeEngine engine = builder
            .WithScriptsEmbeddedInAssembly(typeof(Migrations).Assembly, name => name.Contains(folder, StringComparison.Ordinal))
            .WithTransaction()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build();
        DatabaseUpgradeResult result = engine.PerformUpgrade();
        foreach (SqlScript script in result.Scripts) logger.LogInformation("Migrated the database by {Script}.", script.Name);
        if (result.Successful) return;
        throw new InvalidOperationException($"The database could not be migrated by {result.ErrorScript?.Name}.", result.Error);
    }
}
