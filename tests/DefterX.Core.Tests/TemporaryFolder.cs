using System;
using System.IO;

namespace DefterX.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FolderPath { get; } = Directory.CreateTempSubdirectory("defterx-tests-").FullName;

    public string this[string name] => Path.Combine(FolderPath, name);

    public void Dispose() => Directory.Delete(FolderPath, recursive: true);
}
