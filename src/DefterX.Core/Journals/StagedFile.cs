using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using DefterX.Files;

namespace DefterX.Journals;

/// <summary>A copy of a file to import, under a temporary name: what is kept is what was read, not the source, which may change
/// meanwhile.</summary>
internal sealed class StagedFile : IDisposable
{
    private StagedFile(string source, string path, string sha256, string folder)
    {
        Source = source;
        TemporaryPath = path;
        Sha256 = sha256;
        Folder = folder;
    }

    /// <summary>Full path of the source.</summary>
    public string Source { get; }

    /// <summary>Full path of the copy.</summary>
    public string TemporaryPath { get; }

    /// <summary>Digest of the copy.</summary>
    public string Sha256 { get; }

    /// <summary>The folder within the month's folder in which it is to be kept; empty for the month's itself.</summary>
    public string Folder { get; }

    /// <summary>Copies a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="officePath">The office folder, in which the copy is put.</param>
    /// <param name="folder">See <see cref="Folder"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalNotFound"/>.</exception>
    public static StagedFile Copy(string source, string officePath, string folder, CancellationToken cancellationToken)
    {
        string temporary = AtomicFile.TemporaryName(Path.Combine(officePath, Path.GetFileName(source)));
        try
        {
            return new StagedFile(source, temporary, CopyBytes(source, temporary, cancellationToken), folder);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Moves the copy into the month's folder, unless a file of the same content is there already.</summary>
    /// <remarks>A file of that name but of other content stays until the record names it no more: the new one takes another name.</remarks>
    public RecordedFile Keep(string monthFolder)
    {
        string folder = Path.Combine(monthFolder, Folder);
        PrivateFolder.Create(folder);
        long length = new FileInfo(TemporaryPath).Length;
        string name = Path.GetFileName(Source);
        for (int copy = 2; ; copy++)
        {
            string path = Path.Combine(folder, name);
            bool isThere = File.Exists(path);
            if (!isThere) AtomicFile.Replace(TemporaryPath, path);
            if (!isThere || (new FileInfo(path).Length == length && FileDigest.Sha256(path) == Sha256))
            {
                return new RecordedFile(Folder.Length == 0 ? name : $"{Folder}/{name}", length, Sha256);
            }

            name = $"{Path.GetFileNameWithoutExtension(Source)} ({copy}){Path.GetExtension(Source)}";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(TemporaryPath);

    private static string CopyBytes(string source, string target, CancellationToken cancellationToken)
    {
        using HashStream hash = new(HashAlgorithmName.SHA256);
        using FileStream input = OpenSource(source);
        using FileStream output = AtomicFile.CreateNew(target);
        byte[] block = new byte[1 << 17];
        for (int length; (length = input.Read(block, 0, block.Length)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.Write(block, 0, length);
            output.Write(block, 0, length);
        }

        output.Flush(flushToDisk: true);
        return FileDigest.ToHexadecimal(hash.GetHashAndReset());
    }

    private static FileStream OpenSource(string source)
    {
        try
        {
            return new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DefterXException(ErrorIds.JournalNotFound, Text.Format(Strings.FileNotFound, source), source, exception);
        }
    }
}
