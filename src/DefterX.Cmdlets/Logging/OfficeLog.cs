using System;
using System.Globalization;
using System.IO;
using DefterX.Office;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Extensions.Logging;

namespace DefterX.Cmdlets.Logging;

/// <summary>The rolling log file of one machine in an office's <c>logs</c> folder: one a day, kept for a year.</summary>
/// <remarks>Several processes of the machine share a file; other machines have their own, since appending over a network is not atomic.</remarks>
internal sealed class OfficeLog : IDisposable
{
    private const string Template =
        "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} [{ProcessId}] {Message:lj}{NewLine}{Exception}";

    private readonly Logger _serilog;
    private readonly SerilogLoggerFactory _factory;

    private OfficeLog(string path)
    {
        _serilog = new LoggerConfiguration()
            .MinimumLevel.Debug()
            .Enrich.WithProperty("ProcessId", System.Diagnostics.Process.GetCurrentProcess().Id)
            .WriteTo.File(
                path,
                outputTemplate: Template,
                formatProvider: CultureInfo.InvariantCulture,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: 366,
                shared: true)
            .CreateLogger();
        _factory = new SerilogLoggerFactory(_serilog);
        Logger = _factory.CreateLogger(nameof(DefterX));
    }

    public Microsoft.Extensions.Logging.ILogger Logger { get; }

    public static OfficeLog Open(OfficeFolder office) =>
        new(Path.Combine(office.LogFolder, $"defterx-{Environment.MachineName}-.log"));

    public void Dispose()
    {
        _factory.Dispose();
        _serilog.Dispose();
    }
}
