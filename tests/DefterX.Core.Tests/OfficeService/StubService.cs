using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DefterX.Tests.OfficeService;

/// <summary>Something at an address that answers each request with the next of the answers that it was given, the last one again and again.</summary>
internal sealed class StubService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Queue<RequestDelegate> _answers;

    private StubService(WebApplication app, IEnumerable<RequestDelegate> answers)
    {
        _app = app;
        _answers = new Queue<RequestDelegate>(answers);
        app.Run(AnswerAsync);
    }

    /// <summary>What was asked for, as <c>GET /v1/service</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public ConcurrentQueue<IHeaderDictionary> Headers { get; } = [];

    public Uri Address { get; private set; } = null!;

    public static async Task<StubService> StartAsync(params RequestDelegate[] answers)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        StubService stub = new(builder.Build(), answers);
        await stub._app.StartAsync();
        stub.Address = new Uri(stub._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return stub;
    }

    /// <summary>A login by a key of a role, good for a day.</summary>
    public static LoginResponse Login(OfficeRole role, DateTimeOffset now) => new(
        "jeton",
        new SessionInfo("0a1b2c3d", "Ayşe", role, now.AddDays(1), 3600, 1),
        new OfficeDocument(1, JsonSerializer.SerializeToElement(new { }), []));

    public static RequestDelegate Json<T>(T value, int status = 200) => context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(value, ServiceJson.Options);
    };

    public static RequestDelegate Problem(ServiceProblem problem, TimeSpan? retryAfter = null) => context =>
    {
        context.Response.StatusCode = problem.Status;
        if (retryAfter is TimeSpan wait) context.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return context.Response.WriteAsJsonAsync(problem, ServiceJson.Options, "application/problem+json");
    };

    public static RequestDelegate Info(int api = ServiceInfo.CurrentApiVersion, int oldest = 1, string product = ServiceInfo.ProductName) =>
        Json(new ServiceInfo(product, "9.8.7", api, oldest, DateTimeOffset.UtcNow));

    public ServiceApi Api(ServiceClientOptions? options = null) => new(new ServiceClient(Address, options ?? Quick));

    /// <summary>Little patience, as tests have.</summary>
    public static ServiceClientOptions Quick { get; } = new() { RetryDelay = TimeSpan.FromMilliseconds(5), Timeout = TimeSpan.FromSeconds(10) };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new System.Threading.CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        Headers.Enqueue(new HeaderDictionary(context.Request.Headers.ToDictionary())); // those of the request are used again
        RequestDelegate answer;
        lock (_answers) answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        return answer(context);
    }
}
