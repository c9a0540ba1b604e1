using System;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Tests.Rooms;
using Xunit;

namespace DefterX.Service.Tests.Security;

/// <summary>An office with all that others must not reach: people of each role, a firm, a month with a file that somebody works on, an
/// unfinished upload.</summary>
internal sealed class TargetOffice : IDisposable
{
    /// <summary>In ASCII, so that it is found in any JSON.</summary>
    public const string Title = "SAKLI GIDA LTD";

    /// <summary>A mail address of the office's people.</summary>
    public const string Email = "sakli@ornek.example";

    /// <summary>The month that somebody works on.</summary>
    public const string Month = "/v1/months/" + SampleFirm.Identifier + "/2026-09/-/journal";

    private readonly TestService _service;

    private TargetOffice(TestService service, string customer) => (_service, Customer) = (service, customer);

    public string Customer { get; }

    public string OfficeId { get; private set; } = "";

    public TestClient Administrator { get; private set; } = null!;

    public TestClient Signer { get; private set; } = null!;

    public TestClient Preparer { get; private set; } = null!;

    /// <summary>An administrator who logged out.</summary>
    public TestClient Revoked { get; private set; } = null!;

    /// <summary>The administrator's token on another machine.</summary>
    public TestClient OtherMachine { get; private set; } = null!;

    /// <summary>The administrator's login key.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The id of the preparer's login key.</summary>
    public string PreparerKeyId { get; private set; } = "";

    public string Lease { get; } = TestOffice.NewLease();

    /// <summary>The month's file.</summary>
    public FileEntry File { get; private set; } = null!;

    /// <summary>What the unfinished upload is to be.</summary>
    public byte[] Unfinished { get; private set; } = [];

    public string UploadId { get; private set; } = "";

    public static async Task<TargetOffice> CreateAsync(TestService service, string customer)
    {
        TargetOffice office = new(service, customer);
        office.Key = await service.RegisterAsync(customer);
        office.Administrator = await service.LogInAsync(office.Key, customer);
        office.Revoked = await service.LogInAsync(office.Key, customer);
        using (await office.Revoked.SendAsync(HttpMethod.Delete, "/v1/session")) { }
        office.OtherMachine = service.Client();
        office.OtherMachine.Token = office.Administrator.Token;
        office.OtherMachine.Machine = "BASKA-PC";
        office.OfficeId = await service.Database.ReadAsync(
            statements => statements.ScalarAsync<string>("select id from offices where customer_number = @customer", new { customer }), default) ?? "";
        (office.Signer, _) = await office.NewPersonAsync(OfficeRole.Signer);
        (office.Preparer, office.PreparerKeyId) = await office.NewPersonAsync(OfficeRole.Preparer);
        await office.FillAsync();
        return office;
    }

    /// <summary>A commit of the month as it is.</summary>
    public CommitRequest Commit() => TestOffice.Commit(Lease, 1);

    public void Dispose()
    {
        foreach (TestClient client in (TestClient[])[Administrator, Signer, Preparer, Revoked, OtherMachine]) client.Dispose();
    }

    private async Task<(TestClient Client, string KeyId)> NewPersonAsync(OfficeRole role)
    {
        KeyInfo key = await Administrator.AskAsync<KeyInfo>(HttpMethod.Post, "/v1/keys", new NewKeyRequest("Sakli " + role, Email, role));
        return (await _service.LogInAsync(_service.Mail.LastKey, Customer), key.Id);
    }

    private async Task FillAsync()
    {
        await Signer.AskAsync<FirmDocument>(HttpMethod.Post, "/v1/firms", SampleFirm.New(Title));
        byte[] content = Encoding.UTF8.GetBytes("ledger of " + Customer);
        UploadStatus upload = await AnnounceAsync(content);
        await Signer.AskAsync<UploadStatus>(HttpMethod.Put, $"/v1/uploads/{upload.Id}?offset=0", new ByteArrayContent(content));
        File = new FileEntry("ledgers/sakli.xml", content.Length, Hash(content));
        await Signer.AskAsync<LeaseGrant>(HttpMethod.Put, Month + "/lease", new LeaseRequest(Lease, null));
        await Signer.AskAsync<CommitResponse>(HttpMethod.Post, Month + "/commits", TestOffice.Commit(Lease, 0, File));
        Unfinished = Encoding.UTF8.GetBytes("not yet of " + Customer);
        UploadId = (await AnnounceAsync(Unfinished)).Id!;
    }

    private async Task<UploadStatus> AnnounceAsync(byte[] content)
    {
        UploadStatus status = await Signer.AskAsync<UploadStatus>(
            HttpMethod.Post, "/v1/uploads", new UploadRequest(content.Length, Hash(content)));
        Assert.NotNull(status.Id);
        return status;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
