using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using DefterX.GibSimulator;
using Xunit;

namespace DefterX.Tests.GibSimulator;

public sealed class ProgramTests
{
    [Theory]
    [InlineData("tr_TR.UTF-8")]
    [InlineData("en_US.UTF-8")]
    public async Task Run_WhenUnderThisCulture_ServesAMonthAndStopsOnSigterm(string culture)
    {
        using TemporaryFolder folder = new();
        string portFile = folder["port"];
        using Process process = Start(
            culture, "--port", "0", "--envelopes", folder["envelopes"], "--processing-delay-ms", "50", "--port-file", portFile);
        string address = (await process.StandardOutput.ReadLineAsync())!;
        while (!File.Exists(portFile))
            await Task.Delay(10);
        Assert.Equal(address, (await File.ReadAllTextAsync(portFile)).Trim());
        using TestSigner signer = new("9876543217");
        using SoapClient client = new(new Uri(address), signer);
        TestMonth month = new(signer, "202601", 1);
        foreach (string kind in (string[])["YB", "KB", "DR"])
        {
            Assert.Equal(200, (await client.SendAsync(month.Name(kind) + ".zip", month.Package(kind))).StatusCode);
            SoapAnswer status = await client.StatusAsync(month.Name(kind));
            while (status["durumKodu"] is "1" or "2")
                status = await client.StatusAsync(month.Name(kind));
            Assert.Equal("Paket Başarıyla İşlendi", status["durumAciklama"]);
        }

        Assert.Equal($"GIB-{month.Name("YB")}.xml", (await client.ReceiveAsync(month.Name("YB"))).File().Name);
        string id = process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using (Process kill = Process.Start("kill", ["-TERM", id]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Run_WhenFaultsAreInAFile_HasThem()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(
            folder["faults.json"],
            """[{ "kind": "Code", "code": 114, "package": "1234567808", "count": 1 }, { "kind": "Http", "statusCode": 503, "retryAfter": "00:00:02" }]""");
        using Process process = Start("tr_TR.UTF-8", "--faults", folder["faults.json"], "--answer-delay-ms", "1", "--fault-rate", "0.0");
        using TestSigner signer = new("1234567808");
        using SoapClient client = new(new Uri((await process.StandardOutput.ReadLineAsync())!), signer);
        Assert.Equal("114", (await client.SendAsync("1234567808-202601-YB-000000.zip", [1]))["code"]);
        SoapAnswer answer = await client.StatusAsync("1234567808-202601-YB-000000");
        Assert.Equal((503, ""), (answer.StatusCode, answer.Text));
        process.Kill();
    }

    [Theory]
    [InlineData("--fault-rate", "20")]
    [InlineData("--fault-rate", "0,2")]
    [InlineData("--faults", "/nowhere.json")]
    [InlineData("--urls", "http://0.0.0.0:0")]
    [InlineData("--port", "x")]
    [InlineData("--port", "70000")]
    [InlineData("--what", "x")]
    public async Task Run_WhenArgumentIsWrong_EndsWithUsage(string option, string value)
    {
        using Process process = Start("tr_TR.UTF-8", option, value);
        Assert.Contains("usage:", await process.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
    }

    private static Process Start(string culture, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [typeof(SimulatorServer).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = culture;
        return Process.Start(start)!;
    }
}
