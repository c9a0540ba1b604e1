using System;
using System.Globalization;
using System.IO;
using DefterX.Files;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace DefterX.Service.Operations.Logging;

/// <summary>The service's log: a JSON object a line (CLEF) in files of a day, and lines for people on the console.</summary>
internal static class ServiceLog
{
    private const long LargestFile = 64L * 1024 * 1024;
    private const string Line = "{Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>Opens the log.</summary>
    /// <param name="folder">Of the files; made where missing.</param>
    /// <param name="retainedFiles">How many are kept.</param>
    /// <param name="isConsole">Whether the console gets lines too; systemd's journal keeps their time.</param>
    public static Logger Create(string folder, int retainedFiles, bool isConsole)
    {
        PrivateFolder.Create(folder);
        LoggerConfiguration log = new LoggerConfiguration()
            .MinimumLevel.Information()
            // These write raw paths with queries, and a stack for each client that goes away.
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.Server.Kestrel", LogEventLevel.Error)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .Enrich.With(new WithoutPath())
            .WriteTo.File(
                new MaskingFormatter(new CompactJsonFormatter()),
                Path.Combine(folder, "service-.json"),
                rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: LargestFile,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: retainedFiles,
                shared: false,
                flushToDiskInterval: TimeSpan.FromSeconds(2),
                hooks: new PrivateLogFiles());
        if (isConsole)
        {
            log.WriteTo.Console(new MaskingFormatter(new MessageTemplateTextFormatter(Line, CultureInfo.InvariantCulture)));
        }

        return log.CreateLogger();
    }
}
