using System;
using System.Net.Http;
using System.Security.Cryptography;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests.Rooms;

/// <summary>The service with an office whose three roles are logged in, and somebody of another office.</summary>
internal sealed class TestRoom : IAsyncDisposable
{
    /// <summary>A month of the sample firm.</summary>
    public const string Month = "/v1/months/" + SampleFirm.Identifier + "/2026-09/-/journal";

    private const string Customer = "1000001";
    private const string OtherCustomer = "1000002";

    private TestRoom(TestService service) => Service = service;

    public TestService Service { get; }

    public TestClient Administrator { get; private set; } = null!;

    public TestClient Signer { get; private set; } = null!;

    public TestClient Preparer { get; private set; } = null!;

    /// <summary>An administrator of another office.</summary>
    public TestClient Foreigner { get; private set; } = null!;

    public static async Task<TestRoom> StartAsync(string database, Action<ServiceOptions>? change = null)
    {
        TestRoom room = new(await TestService.StartAsync(database, change));
        room.Administrator = await room.Service.LogInAsync(await room.Service.RegisterAsync(Customer), Customer);
        room.Signer = await room.NewAsync(OfficeRole.Signer);
        room.Preparer = await room.NewAsync(OfficeRole.Preparer);
        room.Foreigner = await room.Service.LogInAsync(await room.Service.RegisterAsync(OtherCustomer), OtherCustomer);
        return room;
    }

    /// <summary>Uploads a content, and gives the file for a commit.</summary>
    public async Task<FileEntry> UploadAsync(byte[] content, string name = "ledgers/a.xml")
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        UploadStatus status = await Signer.AskAsync<UploadStatus>(HttpMethod.Post, "/v1/uploads", new UploadRequest(content.Length, sha256));
        if (!status.IsComplete)
        {
            status = await Signer.AskAsync<UploadStatus>(HttpMethod.Put, $"/v1/uploads/{status.Id}?offset=0", new ByteArrayContent(content));
        }

        Assert.True(status.IsComplete);
        return new FileEntry(name, content.Length, sha256);
    }

    /// <summary>The signer's lease on the month.</summary>
    public async Task<string> LeaseAsync()
    {
        string lease = TestOffice.NewLease();
        await Signer.AskAsync<LeaseGrant>(HttpMethod.Put, Month + "/lease", new LeaseRequest(lease, null));
        return lease;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (TestClient client in (TestClient[])[Administrator, Signer, Preparer, Foreigner]) client.Dispose();
        await Service.DisposeAsync();
    }

    private async Task<TestClient> NewAsync(OfficeRole role)
    {
        NewKeyRequest request = new(role.ToString(), "ayse@ornek.example", role);
        await Administrator.AskAsync<KeyInfo>(HttpMethod.Post, "/v1/keys", request);
        return await Service.LogInAsync(Service.Mail.LastKey, Customer);
    }
}
