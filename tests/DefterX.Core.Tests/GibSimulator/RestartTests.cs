using System;
using System.IO;
using System.Threading.Tasks;
using DefterX.GibSimulator;
using Xunit;

namespace DefterX.Tests.GibSimulator;

public sealed class RestartTests : SimulatorTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restart_WhenMemoryIsKept_KnowsItsPackagesAndGoesOn(bool hasFolder)
    {
        await RestartAsync(new SimulatorOptions
        {
            StateFolder = hasFolder ? Folder["state"] : null,
            ProcessingDelay = TimeSpan.FromSeconds(1),
        });
        Uri address = Server.Address;
        TestMonth month = Month("202601", 1);
        await SendAsync(month, "YB");

        await Server.RestartAsync(keepsMemory: true);

        Assert.Equal(address, Server.Address);
        Assert.Equal("111", (await SendAsync(month, "YB"))["code"]);
        Assert.Equal("Paket Başarıyla İşlendi", await ResultAsync(month.Name("YB")));
        Assert.Equal((2, 1), (Newest(month.Name("YB")).SendCount, Newest(month.Name("YB")).TakenCount));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restart_WhenMemoryIsLost_KnowsNothingAndTakesThePackageAgain(bool hasFolder)
    {
        await RestartAsync(new SimulatorOptions { StateFolder = hasFolder ? Folder["state"] : null });
        TestMonth month = Month("202601", 1);
        await SucceedAsync(month, "YB");
        string authority = Server.Authority.Thumbprint;

        await Server.RestartAsync(keepsMemory: false);

        Assert.Empty(Server.Packages);
        Assert.Equal("304", (await Client.StatusAsync(month.Name("YB")))["code"]);
        await SucceedAsync(month, "YB");
        Assert.Equal(2, Server.Requests.TakenCount(month.Name("YB")));
        Assert.Equal(authority, Server.Authority.Thumbprint);
        Assert.Equal(hasFolder, File.Exists(Path.Combine(Folder["state"], "authority.pfx")));
    }
}
