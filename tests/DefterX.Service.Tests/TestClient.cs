using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests;

/// <summary>Talks HTTP with the service from an address of its own.</summary>
internal sealed class TestClient : IDisposable
{
    private readonly HttpClient _http;

    public TestClient(Uri address, string from)
    {
        SocketsHttpHandler handler = new()
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        _http = new HttpClient(handler) { BaseAddress = address };
    }

    public string? Token { get; set; }

    public string Machine { get; set; } = "BURO-PC1";

    public string Language { get; set; } = "en";

    /// <summary>Office settings with an invented name.</summary>
    public static JsonElement Settings(string customerNumber, string idle = "12:00:00") => JsonSerializer.SerializeToElement(new
    {
        customerNumber,
        name = "Örnek Muhasebe " + customerNumber,
        sessionIdleTimeout = idle,
        sourceApplication = new { identifier = "1234567808", title = "ÖRNEK YAZILIM LTD", program = "ÖRNEK", version = "1.0" },
    });

    /// <summary>Sends a request.</summary>
    /// <param name="ifMatch">The version, or null.</param>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, object? body = null, long? ifMatch = null, Action<HttpRequestMessage>? change = null)
    {
        using HttpRequestMessage request = new(method, path);
        if (Token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Headers.Add(ServiceHeaders.Machine, Uri.EscapeDataString(Machine));
        request.Headers.AcceptLanguage.ParseAdd(Language);
        if (ifMatch is { } version) request.Headers.IfMatch.Add(new EntityTagHeaderValue(FormattableString.Invariant($"\"{version}\"")));
        if (body is HttpContent content) request.Content = content;
        else if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: ServiceJson.Options);
        change?.Invoke(request);
        return await _http.SendAsync(request);
    }

    /// <summary>Sends a request that must succeed.</summary>
    public async Task<T> AskAsync<T>(HttpMethod method, string path, object? body = null, long? ifMatch = null)
    {
        using HttpResponseMessage response = await SendAsync(method, path, body, ifMatch);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<T>(ServiceJson.Options))!;
    }

    /// <summary>Sends a request that must fail so.</summary>
    public async Task<ServiceProblem> FailAsync(
        HttpStatusCode status, string code, HttpMethod method, string path, object? body = null, long? ifMatch = null)
    {
        using HttpResponseMessage response = await SendAsync(method, path, body, ifMatch);
        return await ProblemAsync(response, status, code);
    }

    /// <summary>The problem of an answer that must have failed so.</summary>
    public static async Task<ServiceProblem> ProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        ServiceProblem problem = JsonSerializer.Deserialize<ServiceProblem>(text, ServiceJson.Options)!;
        Assert.Equal(code, problem.Code);
        Assert.Equal((int)status, problem.Status);
        return problem;
    }

    public Task<HttpResponseMessage> TryRegisterAsync(
        string customerNumber, string? code = TestService.Code, JsonElement? settings = null, IReadOnlyList<OfficeFile>? files = null) => SendAsync(
        HttpMethod.Post,
        "/v1/offices",
        new RegistrationRequest(customerNumber, "ayse@ornek.example", "Ayşe", settings ?? Settings(customerNumber), files),
        change: request =>
        {
            if (code is not null) request.Headers.Add(ServiceHeaders.RegistrationCode, code);
        });

    public async Task<RegistrationResponse> RegisterAsync(string customerNumber)
    {
        using HttpResponseMessage response = await TryRegisterAsync(customerNumber);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<RegistrationResponse>(ServiceJson.Options))!;
    }

    public Task<HttpResponseMessage> TryLogInAsync(string key, string customerNumber, string period = "2026-09") => SendAsync(
        HttpMethod.Post, "/v1/sessions", new LoginRequest(key, customerNumber, period, Machine, "ayse", "0.1.0"));

    /// <summary>Logs in; further requests are the session's.</summary>
    public async Task<LoginResponse> LogInAsync(string key, string customerNumber)
    {
        using HttpResponseMessage response = await TryLogInAsync(key, customerNumber);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        LoginResponse login = (await response.Content.ReadFromJsonAsync<LoginResponse>(ServiceJson.Options))!;
        Token = login.Token;
        return login;
    }

    public void Dispose() => _http.Dispose();
}
