using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DefterX.GibSimulator.Faults;
using DefterX.GibSimulator.Requests;
using DefterX.Ledgers;
using Xunit;

namespace DefterX.Tests.Filing.Publishing;

/// <summary>GİB has packages of these names already (111).</summary>
public sealed class AlreadyUploadedTests
{
    [Fact]
    public async Task Publish_WhenGibHasSomebodyElsesPackage_ThatFirmAloneFails()
    {
        await using FaultOffice office = await FaultOffice.StartAsync();
        FaultOffice another = office.Another(firms: 1);
        another.Run();
        another.AssertApproved();
        another.CloseOffice();
        office.Run();
        LedgerId first = office.Ids[0];
        Assert.Equal((ErrorIds.GibRejected, first.Firm), (office.Failure.ErrorId, office.Failure.Target));
        Assert.Contains("Import-DefterXLedger", office.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(office.Failure.Message, office.Ledger(first).LastError);
        Assert.Equal(LedgerState.Signed, office.Ledger(first).State);
        Assert.All(office.Ids.Skip(1), office.AssertApproved);
        office.AssertTakenOnce(first);
    }

    [Fact]
    public async Task Publish_WhenTheRecordWasLost_TakesWhatIsThereForOurs()
    {
        await using FaultOffice office = await FaultOffice.StartAsync();
        office.Run();
        office.AssertApproved();
        foreach (LedgerId id in office.Ids)
        {
            string log = Path.Combine(office.Month(id).FolderPath, "filing.jsonl");
            File.WriteAllLines(log, File.ReadAllLines(log).TakeWhile(line => !line.Contains("Sending", StringComparison.Ordinal)));
            foreach (string approved in Directory.EnumerateFiles(office.Month(id).FolderPath, "GIB-*")) File.Delete(approved);
            Assert.Equal(LedgerState.Signed, office.Ledger(id).State);
        }

        office.Run();
        office.AssertApproved();
    }

    [Theory]
    [InlineData("YB")]
    [InlineData("KB")]
    [InlineData("DR")]
    public async Task Publish_WhenAProxyRepeatsARequest_TakesThePackageForOurs(string kind)
    {
        await using FaultOffice office = await FaultOffice.StartAsync(firms: 2);
        office.Gib.Faults.Order(Fault.Of(FaultKind.Duplicate) with
        {
            Operation = GibOperation.SendDocumentFile, Package = $"*-{kind}-000000", Count = 1, PerPackage = true,
        });
        office.Run();
        office.AssertApproved();
        Assert.Contains(office.Gib.Requests.All, request => request.Code == 111);
    }
}
