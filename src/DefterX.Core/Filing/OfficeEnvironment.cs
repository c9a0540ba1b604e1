using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Filing;

/// <summary>Finds out whether an office's records are of the environment of GİB that its <c>office.json</c> names.</summary>
/// <remarks>Of each firm only the newest month that names an environment is looked at, as this is done whenever a session is opened.</remarks>
internal static class OfficeEnvironment
{
    /// <summary>What is said where firms' newest records are of the other environment; null where none are.</summary>
    public static string? Check(OfficeFolder office, CancellationToken cancellationToken)
    {
        GibEnvironment other = office.Settings.GibEnvironment == GibEnvironment.Test ? GibEnvironment.Production : GibEnvironment.Test;
        List<string> firms = [];
        foreach (string folder in Folders(Path.Combine(office.Path, "ledgers")))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsOf(other, folder)) firms.Add(Path.GetFileName(folder));
        }

        return firms.Count == 0
            ? null
            : Text.Format(Strings.RecordsElsewhere, firms.Count, other, firms.Min(), office.Settings.GibEnvironment);
    }

    /// <summary>Whether something was, or may have been, sent in the environment that the office names: from then on it is fixed.</summary>
    public static bool IsFixed(OfficeFolder office, GibEnvironment environment, CancellationToken cancellationToken)
    {
        IEnumerable<string> months = Folders(Path.Combine(office.Path, "ledgers")).SelectMany(Folders).SelectMany(Folders);
        foreach (string log in months.Select(month => Path.Combine(month, FilingLog.FileName)).Where(File.Exists))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (LedgerStatus.EnvironmentsIn(log).Contains(environment.ToString())) return true;
        }

        return false;
    }

    private static bool IsOf(GibEnvironment other, string firmFolder)
    {
        // A fiscal year's folder is dd.MM.yyyy-dd.MM.yyyy, a month's is MM; a year that is not that of the calendar runs over two.
        IEnumerable<string> months = Folders(firmFolder)
            .OrderByDescending(year => YearOf(year))
            .SelectMany(year => Folders(year).OrderByDescending(month => IsOfFirstYear(year, month) ? 0 : 1)
                .ThenByDescending(month => month, StringComparer.Ordinal));
        foreach (string month in months)
        {
            string log = Path.Combine(month, FilingLog.FileName);
            if (!File.Exists(log)) continue;
            string[] environments = [.. LedgerStatus.EnvironmentsIn(log)];
            if (environments.Length > 0) return environments.Contains(other.ToString());
        }

        return false;
    }

    private static string YearOf(string yearFolder) =>
        Path.GetFileName(yearFolder) is { Length: 21 } name ? name.Substring(17) : "";

    private static bool IsOfFirstYear(string yearFolder, string monthFolder) => Path.GetFileName(yearFolder) is { Length: 21 } name
        && name.Substring(6, 4) != name.Substring(17)
        && string.CompareOrdinal(Path.GetFileName(monthFolder), name.Substring(3, 2)) >= 0;

    private static string[] Folders(string folder) => Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
}
