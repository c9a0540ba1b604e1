using System;
using System.Buffers;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Service.Monitoring;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace DefterX.Service.Blobs;

/// <summary>Answers with a content, or the part of it that was asked for.</summary>
/// <param name="file">The content; closed afterwards.</param>
/// <param name="sha256">Its SHA-256, which is its ETag: it never changes.</param>
/// <param name="patience">How long 128 KB may take to be read.</param>
internal sealed class BlobResult(FileStream file, string sha256, TimeSpan patience) : IResult
{
    /// <summary>Of all contents.</summary>
    public const string ContentType = "application/octet-stream";

    // Four times as large as the framework's own copying, and half as much work to a byte.
    private const int BufferBytes = 512 << 10;

    private static readonly string[] s_conditions =
    [
        HeaderNames.Range, HeaderNames.IfMatch, HeaderNames.IfNoneMatch, HeaderNames.IfModifiedSince, HeaderNames.IfUnmodifiedSince,
    ];

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        OutcomeCount.CountBytes(httpContext.Response);
        EntityTagHeaderValue tag = new($"\"{sha256}\"");
        httpContext.Response.Headers.CacheControl = "private, immutable, max-age=31536000";
        await using PatientStream body = new(httpContext, httpContext.Response.Body, patience);
        if (s_conditions.Any(httpContext.Request.Headers.ContainsKey))
        {
            Stream whole = httpContext.Response.Body;
            httpContext.Response.Body = body;
            try
            {
                await Results.Stream(file, ContentType, entityTag: tag, enableRangeProcessing: true).ExecuteAsync(httpContext);
            }
            finally
            {
                httpContext.Response.Body = whole;
            }

            return;
        }

        await using FileStream open = file;
        HttpResponse response = httpContext.Response;
        response.ContentType = ContentType;
        response.ContentLength = file.Length;
        response.Headers.AcceptRanges = "bytes";
        response.Headers.ETag = tag.ToString();
        await CopyAsync(body, httpContext.RequestAborted);
    }

    private async Task CopyAsync(Stream body, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long at = 0;
            while (await RandomAccess.ReadAsync(file.SafeFileHandle, buffer, at, cancellationToken) is int read and > 0)
            {
                await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                at += read;
            }
        }
        catch (OperationCanceledException)
        {
            // The client went away, or stood still.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
