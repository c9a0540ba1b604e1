using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Service.Accounts;
using DefterX.Service.Storage;
using DefterX.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace DefterX.Service.Tests;

/// <summary>The service in this process, listening on a free port of 127.0.0.1; its data are gone after the test.</summary>
internal sealed class TestService : IAsyncDisposable
{
    /// <summary>By which the tests register offices.</summary>
    public const string Code = "registration-code-of-tests";

    private readonly string _folder = Directory.CreateTempSubdirectory("defterx-service-").FullName;
    private readonly WebApplication _app;

    private TestService(ServiceOptions options, KeyHasher hasher, MailBox mail, Action<WebApplicationBuilder>? configure)
    {
        Options = options;
        Mail = mail;
        Hasher = hasher;
        if (options.DataFolder == "data") options.DataFolder = _folder;
        options.Urls = options.Certificate.Path is null ? "http://127.0.0.1:0" : "https://127.0.0.1:0";
        options.Logs.Console = false;
        options.Registration.Code ??= Code;
        _app = ServiceApp.Build(options, [], builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<IWelcomeMail>(mail));
            builder.Services.Replace(ServiceDescriptor.Singleton(hasher));
            configure?.Invoke(builder);
        });
    }

    /// <summary>The databases that a test runs on.</summary>
    public static TheoryData<string> Databases => [nameof(DatabaseProvider.Sqlite), nameof(DatabaseProvider.PostgreSql)];

    public ServiceOptions Options { get; }

    public MailBox Mail { get; }

    public KeyHasher Hasher { get; }

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public Database Database => Services.GetRequiredService<Database>();

    /// <summary>Starts it on an empty database.</summary>
    /// <param name="provider">One of <see cref="Databases"/>.</param>
    /// <param name="change">Changes the options.</param>
    /// <param name="iterations">Rounds of the hash of login keys; few, as time is not what the tests look at.</param>
    /// <param name="map">Adds endpoints of the test's own.</param>
    /// <param name="configure">Replaces more of the service.</param>
    public static Task<TestService> StartAsync(
        string provider,
        Action<ServiceOptions>? change = null,
        int iterations = 1000,
        Action<IEndpointRouteBuilder>? map = null,
        Action<WebApplicationBuilder>? configure = null)
    {
        ServiceOptions options = new();
        options.Database.Provider = Enum.Parse<DatabaseProvider>(provider);
        if (options.Database.Provider == DatabaseProvider.PostgreSql)
            options.Database.ConnectionString = PostgreSqlServer.Shared.CreateDatabase();
        change?.Invoke(options);
        return StartAsync(options, new KeyHasher(iterations), new MailBox(), map, configure);
    }

    /// <summary>Starts another instance on the same database and files.</summary>
    public Task<TestService> StartOtherAsync() => StartAsync(
        new ServiceOptions { DataFolder = Options.DataFolder, Database = Options.Database, Registration = Options.Registration, Session = Options.Session },
        Hasher,
        Mail,
        null,
        null);

    /// <summary>Starts another service on what is there, whose login keys are hashed as this one's.</summary>
    public Task<TestService> StartOnAsync(ServiceOptions options) => StartAsync(options, Hasher, Mail, null, null);

    /// <summary>A client without a login.</summary>
    /// <param name="from">The client's address: any of 127.0.0.0/8.</param>
    public TestClient Client(string from = "127.0.0.1") => new(Address, from);

    /// <summary>Registers an office with an invented name.</summary>
    /// <returns>Its administrator's login key.</returns>
    public async Task<string> RegisterAsync(string customerNumber)
    {
        using TestClient client = Client("127.0.0.250");
        await client.RegisterAsync(customerNumber);
        return Mail.LastKey;
    }

    /// <summary>A client that is logged in.</summary>
    public async Task<TestClient> LogInAsync(string key, string customerNumber, string from = "127.0.0.1", string machine = "BURO-PC1")
    {
        TestClient client = Client(from);
        client.Machine = machine;
        await client.LogInAsync(key, customerNumber);
        return client;
    }

    /// <summary>Changes rows behind the service's back, as time would.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        Database.InTransactionAsync(statements => statements.ExecuteAsync(sql, parameters), CancellationToken.None);

    /// <summary>Reads a number.</summary>
    public Task<long> ScalarAsync(string sql, object? parameters = null) =>
        Database.ReadAsync(statements => statements.ScalarAsync<long>(sql, parameters), CancellationToken.None);

    /// <summary>Ends it as a signal does.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<TestService> StartAsync(
        ServiceOptions options, KeyHasher hasher, MailBox mail, Action<IEndpointRouteBuilder>? map, Action<WebApplicationBuilder>? configure)
    {
        TestService service = new(options, hasher, mail, configure);
        map?.Invoke(service._app);
        await service._app.StartAsync();
        IServerAddressesFeature addresses = service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        service.Address = new Uri(addresses.Addresses.First());
        return service;
    }
}
