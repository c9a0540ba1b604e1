using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Threading;

namespace DefterX.ScriptHost;

/// <summary>The one place that writes to and reads from the console, so that progress and text never mix in a line.</summary>
internal sealed class Terminal(CancellationToken stop)
{
    private readonly Lock _lock = new();
    private string _progress = "";

    internal void Write(string text) => WriteTo(Console.Out, text);

    internal void WriteMessage(string message) => WriteTo(Console.Error, message + Environment.NewLine);

    internal void WriteError(ErrorRecord record)
    {
        string message = record.ErrorDetails?.Message ?? record.Exception.Message;
        string position = record.InvocationInfo is { ScriptName.Length: > 0 } at
            ? string.Create(CultureInfo.InvariantCulture, $"{Environment.NewLine}    at {at.ScriptName}:{at.ScriptLineNumber}")
            : "";
        WriteMessage($"ERROR: {message}{position}{Environment.NewLine}    FullyQualifiedErrorId: {record.FullyQualifiedErrorId}");
    }

    internal void ShowProgress(ProgressRecord record)
    {
        if (record.RecordType == ProgressRecordType.Completed)
        {
            ClearProgress();
            return;
        }

        bool overwrites = !Console.IsErrorRedirected;
        string percent = overwrites && record.PercentComplete >= 0 ? string.Create(CultureInfo.CurrentCulture, $" {record.PercentComplete} %") : "";
        string line = $"{record.Activity}: {record.StatusDescription}{percent}";
        lock (_lock)
        {
            if (line == _progress) return;

            if (overwrites) Console.Error.Write($"\r{Fit(line)}\r");
            else Console.Error.WriteLine(line);
            _progress = line;
        }
    }

    internal void ClearProgress()
    {
        lock (_lock)
        {
            if (_progress.Length > 0 && !Console.IsErrorRedirected) Console.Error.Write($"\r{Fit("")}\r");
            _progress = "";
        }
    }

    internal static void RequireInteractive(string wanted)
    {
        if (Console.IsInputRedirected)
        {
            throw new PSInvalidOperationException(
                $"The script asks for {wanted}, but no one can answer: input is not a terminal. Give it as a parameter.");
        }
    }

    /// <summary>Reads a line key by key, so that Ctrl+C is heard while waiting.</summary>
    internal List<char> Read(string wanted, bool mask)
    {
        RequireInteractive(wanted);
        // Room enough that a secret is not copied as it grows.
        List<char> typed = new(capacity: 256);
        while (true)
        {
            while (!Console.KeyAvailable)
            {
                if (stop.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(25))) throw new PipelineStoppedException();
            }

            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Write(Environment.NewLine);
                    return typed;
                case ConsoleKey.Backspace when typed.Count > 0:
                    typed.RemoveAt(typed.Count - 1);
                    Write("\b \b");
                    break;
                default:
                    if (char.IsControl(key.KeyChar)) break;
                    typed.Add(key.KeyChar);
                    Write(mask ? "*" : key.KeyChar.ToString());
                    break;
            }
        }
    }

    private void WriteTo(TextWriter writer, string text)
    {
        lock (_lock)
        {
            // What was written over comes back with the next change; on a redirected stream it stays where it is.
            if (!Console.IsErrorRedirected) ClearProgress();
            writer.Write(text);
        }
    }

    private static string Fit(string line)
    {
        int width = ConsoleRawUserInterface.Width - 1;
        return line.Length > width ? line[..width] : line.PadRight(width);
    }
}
