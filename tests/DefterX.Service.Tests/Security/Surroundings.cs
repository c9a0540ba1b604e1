using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace DefterX.Service.Tests.Security;

/// <summary>A data folder in a folder of its own, whose surroundings must stay as they are.</summary>
internal sealed partial class Surroundings : IDisposable
{
    private readonly string _outer = Directory.CreateTempSubdirectory("defterx-around-").FullName;
    private readonly string[] _before;

    public Surroundings()
    {
        foreach (string folder in (string[])["", "blobs", "uploads", "data-old"])
        {
            Directory.CreateDirectory(Path.Combine(_outer, folder));
            File.WriteAllText(Path.Combine(_outer, folder, "secret.txt"), "not the service's");
        }

        Directory.CreateDirectory(Data);
        _before = Outside();
    }

    /// <summary>The service's data folder.</summary>
    public string Data => Path.Combine(_outer, "data");

    /// <summary>Nothing around the data folder was touched, and within it is only what the service names itself.</summary>
    public void Check()
    {
        Assert.Equal(_before, Outside());
        Assert.All(
            Directory.EnumerateFileSystemEntries(Data, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Data, path)),
            name => Assert.Matches(Own(), name.Replace('\\', '/')));
    }

    public void Dispose() => Directory.Delete(_outer, recursive: true);

    // Beside the data, where the service was started, and where its program is.
    private string[] Outside() =>
    [
        .. Files(_outer, SearchOption.AllDirectories).Where(line => !line.StartsWith(Data + Path.DirectorySeparatorChar, StringComparison.Ordinal)),
        .. Directory.EnumerateFileSystemEntries(Environment.CurrentDirectory).Order(StringComparer.Ordinal),
        .. Directory.EnumerateFileSystemEntries(AppContext.BaseDirectory).Order(StringComparer.Ordinal),
        .. Directory.EnumerateFileSystemEntries(Path.GetPathRoot(_outer)!).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Files(string folder, SearchOption option) =>
        Directory.EnumerateFiles(folder, "*", option).Order(StringComparer.Ordinal).Select(path => $"{path} {File.GetLastWriteTimeUtc(path).Ticks}");

    [GeneratedRegex(
        @"^(defterx\.db(-wal|-shm|-journal|\.lock)?|logs(/service-[0-9_]+\.json)?|mail|blobs(/[0-9a-f]{32}(/[0-9a-f]{2}(/[0-9a-f]{64})?)?)?|uploads(/[0-9a-f]{32}(/[0-9a-f]{32})?)?)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Own();
}
