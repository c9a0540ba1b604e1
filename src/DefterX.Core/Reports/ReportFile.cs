using System;
using System.IO;
using System.Threading;
using DefterX.Files;

namespace DefterX.Reports;

/// <summary>Writes a report to a file, whole or not at all.</summary>
internal static class ReportFile
{
    /// <summary>The format that a file's name stands for; Html for a name that stands for none.</summary>
    public static ReportFormat FormatOf(string path) => Path.GetExtension(path) switch
    {
        string extension when extension.Equals(".csv", StringComparison.OrdinalIgnoreCase) => ReportFormat.Csv,
        string extension when extension.Equals(".json", StringComparison.OrdinalIgnoreCase) => ReportFormat.Json,
        _ => ReportFormat.Html,
    };

    /// <summary>The name of a report that was given none, such as <c>defterx-1234567-2026-09.html</c>.</summary>
    public static string NameOf(string customerNumber, Period period, ReportFormat format)
    {
        string extension = format switch { ReportFormat.Csv => "csv", ReportFormat.Json => "json", _ => "html" };
        return $"defterx-{customerNumber}-{period}.{extension}";
    }

    /// <summary>Refuses to replace a file.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerExists"/>: the file is there, and is not to be replaced.</exception>
    public static void Check(string path, bool force)
    {
        if (!force && File.Exists(path)) throw new DefterXException(ErrorIds.LedgerExists, Text.Format(Strings.ReportExists, path), path);
    }

    /// <summary>Writes the report, replacing a file of that name.</summary>
    public static void Write(OfficeReport report, string path, ReportFormat format, CancellationToken cancellationToken)
    {
        PrivateFolder.Create(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, stream =>
        {
            switch (format)
            {
                case ReportFormat.Csv: CsvReport.Write(report, stream, cancellationToken); break;
                case ReportFormat.Json: JsonReport.Write(report, stream, cancellationToken); break;
                default: new HtmlReport(report).Write(stream, cancellationToken); break;
            }
        });
    }
}
