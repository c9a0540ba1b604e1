using System;
using System.Globalization;
using System.Diagnostics;
using System.IO;
using DefterX.Office;
using Serilog;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;
using ILogger = Microsoft.Extensions.Logging.ILogger;

namespace DefterX.Cmdlets.Logging;

/// <summary>The rolling log files of one machine in an office's <c>logs</c> folder, kept for a year: each day one to read
/// (<c>.log</c>), and one of the same messages for programs (<c>.jsonl</c>, Serilog's compact JSON, a line each).</summary>
/// <remarks>Several processes of the machine share a file; other machines have their own, since appending over a network is not atomic.
/// A file that has become large is followed by another of the same day.</remarks>
internal sealed class OfficeLog(OfficeFolder office) : IDisposable
{
    private const string Template =
        "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} [{ProcessId}] {Message:lj}{NewLine}{Exception}";

    private static readonly TimeSpan s_kept = TimeSpan.FromDays(366);

    private SerilogLoggerFactory? _factory;
    private ILogger? _logger;
    private bool _isOpen;

    public OfficeFolder Office => office;

    /// <summary>After how many bytes a file is followed by another of the same day.</summary>
    public long LargestFile { get; init; } = 64 * 1024 * 1024;

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
                        PathOf("log"),
                        outputTemplate: Template,
                        formatProvider: CultureInfo.InvariantCulture,
                        rollingInterval: RollingInterval.Day,
                        fileSizeLimitBytes: LargestFile,
                        rollOnFileSizeLimit: true,
                        retainedFileCountLimit: null,
                        retainedFileTimeLimit: s_kept,
                        shared: true)
                    .WriteTo.File(
                        new CompactJsonFormatter(),
                        PathOf("jsonl"),
                        rollingInterval: RollingInterval.Day,
                        fileSizeLimitBytes: LargestFile,
                        rollOnFileSizeLimit: true,
                        retainedFileCountLimit: null,
                        retainedFileTimeLimit: s_kept,
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

    private string PathOf(string extension) => Path.Combine(office.LogFolder, $"defterx-{Environment.MachineName}-.{extension}");
}
