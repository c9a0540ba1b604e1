using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using DefterX.Service.Blobs;
using DefterX.Service.Operations.Hosting;
using DefterX.Service.Storage;

namespace DefterX.Service.Operations.Keeping;

/// <summary>Brings a backup back, into an empty database and an empty folder, or not at all.</summary>
internal sealed class Restore(ServiceOptions options, Database database)
{
    /// <param name="folder">The backup.</param>
    /// <param name="cancellationToken">Gives up; the database stays empty.</param>
    /// <exception cref="ServiceStartException">It is no backup, of another kind of database, or damaged; something is there
    /// already.</exception>
    public async Task<BackupManifest> RunAsync(string folder, CancellationToken cancellationToken)
    {
        BackupManifest manifest = BackupManifest.Read(folder);
        if (manifest.Provider != database.Dialect.Provider.ToString())
        {
            throw new ServiceStartException(Text.Format(Strings.BackupOfOther, manifest.Provider, database.Dialect.Provider));
        }

        BlobFolders target = new(options.FilesPath);
        if (target.AllBlobs().Any()) throw new ServiceStartException(Text.Format(Strings.FolderNotEmpty, options.FilesPath));
        await DatabaseDump.EnsureEmptyAsync(database, cancellationToken).ConfigureAwait(false);
        foreach ((string sha256, string name) in Sums(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string path = Path.Combine(folder, name);
            if (!File.Exists(path)) throw Damaged(path);
            if (name == manifest.Database) Verify(path, sha256);
            else Copy(path, target.BlobOf(OfficeOf(name, sha256), sha256), sha256);
        }

        // Last: with it the service knows of the files.
        await DatabaseDump.RestoreAsync(database, Path.Combine(folder, manifest.Database), cancellationToken).ConfigureAwait(false);
        return manifest;
    }

    private static IEnumerable<(string Sha256, string Name)> Sums(string folder)
    {
        foreach (string line in File.ReadLines(Path.Combine(folder, BackupManifest.SumsName)))
        {
            if (line.Length < 67) throw Damaged(BackupManifest.SumsName);
            yield return (line[..64], line[66..]);
        }
    }

    // Nothing but contents is written, and nowhere but where they belong.
    private static string OfficeOf(string name, string sha256) =>
        name.Split('/') is [_, string office, _, _] && BlobName.IsId(office) && BlobName.IsSha256(sha256)
            && name == BackupManifest.NameOf(office, sha256)
            ? office
            : throw Damaged(name);

    private static void Copy(string source, string target, string sha256)
    {
        PrivateFolder.Create(Path.GetDirectoryName(target)!);
        AtomicFile.Write(target, stream =>
        {
            using FileStream from = File.OpenRead(source);
            using SHA256 hash = SHA256.Create();
            using CryptoStream hashing = new(stream, hash, CryptoStreamMode.Write, leaveOpen: true);
            from.CopyTo(hashing);
            hashing.FlushFinalBlock();
            if (FileDigest.ToHexadecimal(hash.Hash!) != sha256) throw Damaged(source);
        });
    }

    private static void Verify(string path, string sha256)
    {
        if (FileDigest.Sha256(path) != sha256) throw Damaged(path);
    }

    private static ServiceStartException Damaged(string path) => new(Text.Format(Strings.BackupDamaged, path));
}
