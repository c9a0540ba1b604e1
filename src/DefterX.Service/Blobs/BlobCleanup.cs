using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Service.Storage;
using Microsoft.Extensions.Logging;

namespace DefterX.Service.Blobs;

/// <summary>Removes contents that no month has, and uploads that nobody finishes. Safe while others upload and commit, and while other
/// instances clean up.</summary>
internal sealed class BlobCleanup(Database database, BlobFolders folders, ILogger<BlobCleanup> logger)
{
    /// <summary>How long a content or an upload stays that nobody wants.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    private const int Batch = 500;

    private const string Unwanted = """
        created < @before and not exists
        (select 1 from month_files where month_files.office_id = blobs.office_id and month_files.sha256 = blobs.sha256)
        """;

    /// <summary>Removes what was last wanted longer ago than <paramref name="patience"/>.</summary>
    /// <returns>How many contents and uploads.</returns>
    public async Task<int> RunAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        long now = await database.ReadAsync(statements => statements.NowAsync(), cancellationToken);
        long before = now - (long)patience.TotalMilliseconds;
        DateTime fileBefore = DateTime.UtcNow - patience;
        return await RemoveUploadsAsync(before, fileBefore, cancellationToken)
            + await RemoveUploadFilesAsync(fileBefore, cancellationToken)
            + await RemoveBlobsAsync(before, cancellationToken)
            + await RemoveBlobFilesAsync(fileBefore, cancellationToken);
    }

    private async Task<int> RemoveUploadsAsync(long before, DateTime fileBefore, CancellationToken cancellationToken)
    {
        IReadOnlyList<UploadRow> rows = await database.ReadAsync(
            statements => statements.ListAsync<UploadRow>("select id, office_id, sha256, length from uploads where created < @before", new { before }),
            cancellationToken);
        return await CountAsync(rows.Where(row => !IsNewer(folders.UploadOf(row.OfficeId, row.Id), fileBefore)), async row =>
        {
            string path = folders.UploadOf(row.OfficeId, row.Id);
            await using UploadFile? file = File.Exists(path) ? UploadFile.TryOpen(path) : null;
            if (file is null && File.Exists(path)) return false;
            await database.InTransactionAsync(statements => BlobRows.RemoveUploadAsync(statements, row.Id), cancellationToken);
            BlobFolders.Delete(path);
            return true;
        });
    }

    // Files whose row went while the file could not, or did not come.
    private Task<int> RemoveUploadFilesAsync(DateTime before, CancellationToken cancellationToken) => CountAsync(
        folders.AllUploads().Where(upload => !IsNewer(folders.UploadOf(upload.OfficeId, upload.Id), before)), async upload =>
        {
            UploadRow? row = await database.ReadAsync(
                statements => BlobRows.FindUploadAsync(statements, upload.OfficeId, upload.Id), cancellationToken);
            if (row is null) BlobFolders.Delete(folders.UploadOf(upload.OfficeId, upload.Id));
            return row is null;
        });

    private async Task<int> RemoveBlobsAsync(long before, CancellationToken cancellationToken)
    {
        int removed = 0;
        string after = "";
        while (true)
        {
            IReadOnlyList<UploadRow> rows = await database.ReadAsync(
                statements => statements.ListAsync<UploadRow>(
                    $"select office_id, sha256 from blobs where sha256 > @after and {Unwanted} order by sha256 limit {Batch}", new { after, before }),
                cancellationToken);
            if (rows.Count == 0) return removed;
            removed += await CountAsync(rows, row =>
                database.InTransactionAsync(statements => RemoveAsync(statements, row, before), cancellationToken));
            // Rows of the same content in another office come with the next run.
            after = rows[^1].Sha256;
        }
    }

    // The condition is looked at again once the row is ours: a commit may just have taken the content.
    private async Task<bool> RemoveAsync(Statements statements, UploadRow row, long before)
    {
        int count = await statements.ExecuteAsync(
            $"delete from blobs where office_id = @OfficeId and sha256 = @Sha256 and {Unwanted}", new { row.OfficeId, row.Sha256, before });
        if (count == 1) BlobFolders.Delete(folders.BlobOf(row.OfficeId, row.Sha256));
        return count == 1;
    }

    // Files that were moved here by an instance that then ended before its row was written.
    private Task<int> RemoveBlobFilesAsync(DateTime before, CancellationToken cancellationToken) => CountAsync(
        folders.AllBlobs().Where(blob => !IsNewer(folders.BlobOf(blob.OfficeId, blob.Sha256), before)),
        blob => database.InTransactionAsync(
            async statements =>
            {
                if (await BlobRows.FindAsync(statements, blob.OfficeId, blob.Sha256) is not null) return false;
                // A row of our own keeps those off who write the same content now.
                UploadRow row = new() { OfficeId = blob.OfficeId, Sha256 = blob.Sha256 };
                if (await BlobRows.ReserveAsync(statements, row) == 0) return false;
                return await RemoveAsync(statements, row, long.MaxValue);
            },
            cancellationToken));

    private async Task<int> CountAsync<T>(IEnumerable<T> items, Func<T, Task<bool>> remove)
    {
        int removed = 0;
        foreach (T item in items)
        {
            try
            {
                if (await remove(item)) removed++;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
            {
                logger.LogWarning(exception, "A file could not be removed; the next clean-up tries again.");
            }
        }

        return removed;
    }

    private static bool IsNewer(string path, DateTime time)
    {
        FileInfo file = new(path);
        return file.Exists && file.LastWriteTimeUtc >= time;
    }
}
