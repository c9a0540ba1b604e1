using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Gib;
using Xunit;

namespace DefterX.Tests.Gib;

public sealed class GibFaultsTests
{
    private static readonly int[] s_notAuthorized = [101, 102, 109, 205, 305];

    public static TheoryData<int> Codes => [.. Enumerable.Range(101, 14), 203, 204, 205, 206, 303, 304, 305];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Calls_WhenGibRefuses_GiveItsCodeTextAndMeaning(int code)
    {
        string inDetail = Fault(
            "İşlem yapılamadı", $"<soap:Detail><x:Hata xmlns:x=\"urn:x\"><kod>{code}</kod></x:Hata></soap:Detail>");
        string inText = Fault($"EDEFTER-{code}: İşlem yapılamadı (2026)", "");
        foreach (string fault in (string[])[inDetail, inText])
        {
            string[] messages = new string[2];
            foreach (string culture in (string[])["en-US", "tr-TR"])
            {
                using CultureScope scope = new(culture);
                DefterXException exception = await FailureAsync(fault);
                Assert.Equal(
                    s_notAuthorized.Contains(code) ? ErrorIds.GibNotAuthorized : ErrorIds.GibRejected, exception.ErrorId);
                Assert.Equal(code, GibFaults.CodeOf(exception));
                Assert.Equal(code, exception.Data["GibCode"]);
                Assert.Contains("İşlem yapılamadı", exception.Message, StringComparison.Ordinal);
                Assert.Contains(code.ToString(CultureInfo.InvariantCulture), exception.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("v1.7", exception.Message, StringComparison.Ordinal);
                messages[culture == "tr-TR" ? 1 : 0] = exception.Message;
            }

            Assert.NotEqual(messages[0], messages[1]);
        }
    }

    [Theory]
    [InlineData("Bilinmeyen hata 399", 399)]
    [InlineData("MessageExpired", null)]
    [InlineData("2026 yılı, 12345 kayıt", null)]
    public async Task Calls_WhenCodeIsUnknownOrMissing_AreGibRejected(string text, int? code)
    {
        DefterXException exception = await FailureAsync(Fault(text, ""));
        Assert.Equal(ErrorIds.GibRejected, exception.ErrorId);
        Assert.Equal(code, GibFaults.CodeOf(exception));
        Assert.Contains(text, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_WhenFaultIsSoap11_GiveItsCode()
    {
        DefterXException exception = await FailureAsync(
            "<Fault><faultcode>Client</faultcode><faultstring>111 var</faultstring></Fault>");
        Assert.Equal(111, GibFaults.CodeOf(exception));
    }

    [Theory]
    [InlineData(304, null)]
    [InlineData(101, ErrorIds.GibNotAuthorized)]
    [InlineData(102, ErrorIds.GibNotAuthorized)]
    [InlineData(305, ErrorIds.GibNotAuthorized)]
    [InlineData(303, ErrorIds.GibRejected)]
    public async Task CheckAsync_WhenGibAnswersWithAFault_OnlyAMissingPackageMeansConnected(int code, string? errorId)
    {
        await using LoopbackServer server = new(LoopbackServer.Soap(Fault($"{code} hata", ""), 500));
        using GibClient client = TestClient.Create(server.Address);
        Task<GibBatchStatus?> check = GibConnection.CheckAsync(client, "1234567808", new(2026, 10), CancellationToken.None);
        if (errorId is null) Assert.Null(await check);
        else Assert.Equal(errorId, (await Assert.ThrowsAsync<DefterXException>(() => check)).ErrorId);
        Assert.True(server.Requests.TryDequeue(out (string Headers, byte[] Body) request));
        Assert.Contains(
            "<paketID>1234567808-202610-YB-000000</paketID>",
            System.Text.Encoding.UTF8.GetString(request.Body),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_WhenGibHasTheBerat_GivesItsStatus()
    {
        await using LoopbackServer server = new(
            LoopbackServer.Soap("<r><durum><durumAciklama>Şema hatası</durumAciklama></durum></r>"));
        using GibClient client = TestClient.Create(server.Address);
        GibBatchStatus? status = await GibConnection.CheckAsync(client, "1234567808", new(2026, 10), CancellationToken.None);
        Assert.Equal(GibBatchState.Failed, status!.State);
    }

    private static string Fault(string text, string detail) =>
        "<soap:Fault><soap:Code><soap:Value>soap:Receiver</soap:Value></soap:Code>"
        + $"<soap:Reason><soap:Text xml:lang=\"tr\">{text}</soap:Text></soap:Reason>{detail}</soap:Fault>";

    private static async Task<DefterXException> FailureAsync(string fault)
    {
        await using LoopbackServer server = new(LoopbackServer.Soap(fault, 500));
        using GibClient client = TestClient.Create(server.Address);
        return await TestClient.FailureAsync(client);
    }
}
