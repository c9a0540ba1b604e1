using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Blobs;

/// <summary>Takes contents in, whole or in pieces, through any instance.</summary>
internal sealed class UploadStore(Database database, BlobFolders folders, ServiceOptions options)
{
    /// <summary>Announces a content.</summary>
    /// <returns>Complete at once when the office has it; nothing of another office's contents is told.</returns>
    /// <exception cref="ServiceException">RequestInvalid; TooLarge; ChecksumMismatch for nothing that is not nothing.</exception>
    public async Task<UploadStatus> AnnounceAsync(string officeId, UploadRequest request, CancellationToken cancellationToken)
    {
        if (!BlobName.IsSha256(request.Sha256)) throw ServiceException.Invalid(Strings.Sha256Invalid);
        if (request.Length < 0) throw ServiceException.Invalid(Strings.LengthInvalid);
        if (request.Length > options.MaximumFileBytes) throw new ServiceException(ServiceCodes.TooLarge, StatusCodes.Status413PayloadTooLarge);
        UploadRow row = new() { Id = BlobName.NewId(), OfficeId = officeId, Sha256 = request.Sha256, Length = request.Length };
        bool isKept = await database.InTransactionAsync(statements => TakeOrAddAsync(statements, row), cancellationToken);
        if (isKept) return new UploadStatus(null, row.Length, IsComplete: true);
        return row.Length == 0
            ? await ReceiveAsync(officeId, row.Id, 0, 0, Stream.Null, cancellationToken)
            : new UploadStatus(row.Id, 0, IsComplete: false);
    }

    /// <summary>How far an upload is.</summary>
    /// <remarks>A row without its file is one whose instance ended while it kept the content: it is announced again, and sent again.</remarks>
    /// <exception cref="ServiceException">NotFound: finished, gone, or another office's.</exception>
    public async Task<UploadStatus> StatusAsync(string officeId, string id, CancellationToken cancellationToken)
    {
        UploadRow row = await GetAsync(officeId, id, cancellationToken);
        long length = LengthOf(row);
        return length < 0 ? throw ServiceException.NotFound() : new UploadStatus(id, length, IsComplete: false);
    }

    /// <summary>Takes a piece in, from <paramref name="offset"/> on; with the last one the content is kept. What came stays when the
    /// connection breaks.</summary>
    /// <param name="officeId">Whose upload it is.</param>
    /// <param name="id">The upload.</param>
    /// <param name="offset">How many bytes the client takes to be there.</param>
    /// <param name="count">How many it says that it sends, or null.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="cancellationToken">Ends the reading, never the keeping.</param>
    /// <exception cref="ServiceException">NotFound; OffsetMismatch, also while another sends; ChecksumMismatch, and the upload is gone.</exception>
    public async Task<UploadStatus> ReceiveAsync(
        string officeId, string id, long offset, long? count, Stream body, CancellationToken cancellationToken)
    {
        UploadRow row = await GetAsync(officeId, id, cancellationToken);
        await using UploadFile file = await OpenAsync(row, cancellationToken);
        if (file.Length != offset) throw Mismatch(file.Length, null);
        if (count > row.Length - offset) throw await DiscardAsync(row);
        await file.RehashAsync(cancellationToken);
        await file.AppendAsync(body, row.Length, cancellationToken);
        if (file.IsTooLong) throw await DiscardAsync(row);
        if (file.Length < row.Length) return new UploadStatus(id, file.Length, IsComplete: false);
        if (await file.FinishAsync() != row.Sha256) throw await DiscardAsync(row);
        await database.InTransactionAsync(statements => KeepAsync(statements, row), CancellationToken.None);
        return new UploadStatus(null, row.Length, IsComplete: true);
    }

    /// <summary>Throws an upload away.</summary>
    /// <exception cref="ServiceException">NotFound; OffsetMismatch while another sends.</exception>
    public async Task CancelAsync(string officeId, string id, CancellationToken cancellationToken)
    {
        UploadRow row = await GetAsync(officeId, id, cancellationToken);
        await using UploadFile file = await OpenAsync(row, cancellationToken);
        await DiscardAsync(row);
    }

    private async Task<bool> TakeOrAddAsync(Statements statements, UploadRow row)
    {
        long? length = await BlobRows.TakeAsync(statements, row.OfficeId, row.Sha256);
        if (length is not null && length != row.Length) throw ServiceException.Invalid(Text.Format(Strings.LengthDiffers, length, row.Length));
        if (length is not null && BlobFolders.LengthOf(folders.BlobOf(row.OfficeId, row.Sha256)) == length) return true;
        await CheckRoomAsync(statements, row);
        await BlobRows.AddUploadAsync(statements, row);
        // Before the row is seen: a row whose file does not come may be cleaned up.
        UploadFile.Create(folders.UploadOf(row.OfficeId, row.Id));
        return false;
    }

    private async Task CheckRoomAsync(Statements statements, UploadRow row)
    {
        if (options.MaximumOfficeBytes == 0) return;
        long kept = await BlobRows.TotalAsync(statements, row.OfficeId);
        if (row.Length <= options.MaximumOfficeBytes - kept) return;
        string detail = Text.Format(Strings.OfficeFull, kept, options.MaximumOfficeBytes, row.Length);
        throw new ServiceException(ServiceCodes.TooLarge, StatusCodes.Status413PayloadTooLarge, detail);
    }

    private async Task KeepAsync(Statements statements, UploadRow row)
    {
        await BlobRows.AddAsync(statements, row);
        folders.Keep(row.OfficeId, row.Id, row.Sha256, row.Length);
        await BlobRows.RemoveUploadAsync(statements, row.Id);
    }

    private async Task<UploadRow> GetAsync(string officeId, string id, CancellationToken cancellationToken)
    {
        UploadRow? row = BlobName.IsId(id)
            ? await database.ReadAsync(statements => BlobRows.FindUploadAsync(statements, officeId, id), cancellationToken)
            : null;
        return row ?? throw ServiceException.NotFound();
    }

    // Who removes an upload has its file, and removes the row first: what is still there once the file is ours stays.
    private async Task<UploadFile> OpenAsync(UploadRow row, CancellationToken cancellationToken)
    {
        UploadFile file = Open(row);
        try
        {
            await GetAsync(row.OfficeId, row.Id, cancellationToken);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private UploadFile Open(UploadRow row)
    {
        try
        {
            return UploadFile.TryOpen(folders.UploadOf(row.OfficeId, row.Id)) ?? throw Mismatch(long.Max(0, LengthOf(row)), Strings.UploadBusy);
        }
        catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ServiceException.NotFound();
        }
    }

    private async Task<ServiceException> DiscardAsync(UploadRow row)
    {
        await database.InTransactionAsync(statements => BlobRows.RemoveUploadAsync(statements, row.Id), CancellationToken.None);
        BlobFolders.Delete(folders.UploadOf(row.OfficeId, row.Id));
        return new ServiceException(ServiceCodes.ChecksumMismatch, StatusCodes.Status422UnprocessableEntity);
    }

    private long LengthOf(UploadRow row) => BlobFolders.LengthOf(folders.UploadOf(row.OfficeId, row.Id));

    private static ServiceException Mismatch(long offset, string? detail) =>
        new(ServiceCodes.OffsetMismatch, StatusCodes.Status409Conflict, detail)
        {
            Offset = offset,
            RetryAfterSeconds = detail is null ? null : 1,
        };
}
