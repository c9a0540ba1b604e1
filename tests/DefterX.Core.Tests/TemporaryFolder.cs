using System;
using System.IO;

namespace DefterX.Tests;

/// <summary>A folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Directory.CreateDirectory(FolderPath);

    public string FolderPath { get; } = Path.Combine(Path.GetTempPath(), "defterx-" + Guid.NewGuid().ToString("N"));

    public string this[string name] => Path.Combine(FolderPath, name);

    public void Dispose() => Directory.Delete(FolderPath, recursive: true);
}
