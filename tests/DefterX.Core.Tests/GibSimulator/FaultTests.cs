using System;
using System.Threading.Tasks;
using DefterX.GibSimulator;
using Xunit;

namespace DefterX.Tests.GibSimulator;

public sealed class FaultTests : SimulatorTest
{
    protected override SimulatorOptions Options => new() { SoftwareFirms = ["4561237896"], MaxPackageBytes = 100_000 };

    [Theory]
    [InlineData("1234567808-202601-YB-000000")]
    [InlineData("1234567808-202613-YB-000000.zip")]
    [InlineData("1234567808-202601-Y-000000.zip")]
    [InlineData("1234567808-202601-YB-0000.zip")]
    [InlineData("1234567808-202601-YB-000000-0000.zip")]
    [InlineData("1234567808-202601-DR-000001.zip")]
    [InlineData("../1234567808-202601-YB-000000.zip")]
    public async Task Send_WhenNameIsInvalid_Is108(string fileName) =>
        AssertFault(108, "Paket adı geçersiz.", await Client.SendAsync(fileName, [1]));

    [Theory]
    [InlineData(103, "")]
    [InlineData(104, "<Attachment><fileName></fileName><binaryData>QQ==</binaryData></Attachment>")]
    [InlineData(105, "<Attachment><fileName>1234567808-202601-YB-000000.zip</fileName><binaryData> </binaryData></Attachment>")]
    [InlineData(107, "<Attachment><fileName>1234567808-202601-YB-000000.zip</fileName><binaryData>Q</binaryData></Attachment>")]
    public async Task Send_WhenAttachmentLacksSomething_IsItsFault(int code, string children) =>
        AssertFault(code, "", await Client.CallAsync("sendDocumentFile", children));

    [Fact]
    public async Task Send_WhenPackageIsTooLarge_Is106() =>
        AssertFault(106, "", await Client.SendAsync("1234567808-202601-YB-000000.zip", new byte[100_001]));

    [Fact]
    public async Task Send_WhenSignerIsNotTheTaxpayer_Is109() =>
        AssertFault(109, "yetkili değil", await Client.SendAsync("9876543217-202601-YB-000000.zip", [1]));

    [Fact]
    public async Task Send_WhenPackageIsThere_Is111()
    {
        TestMonth month = Month("202601", 1);
        await SucceedAsync(month, "YB");
        AssertFault(111, "daha önce yüklenmiş", await SendAsync(month, "YB"));
        await RestartAsync(new SimulatorOptions { ProcessingDelay = TimeSpan.FromHours(1) });
        Assert.Equal(200, (await SendAsync(month, "YB")).StatusCode);
        AssertFault(111, "daha önce yüklenmiş", await SendAsync(month, "YB"));
    }

    [Fact]
    public async Task Query_WhenThereIsNoPackage_Is304And204()
    {
        AssertFault(304, "Paket bulunamadı.", await Client.StatusAsync("1234567808-202601-YB-000000"));
        AssertFault(204, "Başarıyla işlenmiş paket", await Client.ReceiveAsync("1234567808-202601-YB-000000"));
        await ProcessAsync(Month("202601", 1), "YB", [1]);
        AssertFault(204, "Başarıyla işlenmiş paket", await Client.ReceiveAsync("1234567808-202601-YB-000000"));
    }

    [Fact]
    public async Task Query_WhenSignerIsNotEntitled_Is305And205()
    {
        AssertFault(305, "yetkili değil", await Client.StatusAsync("9876543217-202601-YB-000000"));
        AssertFault(205, "yetkili değil", await Client.ReceiveAsync("9876543217-202601-YB-000000"));
    }

    [Fact]
    public async Task Query_WhenSignerIsASoftwareFirm_SeesWhatItSent()
    {
        TestMonth month = Month("202601", 1);
        await SucceedAsync(month, "YB");
        SoapClient firm = NewClient(Own(new TestSigner("4561237896")));
        AssertFault(304, "", await firm.StatusAsync(month.Name("YB")));
        AssertFault(204, "", await firm.ReceiveAsync(month.Name("YB")));
        await firm.SendAsync(month.Name("KB") + ".zip", month.Package("KB"));
        await ResultAsync(month.Name("KB"));
        Assert.Equal("3", (await firm.StatusAsync(month.Name("KB")))["durumKodu"]);
        Assert.Equal("3", (await Client.StatusAsync(month.Name("KB")))["durumKodu"]);
    }

    [Fact]
    public async Task Receive_WhenPackageIsAReport_Is204()
    {
        TestMonth month = Month("202601", 1);
        await SucceedAsync(month, "YB", "KB", "DR");
        AssertFault(204, "", await Client.ReceiveAsync(month.Name("DR")));
    }

    private static void AssertFault(int code, string text, SoapAnswer answer)
    {
        Assert.Equal(
            (500, code.ToString(System.Globalization.CultureInfo.InvariantCulture)), (answer.StatusCode, answer["code"]));
        Assert.Contains("<soap:Code><soap:Value>soap:Receiver</soap:Value></soap:Code>", answer.Text, StringComparison.Ordinal);
        Assert.Contains(text, answer["message"], StringComparison.Ordinal);
    }
}
