using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Service.Operations.Hosting;
using DefterX.Service.Operations.Keeping;
using DefterX.Service.Storage;

namespace DefterX.Service.Operations.Commands;

/// <summary><c>backup</c>, <c>restore</c> and <c>check</c>.</summary>
internal static class KeepingCommands
{
    /// <param name="setAction">Sets what a command does.</param>
    public static IEnumerable<Command> All(Action<Command, Func<ServiceOptions, ParseResult, CancellationToken, Task<int>>> setAction)
    {
        Option<string> to = new("--to") { Description = Strings.HelpBackupTo, Required = true };
        Option<bool> links = new("--link") { Description = Strings.HelpBackupLink };
        Command backup = new("backup", Strings.HelpBackup) { to, links };
        setAction(backup, (options, parsed, token) => BackupAsync(options, parsed, to, links, token));
        Option<string> from = new("--from") { Description = Strings.HelpRestoreFrom, Required = true };
        Command restore = new("restore", Strings.HelpRestore) { from };
        setAction(restore, (options, parsed, token) => RestoreAsync(options, parsed, from, token));
        Command check = new("check", Strings.HelpCheck);
        setAction(check, CheckAsync);
        return [backup, restore, check];
    }

    /// <summary>The database of a command, which there must be: SQLite would make an empty one.</summary>
    /// <exception cref="ServiceStartException">There is none.</exception>
    internal static Database OpenExisting(ServiceOptions options)
    {
        Database database = new(options);
        if (database.SqliteFile is { } file && !File.Exists(file)) throw new ServiceStartException(Text.Format(Strings.DatabaseMissing, file));
        return database;
    }

    private static async Task<int> BackupAsync(
        ServiceOptions options, ParseResult parsed, Option<string> to, Option<bool> links, CancellationToken cancellationToken)
    {
        string folder = Path.GetFullPath(parsed.GetRequiredValue(to));
        Database database = OpenExisting(options);
        await using (database.ConfigureAwait(false))
        {
            BackupManifest manifest = await new Backup(options, database, TimeProvider.System)
                .RunAsync(folder, parsed.GetValue(links), cancellationToken).ConfigureAwait(false);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                Text.Format(Strings.BackedUp, manifest.Files, manifest.Bytes, folder)).ConfigureAwait(false);
            return 0;
        }
    }

    private static async Task<int> RestoreAsync(
        ServiceOptions options, ParseResult parsed, Option<string> from, CancellationToken cancellationToken)
    {
        string folder = Path.GetFullPath(parsed.GetRequiredValue(from));
        Database database = new(options);
        await using (database.ConfigureAwait(false))
        {
            BackupManifest manifest = await new Restore(options, database).RunAsync(folder, cancellationToken).ConfigureAwait(false);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                Text.Format(Strings.Restored, manifest.Files, manifest.Time)).ConfigureAwait(false);
            return 0;
        }
    }

    private static async Task<int> CheckAsync(ServiceOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        InvocationConfiguration streams = parsed.InvocationConfiguration;
        Database database = OpenExisting(options);
        await using (database.ConfigureAwait(false))
        {
            int wrong = 0;
            long files = await new StoreCheck(options, database).RunAsync(
                problem =>
                {
                    wrong++;
                    streams.Error.WriteLine(problem);
                },
                cancellationToken).ConfigureAwait(false);
            await streams.Output.WriteLineAsync(Text.Format(Strings.Checked, files, wrong)).ConfigureAwait(false);
            return wrong == 0 ? 0 : 1;
        }
    }
}
