using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace DefterX.TestSupport;

/// <summary>A PostgreSQL of this process's own, in a temporary folder, reached by a Unix socket there.</summary>
/// <remarks>It is Debian's package that is taken, /usr/lib/postgresql. It ends with this process, however that ends: it runs under a
/// shell that waits for the end of its input, and then takes the folder away.</remarks>
public sealed class PostgreSqlServer
{
    private const string Root = "/usr/lib/postgresql";
    private const string User = "defterx";
    private static readonly Lazy<PostgreSqlServer> s_shared = new(() => new PostgreSqlServer(isDurable: false));
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    // PostgreSQL refuses to run as root; Debian's package brings an account.
    private static readonly string[] s_account = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--"] : [];

    private readonly string _folder = Directory.CreateTempSubdirectory("defterx-postgresql-").FullName;
    private readonly string _programs = FindPrograms();
    private readonly Process _process;
    private int _databases;

    private PostgreSqlServer(bool isDurable)
    {
        if (s_account.Length > 0) Run("chown", "postgres", _folder);
        string data = Path.Combine(_folder, "data");
        Run([.. s_account, Path.Combine(_programs, "initdb"), "-D", data, "-U", User, "-A", "trust", "-N", "-E", "UTF8", "--locale=C.UTF-8"]);
        string fsync = isDurable ? "on" : "off";
        string command = $"'{_programs}/postgres' -D '{data}' -k '{_folder}' -c listen_addresses= -c fsync={fsync} -c max_connections=200";
        string[] shell = [.. s_account, "sh", "-c", command + " <&- >&- 2>'" + _folder + "/log' & read line; kill -QUIT $!; wait; rm -rf '" + _folder + "'"];
        _process = Process.Start(new ProcessStartInfo(shell[0], shell[1..]) { RedirectStandardInput = true, WorkingDirectory = "/" })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        WaitUntilReady();
    }

    /// <summary>The server, started when it is first asked for. It leaves out fsync: what the tests keep need not outlive the machine.</summary>
    public static PostgreSqlServer Shared => s_shared.Value;

    /// <summary>Starts one that writes to disk as an operator's does, for what measures it.</summary>
    public static PostgreSqlServer StartDurable() => new(isDurable: true);

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string, as Npgsql takes it.</returns>
    public string CreateDatabase()
    {
        string name = "test" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        Run(Path.Combine(_programs, "createdb"), "-h", _folder, "-U", User, name);
        return $"Host={_folder};Username={User};Database={name};Maximum Pool Size=20";
    }

    private static string FindPrograms()
    {
        string? newest = Directory.Exists(Root)
            ? Directory.EnumerateDirectories(Root).OrderBy(folder => Version.Parse(Path.GetFileName(folder) + ".0")).LastOrDefault()
            : null;
        return newest is null
            ? throw new InvalidOperationException($"PostgreSQL is needed in {Root}: apt-get install postgresql.")
            : Path.Combine(newest, "bin");
    }

    private static void Run(params string[] command)
    {
        (int exit, string output) = TryRun(command);
        if (exit != 0) throw new InvalidOperationException($"{string.Join(' ', command)}: {output}");
    }

    private static (int Exit, string Output) TryRun(params string[] command)
    {
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    private void WaitUntilReady()
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (TryRun(Path.Combine(_programs, "pg_isready"), "-h", _folder, "-U", User).Exit != 0)
        {
            if (clock.Elapsed > s_patience || _process.HasExited)
                throw new InvalidOperationException("PostgreSQL does not start: " + File.ReadAllText(Path.Combine(_folder, "log")));
            Thread.Sleep(50);
        }
    }

    private void Stop()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
