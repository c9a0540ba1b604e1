using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using DefterX.Service.Mail;
using DefterX.Service.Operations.Commands;
using DefterX.Service.Operations.Hosting;
using Xunit;

namespace DefterX.Service.Tests.Operations;

public sealed class DeployTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("defterx-deploy-").FullName;

    [Fact]
    public async Task Systemd_finds_nothing_wrong_with_the_unit()
    {
        const string Analyze = "/usr/bin/systemd-analyze";
        if (!File.Exists(Analyze)) return;
        // The program and its account are where the unit is installed.
        string unit = Path.Combine(_folder, "defterx.service");
        string text = await File.ReadAllTextAsync(Path.Combine(DeployFolder(), "defterx.service"));
        await File.WriteAllTextAsync(unit, text.Replace("/opt/defterx/defterx-service", "/bin/true", StringComparison.Ordinal));
        using Process process = Process.Start(new ProcessStartInfo(Analyze, ["verify", "--man=no", unit]) { RedirectStandardError = true })!;
        string said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.DoesNotContain("defterx.service:", said, StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void The_sample_of_the_settings_is_read_whole()
    {
        ServiceOptions options = Configuration.Read(Path.Combine(DeployFolder(), "appsettings.sample.json"));

        OptionsCheck.Check(options);
        Assert.Equal("https://+:5341", options.Urls);
        Assert.Equal((MailSecurity.Auto, "mail.buro.example"), (options.Mail.Security, options.Mail.Host));
        Assert.Equal("/etc/defterx/privkey.pem", options.Certificate.KeyPath);
        Assert.Equal("https://defterx.buro.example:5341", options.ClientUri);
    }

    [Theory]
    [InlineData("{\"Service\":{\"LeaseSeconds\":\"soon\"}}")]
    [InlineData("{\"Service\":{\"Mail\":{\"Security\":\"Perhaps\"}}}")]
    [InlineData("{\"Service\":")]
    public async Task Settings_that_cannot_be_read_are_told_in_a_line(string json)
    {
        string file = Path.Combine(_folder, "appsettings.json");
        await File.WriteAllTextAsync(file, json);
        using StringWriter error = new(System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(1, await CommandLine.RunAsync(["serve", "--config", file], TextWriter.Null, error));

        Assert.Single(error.ToString().Trim().Split('\n'));
        Assert.Contains(file, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5341")]
    [InlineData("https://+:5341")]
    public async Task Serving_others_without_tls_does_not_start(string url)
    {
        string file = Path.Combine(_folder, "appsettings.json");
        string data = Path.Combine(_folder, "data");
        await File.WriteAllTextAsync(
            file, System.Text.Json.JsonSerializer.Serialize(new { Service = new { Urls = url, DataFolder = data } }));
        using StringWriter error = new(System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(1, await CommandLine.RunAsync(["--config", file], TextWriter.Null, error));

        Assert.Contains(url, error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string DeployFolder() =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/DefterX.Service/deploy"));
}
