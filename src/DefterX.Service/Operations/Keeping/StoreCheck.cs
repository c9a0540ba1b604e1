using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using DefterX.Service.Blobs;
using DefterX.Service.Storage;

namespace DefterX.Service.Operations.Keeping;

/// <summary>Whether every file that a month refers to is there and is what it was.</summary>
internal sealed class StoreCheck(ServiceOptions options, Database database)
{
    private const string Referenced =
        "select distinct office_id, sha256, length from month_files order by office_id, sha256";

    private const string Still = "select count(*) from month_files where office_id = @OfficeId and sha256 = @Sha256";

    /// <param name="found">Told of each file that is missing or damaged.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many files were looked at.</returns>
    public async Task<long> RunAsync(Action<string> found, CancellationToken cancellationToken)
    {
        IReadOnlyList<Row> rows = await database.ReadAsync(
            statements => statements.ListAsync<Row>(Referenced), cancellationToken).ConfigureAwait(false);
        BlobFolders files = new(options.FilesPath);
        foreach (Row row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string path = files.BlobOf(row.OfficeId, row.Sha256);
            string? problem = Problem(path, row);
            // The service goes on meanwhile: what no month refers to any more may have been cleaned away.
            if (problem is not null && await IsReferencedAsync(row, cancellationToken).ConfigureAwait(false)) found(problem);
        }

        return rows.Count;
    }

    private static string? Problem(string path, Row row)
    {
        try
        {
            if (new FileInfo(path).Length != row.Length || FileDigest.Sha256(path) != row.Sha256)
            {
                return Text.Format(Strings.FileDamaged, path);
            }

            return null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Text.Format(Strings.FileMissing, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Text.Format(Strings.FileUnreadable, path, e.Message);
        }
    }

    private async Task<bool> IsReferencedAsync(Row row, CancellationToken cancellationToken) =>
        await database.ReadAsync(statements => statements.ScalarAsync<long>(Still, row), cancellationToken).ConfigureAwait(false) > 0;

    internal sealed class Row
    {
        public string OfficeId { get; set; } = "";

        public string Sha256 { get; set; } = "";

        public long Length { get; set; }
    }
}
