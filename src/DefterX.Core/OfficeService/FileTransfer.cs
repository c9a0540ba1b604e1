using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using DefterX.OfficeService.Contracts;

namespace DefterX.OfficeService;

/// <summary>Sends and fetches files: streamed, gone on with where they were cut off, whole by their SHA-256 or not there.</summary>
internal sealed class FileTransfer(ServiceApi api, ServiceClientOptions options)
{
    private const int BlockSize = 1 << 17;
    private const int MostCuts = 20;

    /// <summary>Sends a file unless the office has it already.</summary>
    /// <param name="name">For messages.</param>
    /// <exception cref="DefterXException">As of <see cref="ServiceClient"/>.</exception>
    public async Task UploadAsync(string path, long length, string sha256, string name, CancellationToken cancellationToken)
    {
        UploadStatus status = await api.BeginUploadAsync(new UploadRequest(length, sha256), name, cancellationToken).ConfigureAwait(false);
        for (int cuts = 0; !status.IsComplete;)
        {
            string id = status.Id ?? throw ServiceFailure.NotUnderstood(api.Client.Address);
            try
            {
                status = await PutAsync(id, path, status.Offset, name, cancellationToken).ConfigureAwait(false);
            }
            catch (DefterXException e) when (MayGoOn(e) && ++cuts <= MostCuts)
            {
                await Task.Delay(options.RetryDelay, cancellationToken).ConfigureAwait(false);
                status = await GoOnAsync(id, length, sha256, name, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Fetches a file in the place of one that may be there.</summary>
    /// <exception cref="DefterXException">As of <see cref="ServiceClient"/>; <see cref="ErrorIds.ServiceIncompatible"/>: what came is not
    /// what was announced.</exception>
    public async Task DownloadAsync(string path, long length, string sha256, string name, CancellationToken cancellationToken)
    {
        PrivateFolder.Create(Path.GetDirectoryName(path)!);
        string temporary = AtomicFile.TemporaryName(path);
        try
        {
            using (FileStream file = AtomicFile.CreateNew(temporary))
            using (IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
            {
                for (int cuts = 0; file.Position < length;)
                {
                    try
                    {
                        await GetAsync(file, hash, length, sha256, name, cancellationToken).ConfigureAwait(false);
                    }
                    catch (DefterXException e) when (MayGoOn(e) && ++cuts <= MostCuts)
                    {
                        await Task.Delay(options.RetryDelay, cancellationToken).ConfigureAwait(false);
                    }
                }

                if (FileDigest.ToHexadecimal(hash.GetHashAndReset()) != sha256)
                {
                    throw new DefterXException(
                        ErrorIds.ServiceIncompatible, Text.Format(Strings.FileDamaged, name, api.Client.Address), name);
                }

                file.Flush(flushToDisk: true);
            }

            AtomicFile.Replace(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static bool MayGoOn(DefterXException failure) =>
        failure.ErrorId is ErrorIds.ServiceUnreachable or ErrorIds.OperationTimeout
        || ServiceFailure.CodeOf(failure) is ServiceCodes.OffsetMismatch or ServiceCodes.NotFound;

    // An upload that is gone was complete, and only its answer was lost; announced again, it says so.
    private async Task<UploadStatus> GoOnAsync(string id, long length, string sha256, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await api.GetUploadAsync(id, name, cancellationToken).ConfigureAwait(false);
        }
        catch (DefterXException e) when (ServiceFailure.CodeOf(e) == ServiceCodes.NotFound)
        {
            return await api.BeginUploadAsync(new UploadRequest(length, sha256), name, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<UploadStatus> PutAsync(string id, string path, long offset, string name, CancellationToken cancellationToken)
    {
        using StallWatch watch = new(options.StallTimeout, cancellationToken);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan | FileOptions.Asynchronous);
        file.Position = offset;
        HttpContent Content() => new StreamContent(new WatchedStream(file, watch), BlockSize);
        ServiceCall call = ServiceApi.UploadCall(id, offset, name, Content);
        return await watch.GuardAsync(token => api.Client.CallAsync<UploadStatus>(call, token), api.Client.Address).ConfigureAwait(false);
    }

    private async Task GetAsync(
        FileStream file, IncrementalHash hash, long length, string sha256, string name, CancellationToken cancellationToken)
    {
        using StallWatch watch = new(options.StallTimeout, cancellationToken);
        ServiceCall call = ServiceApi.DownloadCall(sha256, file.Position, name);
        await watch.GuardAsync(
            token => api.Client.SendAsync(
                call,
                async (response, _) =>
                {
                    if (file.Position > 0 && response.StatusCode != HttpStatusCode.PartialContent) throw ServiceFailure.NotUnderstood(api.Client.Address);
                    await CopyAsync(response, file, hash, length, watch, token).ConfigureAwait(false);
                    return true;
                },
                token),
            api.Client.Address).ConfigureAwait(false);
    }

    private static async Task CopyAsync(
        HttpResponseMessage response, FileStream file, IncrementalHash hash, long length, StallWatch watch, CancellationToken cancellationToken)
    {
        using Stream body = await BodyOf(response).ConfigureAwait(false);
        byte[] block = new byte[BlockSize];
        while (file.Position < length)
        {
            int count = await body.ReadAsync(block, 0, (int)Math.Min(block.Length, length - file.Position), cancellationToken).ConfigureAwait(false);
            if (count == 0) throw new IOException(Text.Format(Strings.CutOff, file.Position, length));
            watch.Moved();
            hash.AppendData(block, 0, count);
            file.Write(block, 0, count);
        }
    }

    private static Task<Stream> BodyOf(HttpResponseMessage response) => response.Content.ReadAsStreamAsync();
}
