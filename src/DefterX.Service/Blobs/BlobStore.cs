using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Service.Problems;
using DefterX.Service.Storage;

namespace DefterX.Service.Blobs;

/// <summary>The contents of an office's files, by their SHA-256. A content never changes.</summary>
internal sealed class BlobStore(Database database, BlobFolders folders)
{
    /// <summary>Opens a content for reading; it may be removed meanwhile and is read to its end all the same.</summary>
    /// <exception cref="ServiceException">NotFound: the office does not have it.</exception>
    public async Task<FileStream> OpenAsync(string officeId, string sha256, CancellationToken cancellationToken)
    {
        long? length = BlobName.IsSha256(sha256)
            ? await database.ReadAsync(statements => BlobRows.FindAsync(statements, officeId, sha256), cancellationToken)
            : null;
        if (length is null) throw ServiceException.NotFound();
        try
        {
            return new FileStream(folders.BlobOf(officeId, sha256), new FileStreamOptions
            {
                Share = FileShare.Read | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            });
        }
        catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // The clean-up was here a moment ago.
            throw ServiceException.NotFound();
        }
    }

    /// <summary>Keeps a content for a month that will have it, within the transaction that commits the month.</summary>
    /// <returns>Whether the office has it, in that length.</returns>
    public async Task<bool> TakeAsync(Statements statements, string officeId, string sha256, long length) =>
        await BlobRows.TakeAsync(statements, officeId, sha256) == length
        && BlobFolders.LengthOf(folders.BlobOf(officeId, sha256)) == length;
}
