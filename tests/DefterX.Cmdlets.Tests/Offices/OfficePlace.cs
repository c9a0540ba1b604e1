using System;
using System.Globalization;
using System.IO;
using System.Threading;
using DefterX.Office;
using DefterX.TestSupport;

namespace DefterX.Cmdlets.Tests.Offices;

/// <summary>Where offices of tests are kept: in folders, or at a service that all tests of this process share.</summary>
internal sealed class OfficePlace
{
    private static readonly string s_root = Directory.CreateTempSubdirectory("defterx-services-").FullName;
    private static int s_lastNumber = 1_000_000;
    private readonly Lazy<OfficeServiceProcess>? _service;

    static OfficePlace()
    {
        Environment.SetEnvironmentVariable("DEFTERX_WORKSPACE", Path.Combine(s_root, "copies"));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
    }

    private OfficePlace(Func<OfficeServiceProcess>? start)
    {
        if (start is not null) _service = new Lazy<OfficeServiceProcess>(start, LazyThreadSafetyMode.ExecutionAndPublication);
    }

    public static OfficePlace Folder { get; } = new(null);

    /// <summary>A service with its own database file.</summary>
    public static OfficePlace Sqlite { get; } = new(() => Start("sqlite", null));

    /// <summary>A service on a real PostgreSQL.</summary>
    public static OfficePlace PostgreSql { get; } = new(() => Start("postgresql", PostgreSqlServer.Shared.CreateDatabase()));

    /// <summary>A service that the caller has started.</summary>
    public static OfficePlace Of(OfficeServiceProcess service) => new(() => service);

    /// <summary>The running service; null where offices are folders.</summary>
    public OfficeServiceProcess? Service => _service?.Value;

    /// <summary>Registers an office under a customer number of its own; null where offices are folders.</summary>
    public RegisteredOffice? Register(OfficeSettings settings)
    {
        if (Service is not OfficeServiceProcess service) return null;
        string number = Interlocked.Increment(ref s_lastNumber).ToString(CultureInfo.InvariantCulture);
        return new RegisteredOffice(service.Address, number, service.Register(settings with { CustomerNumber = number }));
    }

    private static OfficeServiceProcess Start(string name, string? postgreSql) =>
        OfficeServiceProcess.StartAsync(Path.Combine(s_root, name), postgreSql).GetAwaiter().GetResult();

    private static void End()
    {
        foreach (OfficePlace place in new[] { Sqlite, PostgreSql })
        {
            if (place._service is { IsValueCreated: true } service) service.Value.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        Directory.Delete(s_root, recursive: true);
    }
}

/// <summary>An office at a service.</summary>
/// <param name="Address">The service.</param>
/// <param name="CustomerNumber">The office's.</param>
/// <param name="Key">The key from the welcome mail, an administrator's.</param>
internal sealed record RegisteredOffice(Uri Address, string CustomerNumber, string Key);
