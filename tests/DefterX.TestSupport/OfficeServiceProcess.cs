using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;
using MimeKit;

namespace DefterX.TestSupport;

/// <summary>The office service in a process of its own, on loopback; it can be killed and started again.</summary>
public sealed partial class OfficeServiceProcess : IAsyncDisposable
{
    private const string Code = "sinama-kayit-kodu";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, string> _environment;
    private readonly string _logPath;
    private Process _process;

    private OfficeServiceProcess(Uri address, string folder, Dictionary<string, string> environment)
    {
        Address = address;
        Folder = folder;
        _environment = environment;
        _logPath = Path.Combine(folder, FormattableString.Invariant($"console-{address.Port}.log"));
        _process = Launch();
    }

    public Uri Address { get; }

    /// <summary>Its data folder.</summary>
    public string Folder { get; }

    public int ProcessId => _process.Id;

    /// <summary>Starts a service and waits until it answers.</summary>
    /// <param name="folder">Its data; SQLite is in it.</param>
    /// <param name="postgreSql">A connection string, or null for SQLite.</param>
    /// <param name="filesFolder">Where files lie, when several instances share it.</param>
    public static async Task<OfficeServiceProcess> StartAsync(
        string folder, string? postgreSql = null, string? filesFolder = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        Directory.CreateDirectory(folder);
        Uri address = new(FormattableString.Invariant($"http://127.0.0.1:{FreePort()}"));
        Dictionary<string, string> environment = new()
        {
            ["DEFTERX_SERVICE__URLS"] = address.ToString().TrimEnd('/'),
            ["DEFTERX_SERVICE__DATAFOLDER"] = folder,
            ["DEFTERX_SERVICE__REGISTRATION__CODE"] = Code,
            ["DEFTERX_SERVICE__MAIL__PICKUPFOLDER"] = Path.Combine(filesFolder ?? folder, "mail"),
            ["DEFTERX_SERVICE__MAIL__FROM"] = "defterx@buro.example",
        };
        if (filesFolder is not null) environment["DEFTERX_SERVICE__FILESFOLDER"] = filesFolder;
        if (postgreSql is not null)
        {
            environment["DEFTERX_SERVICE__DATABASE__PROVIDER"] = "PostgreSql";
            environment["DEFTERX_SERVICE__DATABASE__CONNECTIONSTRING"] = postgreSql;
        }

        foreach (KeyValuePair<string, string> setting in settings ?? new Dictionary<string, string>()) environment[setting.Key] = setting.Value;
        OfficeServiceProcess service = new(address, folder, environment);
        await service.WaitUntilReadyAsync();
        return service;
    }

    /// <summary>Registers an office, and gives the key that was mailed.</summary>
    public string Register(OfficeSettings settings) => Register(OfficeJson.Merged("", settings, ErrorIds.OfficeInvalid), settings.CustomerNumber);

    /// <param name="officeJson">The office's settings as in office.json.</param>
    public string Register(string officeJson, string customerNumber)
    {
        using JsonDocument office = JsonDocument.Parse(officeJson);
        using ServiceApi api = new(new ServiceClient(Address, new ServiceClientOptions()));
        string email = $"yonetici-{customerNumber}@buro.example";
        _ = api.RegisterAsync(new RegistrationRequest(customerNumber, email, "Yönetici", office.RootElement), Code, CancellationToken.None)
            .GetAwaiter().GetResult();
        return KeyOf(email);
    }

    /// <summary>Registers the office of a folder and adds its firms.</summary>
    /// <returns>The key that was mailed.</returns>
    public string TakeIn(string folder)
    {
        OfficeFolder office = OfficeFolder.Open(folder);
        string key = Register(office.Settings);
        using LoginKey parsed = LoginKey.Parse(key);
        Session session = OfficeLocation.Of(Address).LogIn(
            parsed, office.Settings.CustomerNumber, Period.Of(DateTime.Today), new SessionOptions(), null, CancellationToken.None);
        foreach (Firm firm in office.Firms.List()) session.Folder.Firms.Add(firm);
        session.Close();
        return key;
    }

    /// <summary>The key in the newest mail to somebody.</summary>
    public string KeyOf(string email)
    {
        string folder = _environment["DEFTERX_SERVICE__MAIL__PICKUPFOLDER"];
        foreach (string path in Directory.EnumerateFiles(folder, "*.eml").OrderByDescending(File.GetLastWriteTimeUtc))
        {
            using MimeMessage message = MimeMessage.Load(path);
            if (message.To.Mailboxes.All(mailbox => mailbox.Address != email)) continue;
            return KeyLine().Match(message.TextBody ?? "").Groups[1].Value;
        }

        throw new InvalidOperationException($"No mail to {email} in {folder}.");
    }

    /// <summary>Ends it without a word (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets go of it, as the end of this process would, and waits for its end.</summary>
    public async Task AbandonAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Starts it again at the same address.</summary>
    public async Task RestartAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        _process = Launch();
        await WaitUntilReadyAsync();
    }

    /// <summary>What it wrote to the console.</summary>
    public string Console
    {
        get
        {
            using StreamReader reader = new(new FileStream(_logPath, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    [GeneratedRegex("Anahtar: ([a-z0-9]{3}(?:-[a-z0-9]{3}){3})")]
    private static partial Regex KeyLine();

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Program()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "DefterX.PowerShell.sln"))) root = root.Parent;
        return Path.Combine(root!.FullName, "src", "DefterX.Service", "bin", "Release", "net10.0", "defterx-service.dll");
    }

    private Process Launch()
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        start.ArgumentList.Add(Program());
        foreach (KeyValuePair<string, string> variable in _environment) start.Environment[variable.Key] = variable.Value;
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Note(string? line)
    {
        if (line is null) return;
        lock (_environment) File.AppendAllText(_logPath, line + "\n");
    }

    private async Task WaitUntilReadyAsync()
    {
        using HttpClient http = new() { BaseAddress = Address };
        for (Stopwatch clock = Stopwatch.StartNew(); clock.Elapsed < s_patience; await Task.Delay(50))
        {
            if (_process.HasExited) throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"The service ended with {_process.ExitCode}:\n{Console}"));
            try
            {
                using HttpResponseMessage answer = await http.GetAsync(new Uri("v1/service", UriKind.Relative));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new TimeoutException($"The service did not answer:\n{Console}");
    }
}
