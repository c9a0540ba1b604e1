using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Service.Operations.Hosting;
using Npgsql;

namespace DefterX.Service.Operations.Keeping;

/// <summary>Runs PostgreSQL's own programs for the database of a connection string; the password goes through the environment, which no
/// list of processes shows.</summary>
internal static class PostgresTools
{
    /// <param name="program"><c>pg_dump</c> or <c>pg_restore</c>.</param>
    /// <param name="arguments">After <c>--dbname</c> an empty one is replaced by the database's name.</param>
    /// <param name="connectionString">Npgsql's.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="ServiceStartException">It is not installed, or failed; with what it said last.</exception>
    public static async Task RunAsync(
        string program, IReadOnlyList<string> arguments, string connectionString, CancellationToken cancellationToken)
    {
        NpgsqlConnectionStringBuilder connection = new(connectionString);
        ProcessStartInfo start = new(Find(program)) { RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in arguments) start.ArgumentList.Add(argument.Length == 0 ? connection.Database ?? "" : argument);
        Set(start, connection);
        using Process process = Start(start, program);
        try
        {
            string said = await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            if (process.ExitCode == 0) return;
            throw new ServiceStartException(Text.Format(Strings.ProgramFailed, program, process.ExitCode, said.Trim()));
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static Process Start(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new ServiceStartException(Text.Format(Strings.ProgramMissing, program));
        }
    }

    private static void Set(ProcessStartInfo start, NpgsqlConnectionStringBuilder connection)
    {
        IDictionary<string, string?> environment = start.Environment;
        environment["PGHOST"] = connection.Host;
        environment["PGPORT"] = connection.Port.ToString(CultureInfo.InvariantCulture);
        environment["PGDATABASE"] = connection.Database;
        if (connection.Username is not null) environment["PGUSER"] = connection.Username;
        if (connection.Password is not null) environment["PGPASSWORD"] = connection.Password;
        if (connection.Passfile is not null) environment["PGPASSFILE"] = connection.Passfile;
        if (connection.RootCertificate is not null) environment["PGSSLROOTCERT"] = connection.RootCertificate;
        environment["PGSSLMODE"] = connection.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            SslMode other => other.ToString().ToLowerInvariant(),
        };
        environment["PGCONNECT_TIMEOUT"] = "15";
        environment["LC_ALL"] = "C.UTF-8";
    }

    // Debian keeps the programs of each version apart; the newest reads and dumps older servers.
    private static string Find(string program)
    {
        const string Folder = "/usr/lib/postgresql";
        if (!Directory.Exists(Folder)) return program;
        return Directory.EnumerateDirectories(Folder)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin", program))
            .FirstOrDefault(File.Exists) ?? program;
    }
}
