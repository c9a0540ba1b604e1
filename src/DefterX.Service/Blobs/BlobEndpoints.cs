using System;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Accounts;
using DefterX.Service.Monitoring;
using DefterX.Service.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DefterX.Service.Blobs;

/// <summary>Contents of files: <c>/v1/uploads</c> and <c>/v1/files</c>.</summary>
internal static class BlobEndpoints
{
    public static IServiceCollection AddBlobs(this IServiceCollection services)
    {
        services.AddSingleton(provider => new BlobFolders(provider.GetRequiredService<ServiceOptions>().FilesPath));
        services.AddSingleton<BlobStore>();
        services.AddSingleton<UploadStore>();
        services.AddSingleton<BlobCleanup>();
        services.AddHostedService<BlobCleanupSchedule>();
        return services;
    }

    public static IEndpointRouteBuilder MapBlobs(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder uploads = routes.MapGroup("/v1/uploads").WithTags("Files").RequireRole(OfficeRole.Preparer);
        uploads.MapPost("/", Announce).WithName("AnnounceUpload").WithSummary("Announces a file; complete at once when the office has it.")
            .Fails(400, 413);
        uploads.MapGet("/{id}", Status).WithName("GetUpload").WithSummary("How many bytes of an upload are there.")
            .Fails(404);
        uploads.MapPut("/{id}", Receive).WithName("SendUpload").WithSummary("Sends bytes of an upload, from an offset on.")
            .Accepts<byte[]>(BlobResult.ContentType).WithMetadata(new DisableRequestSizeLimitAttribute()).Fails(404, 409, 422);
        uploads.MapDelete("/{id}", Cancel).WithName("CancelUpload").WithSummary("Throws an upload away.")
            .Produces(204).Fails(404, 409);
        routes.MapGet("/v1/files/{sha256}", Download).WithName("GetFile").WithTags("Files").RequireRole(OfficeRole.Preparer)
            .WithSummary("The content of a file, or a range of it.")
            .Produces(200, null, BlobResult.ContentType).Produces(206, null, BlobResult.ContentType)
            .Fails(404);
        return routes;
    }

    private static Task<UploadStatus> Announce(Caller caller, UploadRequest request, UploadStore store, CancellationToken cancellationToken) =>
        store.AnnounceAsync(caller.OfficeId, request, cancellationToken);

    private static Task<UploadStatus> Status(Caller caller, string id, UploadStore store, CancellationToken cancellationToken) =>
        store.StatusAsync(caller.OfficeId, id, cancellationToken);

    private static async Task<UploadStatus> Receive(
        Caller caller, string id, long offset, UploadStore store, HttpRequest request, CancellationToken cancellationToken)
    {
        UploadStatus status = await store.ReceiveAsync(caller.OfficeId, id, offset, request.ContentLength, request.Body, cancellationToken);
        ServiceMetrics.UploadedBytes.Inc(Math.Max(0, status.Offset - offset));
        return status;
    }

    private static async Task<IResult> Cancel(Caller caller, string id, UploadStore store, CancellationToken cancellationToken)
    {
        await store.CancelAsync(caller.OfficeId, id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Download(
        Caller caller, string sha256, BlobStore store, ServiceOptions options, CancellationToken cancellationToken) =>
        new BlobResult(
            await store.OpenAsync(caller.OfficeId, sha256, cancellationToken), sha256, TimeSpan.FromSeconds(options.DownloadPatienceSeconds));
}
