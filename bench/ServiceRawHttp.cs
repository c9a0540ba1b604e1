using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DefterX.Bench;

/// <summary>What HTTP itself takes: a plain Kestrel in a process of its own, as the service is, that writes a body to a file and sends a
/// file, and an HttpClient that reads its body from a file and writes what comes to one. Nothing is hashed, nothing forced to disk.</summary>
internal sealed class ServiceRawHttp : IDisposable
{
    private const string Mode = "--raw-http";
    private readonly HttpClient _http;
    private readonly Process _process;

    /// <param name="received">Where it writes bodies.</param>
    /// <param name="sent">The file that it sends.</param>
    internal ServiceRawHttp(string received, string sent)
    {
        ProcessStartInfo start = new("dotnet", [typeof(ServiceRawHttp).Assembly.Location, Mode, received, sent])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        Uri address = new(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The plain server did not start."));
        _http = new HttpClient(new HttpClientHandler { UseProxy = false, UseCookies = false }) { BaseAddress = address };
    }

    /// <returns>Whether the arguments are of the process that answers; it ends with its input.</returns>
    internal static bool RunMode(string[] args)
    {
        if (args is not [Mode, string received, string sent]) return false;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null).UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.MapPut("/", (HttpRequest request) => ReceiveAsync(request, received));
        app.MapGet("/", (HttpResponse response) => response.SendFileAsync(sent));
        app.StartAsync().GetAwaiter().GetResult();
        Console.WriteLine(app.Urls.Single());
        Console.In.ReadToEnd();
        return true;
    }

    internal async Task UploadAsync(string path)
    {
        await using FileStream file = File.OpenRead(path);
        using StreamContent content = new(file);
        using HttpResponseMessage response = await _http.PutAsync(new Uri("/", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }

    internal async Task DownloadAsync(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri("/", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using FileStream file = File.Create(path);
        await response.Content.CopyToAsync(file);
    }

    public void Dispose()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task ReceiveAsync(HttpRequest request, string path)
    {
        await using FileStream file = File.Create(path);
        await request.Body.CopyToAsync(file);
    }
}
