namespace DefterX.OfficeService.Contracts;

/// <summary>Announces a file.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">64 hexadecimal digits, lower case.</param>
internal sealed record UploadRequest(long Length, string Sha256);

/// <param name="Id">Of the upload; null where nothing needs to be sent.</param>
/// <param name="Offset">How many bytes are there.</param>
/// <param name="IsComplete">Whether the file is kept.</param>
internal sealed record UploadStatus(string? Id, long Offset, bool IsComplete);
