using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using DefterX.Devices;
using DefterX.Journals;
using DefterX.Ledgers.Calendar;
using DefterX.Office;

namespace DefterX.Filing.Offices;

/// <summary>What is to become of an office: its settings, its roots and its holidays, all of it or nothing.</summary>
internal sealed class OfficeChange
{
    private static readonly TimeSpan s_shortestIdle = TimeSpan.FromMinutes(1);
    private readonly Func<OfficeSettings, OfficeSettings> _settings;
    private readonly IReadOnlyDictionary<string, byte[]> _addedRoots;
    private readonly IReadOnlyList<string> _removedRoots;
    private readonly byte[]? _holidays;
    private readonly bool _setsHolidays;

    /// <summary>Reads and checks the files that are to be taken in.</summary>
    /// <param name="settings">Makes the new settings of those that are there.</param>
    /// <param name="addedRoots">Certificate files, full paths.</param>
    /// <param name="removedRoots">Names as <see cref="OfficeInfo.TrustedRoots"/> has them, with <c>*</c> and <c>?</c>.</param>
    /// <param name="holidays">Full path of the office's holidays from now on; empty for none, null to leave them.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: a file cannot be read, or is not of its kind.</exception>
    public OfficeChange(
        Func<OfficeSettings, OfficeSettings> settings, IReadOnlyList<string> addedRoots, IReadOnlyList<string> removedRoots, string? holidays)
    {
        _settings = settings;
        _addedRoots = RootFiles.Read(addedRoots);
        _removedRoots = removedRoots;
        _setsHolidays = holidays is not null;
        _holidays = string.IsNullOrEmpty(holidays) ? null : ReadHolidays(holidays!);
    }

    /// <summary>What the office becomes.</summary>
    /// <param name="before">What it is.</param>
    /// <param name="office">What it is called in a failure.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>.</exception>
    public OfficeContent ApplyTo(OfficeContent before, string office)
    {
        Dictionary<string, byte[]> files = before.Files.ToDictionary(
            static file => file.Key, static file => file.Value, StringComparer.OrdinalIgnoreCase);
        OfficeSettings settings = RemoveRoots(_settings(before.Settings), files, office);
        AddRoots(files);
        if (_holidays is not null) files[HolidaySettings.FileName] = _holidays;
        else if (_setsHolidays) files.Remove(HolidaySettings.FileName);
        if (ProblemOf(before.Settings, settings) is string problem)
        {
            throw Refused(office, problem);
        }

        return new OfficeContent(settings, files);
    }

    /// <summary>What is said of a change that cannot be made.</summary>
    /// <param name="office">The office.</param>
    /// <param name="problem">The end of a sentence.</param>
    /// <param name="cause">What the service refused, or null.</param>
    public static DefterXException Refused(string office, string problem, Exception? cause = null) => new(
        ErrorIds.OfficeInvalid, Text.Format(Strings.OfficeNotChanged, office, problem.TrimEnd('.')), office, cause);

    private OfficeSettings RemoveRoots(OfficeSettings settings, Dictionary<string, byte[]> files, string office)
    {
        List<string> named = [.. settings.TrustedRoots];
        foreach (string pattern in _removedRoots)
        {
            string[] kept = [.. files.Keys.Where(name => name.StartsWith(OfficeContent.Roots, StringComparison.Ordinal)
                && NameWildcard.IsMatch(pattern, name.Substring(OfficeContent.Roots.Length)))];
            foreach (string name in kept) files.Remove(name);
            int removed = named.RemoveAll(name => NameWildcard.IsMatch(pattern, name));
            if (kept.Length + removed > 0 || pattern.IndexOfAny(['*', '?']) >= 0) continue;
            throw new DefterXException(ErrorIds.OfficeInvalid, Text.Format(Strings.RootNotThere, pattern, office), pattern);
        }

        return named.Count == settings.TrustedRoots.Count ? settings : settings with { TrustedRoots = named };
    }

    private void AddRoots(Dictionary<string, byte[]> files)
    {
        foreach (KeyValuePair<string, byte[]> root in _addedRoots)
        {
            string name = OfficeContent.Roots + root.Key.Normalize(NormalizationForm.FormC);
            if (files.TryGetValue(name, out byte[]? there) && !there.SequenceEqual(root.Value))
            {
                throw new DefterXException(ErrorIds.OfficeInvalid, Text.Format(Strings.RootNameTaken, root.Key), root.Key);
            }

            if (there is null) files[name] = root.Value;
        }
    }

    private static string? ProblemOf(OfficeSettings before, OfficeSettings after)
    {
        if (OfficeSettingsValidator.ProblemOf(after) is string problem) return problem;
        // What is typed as a bare number would be ticks, and nobody could work in the office any more.
        if (after.SessionIdleTimeout != before.SessionIdleTimeout && after.SessionIdleTimeout < s_shortestIdle) return Strings.IdleTimeoutTooShort;
        foreach (KeyValuePair<string, DocumentTypeCode> code in after.DocumentTypeCodes)
        {
            bool isOld = before.DocumentTypeCodes.TryGetValue(code.Key, out DocumentTypeCode? old) && old == code.Value;
            if (!isOld && (code.Key.Length == 0 || !DocumentTypes.IsSound(code.Value))) return Text.Format(Strings.DocumentCodeUnsound, code.Key);
        }

        return null;
    }

    private static byte[] ReadHolidays(string path)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DefterXException(ErrorIds.OfficeInvalid, Text.Format(Strings.HolidaysUnreadable, path, e.Message), path, e);
        }

        HolidaySettings.Check(content, path);
        return content;
    }
}
