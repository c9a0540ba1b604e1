using System;
using System.IO;
using DefterX.Files;

namespace DefterX.Ledgers;

/// <summary>A file of a month under its temporary name, open for writing and reading.</summary>
internal sealed class WrittenFile : IDisposable
{
    /// <param name="name">The name that it gets in the end; that of a whole month may have the part 0 then.</param>
    /// <param name="path">The temporary path; nothing is there.</param>
    public WrittenFile(LedgerFileName name, string path)
    {
        Name = name;
        Path = path;
        Stream = AtomicFile.CreateNew(path);
        Writer = new LedgerFileWriter(Stream);
    }

    public LedgerFileName Name { get; }

    public string Path { get; }

    public FileStream Stream { get; }

    public LedgerFileWriter Writer { get; }

    /// <summary>Flushes to disk and closes; does nothing when that was done.</summary>
    public void Close()
    {
        if (!Stream.CanWrite) return;
        Stream.Flush(flushToDisk: true);
        Dispose();
    }

    public void Dispose()
    {
        Writer.Dispose();
        Stream.Dispose();
    }
}
