using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using DefterX.Certificates;
using DefterX.Files;
using DefterX.OfficeService;

namespace DefterX.Office;

/// <summary>The folder in which an accounting office keeps its firms, journals and ledgers (design: the office folder).</summary>
/// <remarks>On Unix what is created here is closed to others than the owner and the group. On Windows it inherits the access list
/// of the parent folder, which the office's administrator sets.</remarks>
public sealed class OfficeFolder
{
    /// <summary>Name of <see cref="LockFile"/>.</summary>
    internal const string LockName = "office.lock";

    private const string FileName = "office.json";
    private volatile OfficeSettings _settings;

    private OfficeFolder(string path, OfficeSettings settings, ServiceOffice? service = null)
    {
        Path = path;
        _settings = settings;
        Service = service;
        LoginKeys = new LoginKeyStore(SettingsFile);
        Keys = service is null ? LoginKeys : new ServiceLoginKeys(service);
        Firms = new FirmStore(this, service is null ? null : new ServiceFirms(service.Api, System.IO.Path.Combine(path, "firms")));
    }

    /// <summary>Full path of the folder; of this PC's copy where a service keeps the office.</summary>
    public string Path { get; }

    /// <summary>Where the office is kept: the folder's path, or the service's address.</summary>
    public string Name => Service?.ToString() ?? Path;

    /// <summary>The settings in <c>office.json</c> as they were when the folder was opened, or last looked at or changed through it.</summary>
    public OfficeSettings Settings => _settings;

    /// <summary>Full path of the folder of log files.</summary>
    public string LogFolder => System.IO.Path.Combine(Path, "logs");

    internal string SettingsFile => System.IO.Path.Combine(Path, FileName);

    /// <summary>Whoever has this file open may change <c>office.json</c>.</summary>
    internal string LockFile => System.IO.Path.Combine(Path, LockName);

    /// <summary>The service that keeps the office; null where the folder is the office's own.</summary>
    internal ServiceOffice? Service { get; }

    /// <summary>The login keys, wherever they are kept.</summary>
    internal LoginKeys Keys { get; }

    /// <summary>Those in <c>office.json</c> itself, of an office whose folder is its own.</summary>
    internal LoginKeyStore LoginKeys { get; }

    internal FirmStore Firms { get; }

    /// <summary>Makes an office in a folder that is new or empty.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="settings">What <c>office.json</c> is to say.</param>
    /// <param name="trustedRoots">Certificate files (PEM or DER) that are copied to the office's folder <c>roots</c>.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeExists"/>, <see cref="ErrorIds.OfficeInvalid"/>.</exception>
    public static OfficeFolder Create(string path, OfficeSettings settings, IReadOnlyList<string>? trustedRoots = null)
    {
        string folder = System.IO.Path.GetFullPath(path);
        Check(folder, settings);
        if (File.Exists(System.IO.Path.Combine(folder, FileName)))
        {
            throw new DefterXException(ErrorIds.OfficeExists, Text.Format(Strings.OfficeExists, folder), folder);
        }

        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new DefterXException(ErrorIds.OfficeExists, Text.Format(Strings.FolderNotEmpty, folder), folder);
        }

        IReadOnlyDictionary<string, byte[]> roots = RootFiles.Read(trustedRoots ?? []);
        foreach (string name in new[] { "firms", "journals", "ledgers", "logs", RootFiles.FolderName })
        {
            PrivateFolder.Create(System.IO.Path.Combine(folder, name));
        }

        foreach (KeyValuePair<string, byte[]> root in roots)
        {
            string file = System.IO.Path.Combine(folder, RootFiles.FolderName, root.Key);
            AtomicFile.Write(file, stream => stream.Write(root.Value, 0, root.Value.Length));
        }

        OfficeFolder office = new(folder, settings);
        OfficeJson.Write(office.SettingsFile, settings, ErrorIds.OfficeInvalid);
        return office;
    }

    /// <summary>Opens an office.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeNotFound"/>,
    /// <see cref="ErrorIds.OfficeInvalid"/>.</exception>
    public static OfficeFolder Open(string path) => Open(path, null);

    /// <param name="service">The service that keeps the office of which the folder is a copy; null where the folder is the office's own.</param>
    /// <inheritdoc cref="Open(string)"/>
    internal static OfficeFolder Open(string path, ServiceOffice? service)
    {
        string folder = System.IO.Path.GetFullPath(path);
        string file = System.IO.Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            throw new DefterXException(ErrorIds.OfficeNotFound, Text.Format(Strings.OfficeNotFound, folder), folder);
        }

        OfficeSettings settings = OfficeJson.Read<OfficeSettings>(file, ErrorIds.OfficeInvalid);
        Check(folder, settings);
        return new OfficeFolder(folder, settings, service);
    }

    /// <summary>Finds the office that is meant.</summary>
    /// <param name="explicitPath">The path that the user gave, or null.</param>
    /// <param name="environmentValue">The value of <c>DEFTERX_OFFICE</c>, or null.</param>
    /// <param name="currentFolder">The current folder; it and its parents are searched last.</param>
    /// <returns>The folder, which need not exist when it was given; null when none was found.</returns>
    public static string? Locate(string? explicitPath, string? environmentValue, string currentFolder)
    {
        if (!string.IsNullOrWhiteSpace(explicitPath)) return Resolve(explicitPath!, currentFolder);
        if (!string.IsNullOrWhiteSpace(environmentValue)) return Resolve(environmentValue!, currentFolder);
        for (DirectoryInfo? folder = new(currentFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, FileName))) return folder.FullName;
        }

        return null;
    }

    /// <summary>The folder of a month's imported exports, <c>journals/VKN/2026-09[/0001]</c>.</summary>
    public string JournalFolder(string identifier, Period period, string? branch = null) =>
        System.IO.Path.Combine(Path, "journals", identifier, period.ToString(), branch ?? "");

    /// <summary>The folder of a month's ledgers, <c>ledgers/VKN/01.01.2026-31.12.2026/09</c>
    /// (Uygulama Kılavuzu C, Şekil 4).</summary>
    public string LedgerFolder(Firm firm, Period period) => System.IO.Path.Combine(
        Path,
        "ledgers",
        firm.Identifier,
        firm.FiscalYearOf(period).FolderName,
        period.Month.ToString("00", CultureInfo.InvariantCulture));

    /// <summary>Reads the certificates by which the office trusts: the files of
    /// <see cref="OfficeSettings.TrustedRoots"/> and those in its folder <c>roots</c>.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/> with the file that cannot be read.</exception>
    internal TrustedRoots ReadTrustedRoots() => TrustedRoots.Read(RootFiles.Of(this));

    /// <summary>Goes by other settings from now on, as they are in <c>office.json</c> by now.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>; the old ones stay.</exception>
    internal void Take(OfficeSettings settings)
    {
        Check(Path, settings);
        _settings = settings;
    }

    /// <summary>Deletes what killed processes left half written in the office's own folder and in that of the firms; months' folders
    /// are cleared by whoever locks the month.</summary>
    internal void SweepTemporaryFiles()
    {
        TemporaryFiles.Sweep(Path);
        TemporaryFiles.Sweep(System.IO.Path.Combine(Path, "firms"));
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static string Resolve(string path, string currentFolder) =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(currentFolder, path));

    private static void Check(string folder, OfficeSettings settings)
    {
        string? problem = OfficeSettingsValidator.ProblemOf(settings);
        if (problem is null) return;
        throw new DefterXException(ErrorIds.OfficeInvalid, Text.Format(Strings.OfficeInvalid, folder, problem), folder);
    }
}
