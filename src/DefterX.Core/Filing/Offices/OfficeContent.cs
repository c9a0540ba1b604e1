using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DefterX.Ledgers.Calendar;
using DefterX.Office;

namespace DefterX.Filing.Offices;

/// <summary>What an office itself says: its settings, and the files that go with them.</summary>
/// <param name="Settings">What office.json says.</param>
/// <param name="Files">Contents by name, <c>holidays.json</c> and <c>roots/…</c>.</param>
internal sealed record OfficeContent(OfficeSettings Settings, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>Before the names of the root files.</summary>
    public const string Roots = RootFiles.FolderName + "/";

    /// <summary>The names of the root files, without folder.</summary>
    public IEnumerable<string> RootNames => Files.Keys
        .Where(static name => name.StartsWith(Roots, StringComparison.Ordinal))
        .Select(static name => name.Substring(Roots.Length))
        .OrderBy(static name => name, StringComparer.Ordinal);

    /// <summary>Reads a folder, or this PC's copy of what a service keeps.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeNotFound"/>, <see cref="ErrorIds.OfficeInvalid"/>.</exception>
    public static OfficeContent Read(OfficeFolder office)
    {
        Dictionary<string, byte[]> files = new(StringComparer.OrdinalIgnoreCase);
        foreach (string file in RootFiles.Kept(office.Path)) files[Roots + Path.GetFileName(file)] = File.ReadAllBytes(file);
        string holidays = Path.Combine(office.Path, HolidaySettings.FileName);
        if (File.Exists(holidays)) files[HolidaySettings.FileName] = File.ReadAllBytes(holidays);
        return new OfficeContent(OfficeFolder.Open(office.Path).Settings, files);
    }

    /// <summary>As it is shown.</summary>
    public OfficeInfo Info(OfficeFolder office, long? version) => new()
    {
        Office = office.Name,
        CustomerNumber = Settings.CustomerNumber,
        Name = Settings.Name,
        GibEnvironment = Settings.GibEnvironment,
        GibUri = Settings.GibUri,
        GibTokenType = Settings.GibTokenType,
        GibRetry = Settings.GibRetry,
        SourceApplication = Settings.SourceApplication,
        SessionIdleTimeout = Settings.SessionIdleTimeout,
        TimeStamp = Settings.TimeStamp,
        TrustedRoots = [.. Settings.TrustedRoots, .. RootNames],
        HolidayPath = Files.ContainsKey(HolidaySettings.FileName) ? Path.Combine(office.Path, HolidaySettings.FileName) : null,
        DocumentTypeCodes = Settings.DocumentTypeCodes,
        Version = version,
    };
}
