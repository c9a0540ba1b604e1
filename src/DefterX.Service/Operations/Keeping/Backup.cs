using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Blobs;
using DefterX.Service.Operations.Hosting;
using DefterX.Service.Storage;

namespace DefterX.Service.Operations.Keeping;

/// <summary>Copies both stores into a folder while the service runs: the database as it is at one moment, and every file that it refers
/// to at that moment.</summary>
/// <remarks>Files never change, only come and go. Those that are there are taken before the database, so that none of them can be cleaned
/// away in between; those that came meanwhile after it.</remarks>
internal sealed class Backup(ServiceOptions options, Database database, TimeProvider clock)
{
    /// <param name="folder">New or empty.</param>
    /// <param name="isLinking">Whether files may be second names of the service's own; else they are copied.</param>
    /// <param name="cancellationToken">Leaves a folder that is no backup.</param>
    /// <exception cref="ServiceStartException">The folder is not empty; the database cannot be dumped.</exception>
    public async Task<BackupManifest> RunAsync(string folder, bool isLinking, CancellationToken cancellationToken)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new ServiceStartException(Text.Format(Strings.FolderNotEmpty, folder));
        }

        DateTimeOffset time = clock.GetUtcNow();
        PrivateFolder.Create(folder);
        BlobFolders source = new(options.FilesPath);
        BlobFolders target = new(folder);
        Take(source, target, isLinking, cancellationToken);
        string dump = DatabaseDump.NameOf(database.Dialect.Provider);
        await DatabaseDump.WriteAsync(database, Path.Combine(folder, dump), cancellationToken).ConfigureAwait(false);
        Take(source, target, isLinking, cancellationToken);
        (long files, long bytes) = WriteSums(folder, dump, target, cancellationToken);
        BackupManifest manifest = new(
            ServiceInfo.ProductName,
            ServiceVersion.Current,
            database.Dialect.Provider.ToString(),
            time,
            dump,
            FileDigest.Sha256(Path.Combine(folder, BackupManifest.SumsName)),
            files,
            bytes);
        manifest.Write(folder);
        return manifest;
    }

    private static void Take(BlobFolders source, BlobFolders target, bool isLinking, CancellationToken cancellationToken)
    {
        foreach ((string office, string sha256) in source.AllBlobs())
        {
            cancellationToken.ThrowIfCancellationRequested();
            string blob = source.BlobOf(office, sha256);
            string path = target.BlobOf(office, sha256);
            if (File.Exists(path)) continue;
            PrivateFolder.Create(Path.GetDirectoryName(path)!);
            try
            {
                if (isLinking) HardLink.LinkOrCopy(blob, path);
                else File.Copy(blob, path);
            }
            catch (FileNotFoundException)
            {
                // Cleaned away since it was seen: nothing refers to it.
            }
        }
    }

    // A file's name is its digest; whether that is still true a restore finds out.
    private static (long Files, long Bytes) WriteSums(string folder, string dump, BlobFolders files, CancellationToken cancellationToken)
    {
        long count = 0;
        long bytes = 0;
        string dumpDigest = FileDigest.Sha256(Path.Combine(folder, dump));
        AtomicFile.Write(Path.Combine(folder, BackupManifest.SumsName), stream =>
        {
            using StreamWriter writer = new(stream, leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine($"{dumpDigest}  {dump}");
            foreach ((string office, string sha256) in files.AllBlobs())
            {
                cancellationToken.ThrowIfCancellationRequested();
                writer.WriteLine($"{sha256}  {BackupManifest.NameOf(office, sha256)}");
                count++;
                bytes += BlobFolders.LengthOf(files.BlobOf(office, sha256));
            }
        });
        return (count, bytes);
    }
}
