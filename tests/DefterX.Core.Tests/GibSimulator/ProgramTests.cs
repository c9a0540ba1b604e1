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

    [Theory]
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
