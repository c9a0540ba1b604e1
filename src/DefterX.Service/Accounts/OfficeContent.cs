using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DefterX.Certificates;
using DefterX.Ledgers.Calendar;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;

namespace DefterX.Service.Accounts;

/// <summary>An office's settings and files as they are kept: what an office folder with them would refuse is refused.</summary>
/// <param name="Settings">The settings that are ours.</param>
/// <param name="Json">office.json without keys; fields that are not ours stay.</param>
/// <param name="Files">The files, as JSON.</param>
internal sealed record OfficeContent(OfficeSettings Settings, string Json, string Files)
{
    private const string Name = "office.json";
    private const int MostFiles = 100;
    private const int LongestDetail = 500;
    private const int LongestFile = 256 * 1024;

    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Checks what was sent.</summary>
    /// <exception cref="ServiceException">400 with what is wrong.</exception>
    public static OfficeContent Read(JsonElement settings, IReadOnlyList<OfficeFile>? files)
    {
        try
        {
            string json = WithoutKeys(settings);
            OfficeSettings office = OfficeJson.Parse<OfficeSettings>(json, Name, ErrorIds.OfficeInvalid);
            if (OfficeSettingsValidator.ProblemOf(office) is { } problem)
                throw ServiceException.Invalid(DefterX.Text.Format(Strings.OfficeInvalid, problem));
            IReadOnlyList<OfficeFile> kept = files ?? [];
            if (kept.Count > MostFiles || kept.DistinctBy(file => file?.Name, StringComparer.OrdinalIgnoreCase).Count() < kept.Count)
                throw ServiceException.Invalid(Strings.FilesInvalid);
            foreach (OfficeFile file in kept) Check(file);
            return new OfficeContent(office, json, JsonSerializer.Serialize(kept, ServiceJson.Options));
        }
        catch (DefterXException exception) when (exception.InnerException is JsonException)
        {
            throw (JsonException)exception.InnerException;
        }
        catch (DefterXException exception)
        {
            throw ServiceException.Invalid(exception.Message);
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair.
            throw ServiceException.Invalid(DefterX.Text.Format(Strings.SettingsMissing, Name));
        }
    }

    /// <summary>The names of the settings and files that are not as they were, for the audit log; null where none are.</summary>
    public string? ChangesFrom(OfficeRow old)
    {
        JsonObject before = Fields(OfficeJson.Parse<OfficeSettings>(old.Settings, Name, ErrorIds.OfficeInvalid));
        JsonObject after = Fields(Settings);
        IEnumerable<string> settings = before.Concat(after).Select(field => field.Key).Distinct()
            .Where(field => !JsonNode.DeepEquals(before[field], after[field]));
        Dictionary<string, string> kept = Contents(old.Files);
        Dictionary<string, string> wanted = Contents(Files);
        IEnumerable<string> files = kept.Keys.Concat(wanted.Keys).Distinct(StringComparer.Ordinal)
            .Where(name => kept.GetValueOrDefault(name) != wanted.GetValueOrDefault(name));
        string names = string.Join(", ", settings.Concat(files));
        return names.Length == 0 ? null : names[..Math.Min(names.Length, LongestDetail)];
    }

    private static JsonObject Fields(OfficeSettings settings) => (JsonObject)JsonSerializer.SerializeToNode(settings, ServiceJson.Options)!;

    private static Dictionary<string, string> Contents(string files) =>
        (JsonSerializer.Deserialize<IReadOnlyList<OfficeFile>>(files, ServiceJson.Options) ?? [])
        .ToDictionary(file => file.Name, file => Convert.ToBase64String(file.Content), StringComparer.Ordinal);

    private static string WithoutKeys(JsonElement settings)
    {
        try
        {
            JsonObject? root = settings.ValueKind == JsonValueKind.Object ? JsonObject.Create(settings) : null;
            if (root is null) throw ServiceException.Invalid(DefterX.Text.Format(Strings.SettingsMissing, Name));
            foreach (string field in root.Select(field => field.Key).Where(IsKeys).ToArray()) root.Remove(field);
            return root.ToJsonString(s_readable);
        }
        catch (ArgumentException)
        {
            // A field that is there twice.
            throw ServiceException.Invalid(DefterX.Text.Format(Strings.SettingsMissing, Name));
        }
    }

    private static bool IsKeys(string field) => string.Equals(field, "loginKeys", StringComparison.OrdinalIgnoreCase);

    private static void Check(OfficeFile? file)
    {
        if (file?.Name is null || file.Content is null || file.Content.Length > LongestFile) throw ServiceException.Invalid(Strings.FilesInvalid);
        if (file.Name == HolidaySettings.FileName)
        {
            HolidaySettings.Check(file.Content, file.Name);
            return;
        }

        if (!IsRoot(file.Name)) throw ServiceException.Invalid(DefterX.Text.Format(Strings.FileNameInvalid, file.Name));
        _ = CertificateFile.Read(file.Content, file.Name);
    }

    // The rules for the names of a month's files hold here too.
    private static bool IsRoot(string name)
    {
        string[] parts = name.Split('/');
        return parts.Length == 2 && parts[0] == RootFiles.FolderName && RootFiles.HasExtension(parts[1])
            && FileNames.IsValid(FileNames.Ledgers + parts[1]);
    }
}
