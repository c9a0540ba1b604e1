using System;
using System.IO;
using DefterX.Files;
using Xunit;

namespace DefterX.Tests.Office;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_WhenTheWriterFails_LeavesTheOldFileAndNothingElse()
    {
        string path = _folder["a.json"];
        AtomicFile.WriteAllText(path, "eski");
        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidDataException();
        }));
        Assert.Equal("eski", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.FolderPath));
    }

    [Fact]
    public void WriteAllText_WhenTheFileExists_ReplacesItWithoutAMark()
    {
        string path = _folder["a.json"];
        AtomicFile.WriteAllText(path, "daha uzun bir metin");
        AtomicFile.WriteAllText(path, "ş");
        Assert.Equal(new byte[] { 0xC5, 0x9F }, File.ReadAllBytes(path));
    }

    [Fact]
    public void TemporaryName_WhenInASubfolder_IsBesideTheFile()
    {
        string name = AtomicFile.TemporaryName(_folder["a.xml"]);
        Assert.Equal(_folder.FolderPath, Path.GetDirectoryName(name));
        Assert.Matches(@"^~a\.xml\.[0-9a-f]{8}-[0-9]+-[0-9a-f]{8}-[0-9]+\.tmp$", Path.GetFileName(name));
    }

    [Fact]
    public void Create_WhenOnUnix_ClosesFoldersAndFilesToOthers()
    {
        if (OperatingSystem.IsWindows()) return;
        string inner = Path.Combine(_folder["bir"], "iki");
        PrivateFolder.Create(inner);
        AtomicFile.WriteAllText(Path.Combine(inner, "a"), "x");
        using (LockedFile.Open(Path.Combine(inner, "b"))) Assert.True(File.Exists(Path.Combine(inner, "b")));
        const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        string[] made = [_folder["bir"], inner, .. Directory.GetFiles(inner)];
        Assert.Equal(4, made.Length);
        foreach (string path in made) Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others);
    }
}
