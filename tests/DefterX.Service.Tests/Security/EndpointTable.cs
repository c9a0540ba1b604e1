using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Tests.Rooms;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace DefterX.Service.Tests.Security;

/// <summary>A request about an office's own things.</summary>
internal sealed record Probe(string Path, object? Body = null, long? IfMatch = null, string? Lease = null);

/// <summary>Who may do what at an endpoint.</summary>
/// <param name="Endpoint">Method and route.</param>
/// <param name="Statuses">What is answered to each of <see cref="EndpointTable.Callers"/>.</param>
/// <param name="Probe">The request, about the first office's things.</param>
internal sealed record EndpointEntry(string Endpoint, string Statuses, Func<TargetOffice, Probe> Probe)
{
    public HttpMethod Method => new(Endpoint.Split(' ')[0].Replace("*", "GET", StringComparison.Ordinal));

    public int[] Expected => [.. Statuses.Split(' ').Select(status => int.Parse(status, CultureInfo.InvariantCulture))];

    /// <summary>A wrong key is written down in the office's audit log.</summary>
    public bool IsLogin => Endpoint == "POST /v1/sessions";
}

/// <summary>Every endpoint of the service, and what each caller gets there.</summary>
internal static class EndpointTable
{
    /// <summary>The order of <see cref="EndpointEntry.Statuses"/>.</summary>
    public static IReadOnlyList<string> Callers { get; } =
        ["anonymous", "preparer", "signer", "administrator", "revoked session", "other machine", "foreign administrator"];

    private const string Month = "/v1/months/{firm}/{period}/{branch}/{book}/";
    private const string Firm = "/v1/firms/" + SampleFirm.Identifier;

    public static IReadOnlyList<EndpointEntry> Entries { get; } =
    [
        new("GET /v1/service", "200 200 200 200 200 200 200", _ => new("/v1/service")),
        new("* /health/live", "200 200 200 200 200 200 200", _ => new("/health/live")),
        new("* /health/ready", "200 200 200 200 200 200 200", _ => new("/health/ready")),
        new("GET /metrics", "200 200 200 200 200 200 200", _ => new("/metrics")),
        new("GET /openapi/{documentName}.json", "200 200 200 200 200 200 200", _ => new("/openapi/v1.json")),

        // Without the operator's code, and with a wrong key.
        new("POST /v1/offices", "403 403 403 403 403 403 403", office => new(
            "/v1/offices", new RegistrationRequest(office.Customer, "a@ornek.example", "A", TestClient.Settings(office.Customer)))),
        new("POST /v1/sessions", "401 401 401 401 401 401 401", office => new(
            "/v1/sessions", new LoginRequest("aaa-bbb-ccc-ddd", office.Customer, "2026-09", "BURO-PC1", "ayse", "0.1.0"))),

        new("GET /v1/session", "401 200 200 200 401 401 200", _ => new("/v1/session")),
        new("DELETE /v1/session", "401 204 204 204 401 401 204", _ => new("/v1/session")),
        new("GET /v1/office", "401 200 200 200 401 401 200", _ => new("/v1/office")),
        // The foreigner's own office has another customer number.
        new("PUT /v1/office", "401 403 403 200 401 401 400", office => new(
            "/v1/office", new OfficeDocument(1, TestClient.Settings(office.Customer), []), 1)),
        new("GET /v1/keys", "401 403 403 200 401 401 200", _ => new("/v1/keys")),
        new("POST /v1/keys", "401 403 403 201 401 401 201", _ => new(
            "/v1/keys", new NewKeyRequest("Yeni", "yeni@ornek.example", OfficeRole.Administrator))),
        new("DELETE /v1/keys/{id}", "401 403 403 204 401 401 404", office => new("/v1/keys/" + office.PreparerKeyId)),
        new("GET /v1/audit", "401 403 403 200 401 401 200", _ => new("/v1/audit")),

        new("GET /v1/firms/", "401 200 200 200 401 401 200", _ => new("/v1/firms")),
        new("POST /v1/firms/", "401 201 201 201 401 401 201", _ => new("/v1/firms", SampleFirm.New(identifier: "9876543217"))),
        new("PUT /v1/firms/{identifier}", "401 200 200 200 401 401 404", _ => new(Firm, SampleFirm.New("YENI"), 1)),
        new("DELETE /v1/firms/{identifier}", "401 409 409 409 401 401 404", _ => new(Firm, null, 1)),
        new("DELETE /v1/firms/{identifier}", "401 403 403 204 401 401 404", _ => new(Firm + "?force=true", null, 1)),

        new("GET /v1/months/", "401 200 200 200 401 401 200", _ => new("/v1/months?since=0")),
        new("GET " + Month, "401 200 200 200 401 401 404", _ => new(TargetOffice.Month)),
        new($"PUT {Month}lease", "401 200 200 200 401 401 404", office => new(
            TargetOffice.Month + "/lease", new LeaseRequest(office.Lease, null))),
        new($"PUT {Month}lease", "401 200 200 200 401 401 404", office => new(
            TargetOffice.Month + "/lease", new LeaseRequest(TestOffice.NewLease(), office.Lease))),
        // A lease that is not there is given back, and no commit has it: so it is for a month that nobody has.
        new($"DELETE {Month}lease", "401 204 204 204 401 401 204", office => new(TargetOffice.Month + "/lease", Lease: office.Lease)),
        new($"POST {Month}commits", "401 200 200 200 401 401 409", office => new(TargetOffice.Month + "/commits", office.Commit())),
        new($"POST {Month}commits", "401 403 200 200 401 401 409", office => new(
            TargetOffice.Month + "/commits", office.Commit() with { State = LedgerState.Signed })),
        new($"POST {Month}commits", "401 200 200 200 401 401 409", office => new(
            TargetOffice.Month + "/commits", office.Commit() with { Delete = [office.File.Name] })),

        new("POST /v1/uploads/", "401 200 200 200 401 401 200", office => new(
            "/v1/uploads", new UploadRequest(office.File.Length, office.File.Sha256))),
        new("GET /v1/uploads/{id}", "401 200 200 200 401 401 404", office => new("/v1/uploads/" + office.UploadId)),
        new("PUT /v1/uploads/{id}", "401 200 200 200 401 401 404", office => new(
            $"/v1/uploads/{office.UploadId}?offset=0", new ByteArrayContent(office.Unfinished))),
        new("DELETE /v1/uploads/{id}", "401 204 204 204 401 401 404", office => new("/v1/uploads/" + office.UploadId)),
        new("GET /v1/files/{sha256}", "401 200 200 200 401 401 404", office => new("/v1/files/" + office.File.Sha256)),
    ];

    /// <summary>The endpoints that a running service really has, as method and route.</summary>
    public static IReadOnlyList<string> EndpointsOf(TestService service)
    {
        IReadOnlyList<Microsoft.AspNetCore.Http.Endpoint> endpoints = service.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        Assert.All(endpoints, endpoint => Assert.IsType<RouteEndpoint>(endpoint, exactMatch: false));
        return
        [
            .. endpoints.Cast<RouteEndpoint>()
                .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"])
                    .Select(method => $"{method} {endpoint.RoutePattern.RawText}"))
                .Order(StringComparer.Ordinal),
        ];
    }
}
