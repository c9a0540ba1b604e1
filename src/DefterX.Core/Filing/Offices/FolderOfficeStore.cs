using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using DefterX.Files;
using DefterX.Office;

namespace DefterX.Filing.Offices;

/// <summary>Settings, roots and holidays in the office's own folder.</summary>
internal sealed class FolderOfficeStore(OfficeFolder office) : OfficeStore
{
    public override OfficeInfo Read(CancellationToken cancellationToken)
    {
        OfficeContent content = OfficeContent.Read(office);
        office.Take(content.Settings);
        return content.Info(office, null);
    }

    public override void Check(OfficeChange change, CancellationToken cancellationToken)
    {
        OfficeContent before = OfficeContent.Read(office);
        CheckEnvironment(before, change.ApplyTo(before, office.Name), cancellationToken);
    }

    public override OfficeInfo Change(OfficeChange change, CancellationToken cancellationToken)
    {
        using FileStream held = LockedFile.Open(office.LockFile, cancellationToken);
        OfficeContent before = OfficeContent.Read(office);
        OfficeContent after = change.ApplyTo(before, office.Name);
        CheckEnvironment(before, after, cancellationToken);
        PrivateFolder.Create(Path.Combine(office.Path, RootFiles.FolderName));
        string json = OfficeSettingsJson.Merged(File.ReadAllText(office.SettingsFile), after.Settings, office.SettingsFile);
        FileGroup.Apply([.. Differences(before, after), new(office.SettingsFile, new UTF8Encoding(false).GetBytes(json))]);
        office.Take(after.Settings);
        return after.Info(office, null);
    }

    private void CheckEnvironment(OfficeContent before, OfficeContent after, CancellationToken cancellationToken)
    {
        GibEnvironment environment = before.Settings.GibEnvironment;
        if (after.Settings.GibEnvironment == environment || !OfficeEnvironment.IsFixed(office, environment, cancellationToken)) return;
        throw OfficeChange.Refused(office.Name, Strings.EnvironmentFixed);
    }

    private IEnumerable<KeyValuePair<string, byte[]?>> Differences(OfficeContent before, OfficeContent after)
    {
        foreach (string name in before.Files.Keys.Where(name => !after.Files.ContainsKey(name))) yield return new(PathOf(name), null);
        foreach (KeyValuePair<string, byte[]> file in after.Files)
        {
            if (!before.Files.TryGetValue(file.Key, out byte[]? old) || !old.SequenceEqual(file.Value)) yield return new(PathOf(file.Key), file.Value);
        }
    }

    private string PathOf(string name) => Path.Combine(office.Path, name.Replace('/', Path.DirectorySeparatorChar));
}
