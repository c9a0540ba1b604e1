using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;
using DefterX.TestSupport;

namespace DefterX.Bench;

/// <summary>The office service as a program of its own, with an office of many firms.</summary>
internal sealed class ServiceUnderTest : IAsyncDisposable
{
    /// <summary>How many firms the office has.</summary>
    internal const int Firms = 200;

    private readonly OfficeServiceProcess _process;
    private readonly byte[] _login;

    private ServiceUnderTest(OfficeServiceProcess process)
    {
        _process = process;
        OfficeSettings settings = new()
        {
            CustomerNumber = "1",
            Name = "Örnek Muhasebe",
            SourceApplication = new SourceApplication("1234567808", "ÖRNEK YAZILIM A.Ş.", "DefterX", "0.1"),
        };
        string key = process.Register(settings);
        LoginRequest login = new(
            key, settings.CustomerNumber, "2026-09", Options.Machine, Environment.UserName, Options.Version);
        _login = JsonSerializer.SerializeToUtf8Bytes(login, ServiceJson.Options);
    }

    /// <summary>How its clients deal with it.</summary>
    internal static ServiceClientOptions Options { get; } = new();

    /// <summary>The most memory that it has held so far (VmHWM), in MB of 1,048,576 octets; Linux.</summary>
    internal double PeakMegabytes
    {
        get
        {
            string line = File.ReadLines($"/proc/{_process.ProcessId}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <param name="folder">Its data.</param>
    /// <param name="postgreSql">A connection string, or null for SQLite.</param>
    internal static async Task<ServiceUnderTest> StartAsync(string folder, string? postgreSql)
    {
        // The console would be read, and written to a file, by the process that measures.
        Dictionary<string, string> settings = new() { ["DEFTERX_SERVICE__LOGS__CONSOLE"] = "false" };
        ServiceUnderTest service = new(await OfficeServiceProcess.StartAsync(folder, postgreSql, null, settings));
        using ServiceApi client = await service.ConnectAsync();
        for (int i = 0; i < Firms; i++)
        {
            Firm firm = PublishOffice.Firm(i);
            using JsonDocument content = JsonDocument.Parse(OfficeJson.Merged("", firm, ErrorIds.OfficeInvalid));
            await client.AddFirmAsync(new FirmDocument(firm.Identifier, 0, content.RootElement), CancellationToken.None);
        }

        return service;
    }

    /// <summary>A client that is not logged in.</summary>
    internal ServiceApi Client() => new(new ServiceClient(_process.Address, Options));

    /// <summary>Logs in, and out of nothing: the session stays.</summary>
    internal Task<LoginResponse> LogInAsync(ServiceApi client) => client.LogInAsync(_login, CancellationToken.None);

    /// <summary>A client with a session of its own.</summary>
    internal async Task<ServiceApi> ConnectAsync()
    {
        ServiceApi client = Client();
        client.Client.Authenticate((await LogInAsync(client)).Token);
        return client;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
