using System;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Cmdlets.Tests.Loading;
using DefterX.Gib;
using DefterX.GibSimulator;
using DefterX.GibSimulator.Requests;
using DefterX.Tests;
using Xunit;

namespace DefterX.Cmdlets.Tests.Publishing;

/// <summary>Two PCs that publish the firms of one folder at the same time.</summary>
[Collection(RunsAlone.Name)]
public sealed class SharedFolderTests(ModuleFolder module) : IClassFixture<ModuleFolder>
{
    [Fact]
    public async Task Publish_ByTwoProcessesAtOnce_SharesTheFirmsAndSendsNothingTwice()
    {
        SimulatorOptions options = new() { AnswerDelay = TimeSpan.FromSeconds(Soak.Size(1, 10) * 0.2) };
        await using BulkOffice office = await BulkOffice.StartAsync(Soak.Size(8, 100), options);
        string path = office.Copy();
        string script = PublishProcess.WriteScript(module.Path);
        int throttle = Soak.Size(2, 8);
        await using PublishProcess first = PublishProcess.Start(script, module, office, path, throttle);
        await using PublishProcess second = PublishProcess.Start(script, module, office, path, throttle);
        await Task.WhenAll(RunAsync(first), RunAsync(second));

        office.AssertFiled(path);
        string[] all = [.. BulkOffice.Months(path).Select(static _ => "Approved")];
        Assert.Equal(all, first.Emitted);
        Assert.Equal(all, second.Emitted);
        Assert.All(office.Gib.Packages, static package => Assert.Equal(1, package.SendCount));
        Assert.DoesNotContain(
            GibFaults.AlreadyUploaded, office.Gib.Requests.Of(GibOperation.SendDocumentFile).Select(static request => request.Code ?? 0));
    }

    private static async Task RunAsync(PublishProcess process)
    {
        await process.WaitForBeginAsync();
        await process.WaitAsync();
    }
}
