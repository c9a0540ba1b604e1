using System;
using Microsoft.Extensions.Logging;

namespace DefterX.Cmdlets.Logging;

/// <summary>Hands log messages to a cmdlet's streams and, once an office is known, to its log file.</summary>
internal sealed class CmdletLogger(Action<LogLevel, string> write) : ILogger
{
    private readonly Action<LogLevel, string> _write = write;

    /// <summary>The office's log file, or null.</summary>
    public OfficeLog? File { get; set; }

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    /// <summary>Properties for what is logged to the file until disposal.</summary>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => File?.Logger?.BeginScope(state);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel == LogLevel.None) return;
        File?.Logger?.Log(logLevel, eventId, state, exception, formatter);
        _write(logLevel, formatter(state, exception));
    }
}
