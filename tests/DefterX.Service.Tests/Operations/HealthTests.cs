using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using DefterX.Service.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace DefterX.Service.Tests.Operations;

public sealed class HealthTests
{
    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_service_that_runs_is_live_and_ready(string database)
    {
        await using TestService service = await TestService.StartAsync(database);

        Assert.Equal((HttpStatusCode.OK, """{"status":"Healthy","checks":{}}"""), await AskAsync(service, "/health/live"));
        (HttpStatusCode status, string text) = await AskAsync(service, "/health/ready");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"database\":\"Healthy\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Without_its_tables_it_is_live_but_not_ready(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        await service.ExecuteAsync("alter table service rename to gone");

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(service, "/health/live")).Status);
        (HttpStatusCode status, string text) = await AskAsync(service, "/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("""{"status":"Unhealthy","checks":{"running":"Healthy","database":"Unhealthy","files":"Healthy"}}""", text);
    }

    [Fact]
    public async Task When_the_database_server_goes_it_is_not_ready()
    {
        await using TestService service = await TestService.StartAsync(nameof(DatabaseProvider.PostgreSql));
        // As a server that is shut down: nobody may connect, and who was connected is thrown out.
        string name = new Npgsql.NpgsqlConnectionStringBuilder(service.Database.ConnectionString).Database!;
        Npgsql.NpgsqlConnectionStringBuilder other = new(service.Database.ConnectionString) { Database = "postgres", Pooling = false };
        await using Npgsql.NpgsqlConnection connection = new(other.ToString());
        await connection.OpenAsync();
        await using Npgsql.NpgsqlCommand command = new($"drop database {name} with (force)", connection);
        await command.ExecuteNonQueryAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(service, "/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(service, "/health/live")).Status);
    }

    [Fact]
    public async Task When_files_cannot_be_written_it_is_not_ready()
    {
        await using TestService service = await TestService.StartAsync("Sqlite", options =>
        {
            string file = Path.GetTempFileName();
            options.FilesFolder = Path.Combine(file, "files");
        });
        (HttpStatusCode status, string text) = await AskAsync(service, "/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("\"files\":\"Unhealthy\"", text, StringComparison.Ordinal);
        File.Delete(Path.GetDirectoryName(service.Options.FilesFolder)!);
    }

    [Fact]
    public async Task However_often_it_is_asked_it_looks_once_in_a_while()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using FileSystemWatcher watcher = new(service.Options.FilesPath, ".health-*");
        int files = 0;
        watcher.Created += (_, _) => System.Threading.Interlocked.Increment(ref files);
        watcher.EnableRaisingEvents = true;
        System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
        for (int i = 0; i < 40; i++) Assert.Equal(HttpStatusCode.OK, (await AskAsync(service, "/health/ready")).Status);
        int most = 1 + (int)(clock.Elapsed.TotalSeconds / 2);
        await Task.Delay(200);
        Assert.InRange(files, 1, most);
    }

    [Fact]
    public async Task On_its_way_down_it_is_not_ready_and_answers_all_the_same()
    {
        await using TestService service = await TestService.StartAsync("Sqlite", options => options.DrainSeconds = 3);
        IHostApplicationLifetime lifetime = service.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.StopApplication();
        Task stopping = service.StopAsync();

        (HttpStatusCode status, string text) = await AskAsync(service, "/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("\"running\":\"Unhealthy\"", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(service, "/health/live")).Status);
        await stopping;
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(service, "/health/live"));
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(TestService service, string path)
    {
        using TestClient client = service.Client();
        using HttpResponseMessage response = await client.SendAsync(HttpMethod.Get, path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
