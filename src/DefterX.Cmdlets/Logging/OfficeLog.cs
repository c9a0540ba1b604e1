using System;
using System.Globalization;
using System.Diagnostics;
using System.IO;
using DefterX.Office;
using Serilog;
using Serilog.Extensions.Logging;
using ILogger = Microsoft.Extensions.Logging.ILogger;

namespace DefterX.Cmdlets.Logging;

/// <summary>The rolling log file of one machine in an office's <c>logs</c> folder: one a day, kept for a year.</summary>
/// <remarks>Several processes of the machine share a file; other machines have their own, since appending over a network is not atomic.</remarks>
internal sealed class OfficeLog(OfficeFolder office) : IDisposable
{
    private const string Template =
        "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} [{ProcessId}] {Message:lj}{NewLine}{Exception}";

    private SerilogLoggerFactory? _factory;
    private ILogger? _logger;
    private bool _isOpen;

    public OfficeFolder Office => office;

    /// <summary>The log file, opened when it is first asked for; null where it cannot be written.</summary>
    public ILogger? Logger
    {
        get
        {
            lock (office)
            {
                if (!_isOpen) Open();
                _isOpen = true;
                return _logger;
            }
        }
    }

    public void Dispose() => _factory?.Dispose();

    private void Open()
    {
        using Process process = Process.GetCurrentProcess(); // netstandard2.0 has no Environment.ProcessId
        try
        {
            _factory = new SerilogLoggerFactory(
                new LoggerConfiguration()
                    .MinimumLevel.Debug()
                    .Enrich.WithProperty("ProcessId", process.Id)
                    .WriteTo.File(
                        Path.Combine(office.LogFolder, $"defterx-{Environment.MachineName}-.log"),
                        outputTemplate: Template,
                        formatProvider: CultureInfo.InvariantCulture,
                        rollingInterval: RollingInterval.Day,
                        retainedFileCountLimit: 366,
                        shared: true)
                    .CreateLogger(),
                dispose: true);
            _logger = _factory.CreateLogger(nameof(DefterX));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An office on a read-only medium can still be read.
        }
    }
}
