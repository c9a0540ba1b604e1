using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Accounts;
using DefterX.Service.Mail;
using DefterX.Service.Tests.Rooms;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace DefterX.Service.Tests.Security;

/// <summary>All that is done with the service in a day, well and badly, and the secrets that went over the wire meanwhile.</summary>
internal sealed class DayOfSecrets(TestService service, DayOfSecrets.MailRoom mail)
{
    public const string MetricsToken = "metrics-token-of-tests";
    private const string Customer = "1000001";
    private const string WrongCode = "wrong-registration-code";
    private const string WrongKey = "wrg-key-abc-def";

    private readonly List<string> _secrets = [TestService.Code, WrongCode, MetricsToken];
    private readonly List<string> _keys = [WrongKey];
    private readonly StringBuilder _answers = new();

    /// <summary>Sent in bodies and headers.</summary>
    public IEnumerable<string> Secrets => _secrets.Concat(_keys.Concat(mail.Keys).SelectMany(Variants));

    /// <summary>Sent in addresses, by the API (a lease that is given back) or by mistake: what writes down addresses has them.</summary>
    public List<string> InAddresses { get; } = ["urk-eyx-mis-tak", "AddressTokenOfTests_AddressTokenOfTests_abc"];

    /// <summary>All answers but those that give a token.</summary>
    public string Answers => _answers.ToString();

    public async Task RunAsync()
    {
        using TestClient client = service.Client();
        await KeepAsync(await client.TryRegisterAsync(Customer, WrongCode));
        await KeepAsync(await client.TryRegisterAsync(Customer));
        string key = service.Mail.LastKey;
        foreach ((string tried, string customer) in new[]
        {
            (WrongKey, Customer), (WrongKey.ToUpperInvariant(), Customer), (WrongKey, "999"), (Customer, key), (key, key), (key + "x", Customer),
        })
        {
            using TestClient guesser = service.Client($"127.0.5.{_answers.Length % 250 + 1}");
            await KeepAsync(await guesser.TryLogInAsync(tried, customer));
        }

        using TestClient administrator = await LogInAsync(key.ToUpperInvariant());
        await KeepAsync(await administrator.SendAsync(HttpMethod.Post, "/v1/keys", new NewKeyRequest("Mali Müşavir", "m@ornek.example", OfficeRole.Signer)));
        using TestClient signer = await LogInAsync(service.Mail.LastKey);
        mail.IsBroken = true;
        await KeepAsync(await administrator.SendAsync(HttpMethod.Post, "/v1/keys", new NewKeyRequest("Gelmeyen", "g@ornek.example", OfficeRole.Signer)));
        mail.IsBroken = false;
        await WorkAsync(signer);
        await FailAsync(administrator, key);
        await KeepAsync(await administrator.SendAsync(HttpMethod.Get, "/v1/keys"));
        await KeepAsync(await administrator.SendAsync(HttpMethod.Get, "/v1/audit?limit=500"));
        await KeepAsync(await signer.SendAsync(HttpMethod.Delete, "/v1/session"));
        await KeepAsync(await signer.SendAsync(HttpMethod.Get, "/v1/session"));
        await KeepAsync(await client.SendAsync(
            HttpMethod.Get, "/metrics", change: request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", MetricsToken)));
        await KeepAsync(await client.SendAsync(HttpMethod.Get, "/openapi/v1.json"));
    }

    private async Task WorkAsync(TestClient signer)
    {
        byte[] content = "a ledger"u8.ToArray();
        string sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        await KeepAsync(await signer.SendAsync(HttpMethod.Post, "/v1/firms", SampleFirm.New()));
        UploadStatus upload = await signer.AskAsync<UploadStatus>(HttpMethod.Post, "/v1/uploads", new UploadRequest(content.Length, sha256));
        await KeepAsync(await signer.SendAsync(HttpMethod.Put, $"/v1/uploads/{upload.Id}?offset=5", new ByteArrayContent(content)));
        await KeepAsync(await signer.SendAsync(HttpMethod.Put, $"/v1/uploads/{upload.Id}?offset=0", new ByteArrayContent(content)));
        string lease = NewLease();
        string other = NewLease();
        await KeepAsync(await signer.SendAsync(HttpMethod.Put, TargetOffice.Month + "/lease", new LeaseRequest(lease, null)));
        await KeepAsync(await signer.SendAsync(HttpMethod.Put, TargetOffice.Month + "/lease", new LeaseRequest(other, null)));
        await KeepAsync(await signer.SendAsync(
            HttpMethod.Post, TargetOffice.Month + "/commits", TestOffice.Commit(lease, 0, new FileEntry("ledgers/a.xml", content.Length, sha256))));
        await KeepAsync(await signer.SendAsync(HttpMethod.Post, TargetOffice.Month + "/commits", TestOffice.Commit(lease, 7)));
        await KeepAsync(await signer.SendAsync(HttpMethod.Put, TargetOffice.Month + "/lease", new LeaseRequest(other, lease)));
        await KeepAsync(await signer.SendAsync(HttpMethod.Get, TargetOffice.Month));
        await KeepAsync(await signer.SendAsync(HttpMethod.Get, "/v1/files/" + sha256));
        string released = NewLease();
        await KeepAsync(await signer.SendAsync(HttpMethod.Put, TargetOffice.Month + "/lease", new LeaseRequest(released, other)));
        await KeepAsync(await signer.SendAsync(
            HttpMethod.Delete, TargetOffice.Month + "/lease", change: request => request.Headers.Add(ServiceHeaders.Lease, released)));
    }

    private async Task FailAsync(TestClient client, string key)
    {
        await KeepAsync(await client.SendAsync(HttpMethod.Get, $"/v1/{InAddresses[0]}/x?key={InAddresses[0]}&token={InAddresses[1]}"));
        await KeepAsync(await client.SendAsync(HttpMethod.Get, $"/v1/uploads/{InAddresses[1]}?lease={InAddresses[1]}"));
        using StringContent broken = new($"{{\"key\":\"{key}\",\"customerNumber\":[\"{key}\"", Encoding.UTF8, "application/json");
        await KeepAsync(await client.SendAsync(HttpMethod.Post, "/v1/sessions", broken));
        using StringContent other = new($"{{\"key\":\"{key}\",\"{key}\":1,\"period\":\"{key}\"}}", Encoding.UTF8, "application/json");
        await KeepAsync(await client.SendAsync(HttpMethod.Post, "/v1/sessions", other), isEcho: true);
        // The database fails in the midst of a login, and of a request of somebody who is logged in.
        foreach (string table in (string[])["throttle", "firms"])
        {
            await service.ExecuteAsync($"alter table {table} rename to away");
            using TestClient late = service.Client("127.0.6.1");
            await KeepAsync(await late.TryLogInAsync(key, Customer));
            await KeepAsync(await client.SendAsync(HttpMethod.Get, "/v1/firms"));
            await service.ExecuteAsync($"alter table away rename to {table}");
        }
    }

    private async Task<TestClient> LogInAsync(string key)
    {
        TestClient client = await service.LogInAsync(key, Customer);
        _secrets.Add(client.Token!);
        return client;
    }

    private string NewLease()
    {
        string lease = TestOffice.NewLease();
        _secrets.Add(lease);
        return lease;
    }

    // Who sent it may get back what is wrong with it.
    private async Task KeepAsync(HttpResponseMessage response, bool isEcho = false)
    {
        using (response)
        {
            string text = await response.Content.ReadAsStringAsync();
            if (!isEcho) _answers.AppendLine(text);
        }
    }

    private static string[] Variants(string key)
    {
        string bare = key.Replace("-", "", StringComparison.Ordinal);
        return [key, key.ToUpperInvariant(), bare, bare.ToUpperInvariant()];
    }

    /// <summary>Puts mails where the service does, or fails as it does where it cannot; and tells the keys.</summary>
    internal sealed class MailRoom
    {
        private readonly List<string> _keys = [];

        public MailBox Box { get; set; } = new();

        public bool IsBroken { get; set; }

        public IReadOnlyList<string> Keys => _keys;

        public void AddTo(WebApplicationBuilder builder, ServiceOptions options)
        {
            string blocked = Path.Combine(options.DataPath, "blocked");
            builder.Services.Replace(ServiceDescriptor.Singleton<IWelcomeMail>(provider =>
            {
                ILogger<WelcomeMail> logger = provider.GetRequiredService<ILogger<WelcomeMail>>();
                File.WriteAllText(blocked, "");
                ServiceOptions broken = new() { DataFolder = options.DataFolder, Mail = new MailOptions { PickupFolder = Path.Combine(blocked, "mail") } };
                return new Mails(this, MailServices.Create(options, logger), MailServices.Create(broken, logger));
            }));
        }

        private sealed class Mails(MailRoom room, IWelcomeMail works, IWelcomeMail fails) : IWelcomeMail
        {
            public async Task SendAsync(WelcomeMessage message, CancellationToken cancellationToken)
            {
                await room.Box.SendAsync(message, cancellationToken);
                room._keys.Add(room.Box.LastKey);
                await (room.IsBroken ? fails : works).SendAsync(message, cancellationToken);
            }
        }
    }
}
