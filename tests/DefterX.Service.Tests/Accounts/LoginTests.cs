using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests.Accounts;

public sealed class LoginTests
{
    private const string Wrong = "aaa-bbb-ccc-ddd";

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_mailed_key_opens_a_session(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync("1234567");
        Assert.Equal(("Örnek Muhasebe 1234567", "1234567", "ayse@ornek.example", "Ayşe"), (
            service.Mail.Last.OfficeName, service.Mail.Last.CustomerNumber, service.Mail.Last.Recipient, service.Mail.Last.KeyName));

        using TestClient client = service.Client();
        LoginResponse login = await client.LogInAsync(key, "1234567");
        Assert.Equal(OfficeRole.Administrator, login.Session.Role);
        Assert.Equal("1234567", login.Office.Settings.GetProperty("customerNumber").GetString());
        SessionInfo session = await client.AskAsync<SessionInfo>(HttpMethod.Get, "/v1/session");
        Assert.Equal(login.Session, session);
        Assert.Equal(12 * 3600, session.IdleSeconds);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Neither_the_key_nor_the_token_is_kept(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync("1234567");
        using TestClient client = await service.LogInAsync(key, "1234567");
        string cast = database == "Sqlite" ? "cast(token_hash as text)" : "convert_from(decode(encode(token_hash, 'hex'), 'escape'), 'LATIN1')";
        Assert.Equal(0, await service.ScalarAsync($"select count(*) from sessions where {cast} like @Token", new { client.Token }));
        Assert.Equal(32, await service.ScalarAsync("select length(token_hash) from sessions"));
        Assert.Equal(32, await service.ScalarAsync("select length(hash) from login_keys"));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Upper_case_and_blanks_are_read_as_meant(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync("1234567");
        using TestClient client = service.Client();
        await client.LogInAsync($"  {key.ToUpperInvariant()} ", " 1234567 ");
        Assert.Equal("Ayşe", (await client.AskAsync<SessionInfo>(HttpMethod.Get, "/v1/session")).KeyName);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task What_is_wrong_is_not_told(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync("1234567");
        await service.RegisterAsync("7654321");
        (string Key, string Customer)[] tries = [(Wrong, "1234567"), (key, "7654321"), (key, "999"), ("no key", "1234567"), (key, "no number")];
        for (int i = 0; i < tries.Length; i++)
        {
            using TestClient client = service.Client($"127.0.1.{i + 1}");
            using HttpResponseMessage response = await client.TryLogInAsync(tries[i].Key, tries[i].Customer);
            ServiceProblem problem = await TestClient.ProblemAsync(response, HttpStatusCode.Unauthorized, ServiceCodes.LoginRejected);
            Assert.Null(problem.Detail);
        }
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_login_costs_one_slow_hash_whatever_the_number_of_keys(string database)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync("1234567");
        using TestClient administrator = await service.LogInAsync(key, "1234567");
        for (int i = 0; i < 5; i++)
            await administrator.AskAsync<KeyInfo>(HttpMethod.Post, "/v1/keys", new NewKeyRequest($"Kişi {i}", "k@ornek.example", OfficeRole.Preparer));

        Assert.Equal(1, await HashesOf(service, service.Mail.LastKey, "1234567"));
        Assert.Equal(1, await HashesOf(service, key, "1234567"));
        Assert.Equal(1, await HashesOf(service, Wrong, "1234567"));
        Assert.Equal(1, await HashesOf(service, key, "999"));
        Assert.Equal(0, await HashesOf(service, "no key", "1234567"));
    }

    [Fact]
    public async Task Keys_are_hashed_with_600000_rounds()
    {
        using DefterX.Service.Accounts.KeyHasher hasher = new();
        byte[] salt = new byte[16];
        using DefterX.Office.LoginKey key = DefterX.Office.LoginKey.Parse(Wrong);
        Assert.Equal(
            DefterX.Office.PasswordHash.Compute(System.Text.Encoding.ASCII.GetBytes(Wrong), salt, 600_000),
            await hasher.ComputeAsync(key, salt, isKnown: false, default));
    }

    [Fact]
    public async Task A_request_that_lacks_something_says_what_in_the_language_asked_for()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        using TestClient client = service.Client();
        client.Language = "tr-TR,tr;q=0.9,en;q=0.5";
        using HttpResponseMessage response = await client.TryLogInAsync(Wrong, "1234567", period: "");
        ServiceProblem problem = await TestClient.ProblemAsync(response, HttpStatusCode.BadRequest, ServiceCodes.RequestInvalid);
        Assert.Equal("period alanı eksik.", problem.Detail);
        client.Language = "en";
        using StringContent broken = new("{\"key\": [", System.Text.Encoding.UTF8, "application/json");
        problem = await client.FailAsync(HttpStatusCode.BadRequest, ServiceCodes.RequestInvalid, HttpMethod.Post, "/v1/sessions", broken);
        Assert.Equal("The JSON is not as described at $.key, line 1.", problem.Detail);
    }

    private static async Task<long> HashesOf(TestService service, string key, string customerNumber)
    {
        long before = service.Hasher.Computed;
        using TestClient client = service.Client($"127.0.2.{1 + (before % 200)}");
        using HttpResponseMessage response = await client.TryLogInAsync(key, customerNumber);
        return service.Hasher.Computed - before;
    }
}
