using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace DefterX.Tests.OfficeService;

public sealed class ServiceClientTests
{
    private static readonly ServiceProblem s_busy = new() { Status = 503, Code = ServiceCodes.Busy, Detail = "Busy." };

    [Fact]
    public async Task Greet_AtAServiceOfThisVersion_GivesWhatItSays()
    {
        await using StubService stub = await StubService.StartAsync(StubService.Info());
        using ServiceApi api = stub.Api();
        Assert.Equal("9.8.7", (await api.GreetAsync(CancellationToken.None)).Version);
    }

    [Theory]
    [InlineData(0, 0, "older")]
    [InlineData(7, 5, "update the module")]
    public async Task Greet_AtAServiceThatThisModuleCannotDealWith_SaysWhichOfTheTwoIsOld(int api, int oldest, string text)
    {
        using CultureScope culture = new("en-US");
        await using StubService stub = await StubService.StartAsync(StubService.Info(api, oldest));
        using ServiceApi client = stub.Api();
        DefterXException e = await Fails.WithAsync(ErrorIds.ServiceIncompatible, () => client.GreetAsync(CancellationToken.None));
        Assert.Contains(text, e.Message, StringComparison.Ordinal);
        Assert.Contains(stub.Address.ToString(), e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"product\":\"Another\",\"version\":\"1\",\"apiVersion\":1,\"oldestApiVersion\":1,\"time\":\"2026-09-01T00:00:00Z\"}")]
    [InlineData("<html>Giriş</html>")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task Greet_WhereAnotherProgramAnswers_IsIncompatible(string body)
    {
        await using StubService stub = await StubService.StartAsync(context => context.Response.WriteAsync(body));
        using ServiceApi api = stub.Api();
        await Fails.WithAsync(ErrorIds.ServiceIncompatible, () => api.GreetAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("tr-TR")]
    public async Task Greet_WhereNobodyListens_IsUnreachableAndNamesTheAddress(string culture)
    {
        using CultureScope scope = new(culture);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Uri address = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        listener.Stop();
        using ServiceApi api = new(new ServiceClient(address, StubService.Quick));
        DefterXException e = await Fails.WithAsync(ErrorIds.ServiceUnreachable, () => api.GreetAsync(CancellationToken.None));
        Assert.Contains(address.ToString(), e.Message, StringComparison.Ordinal);
        Assert.Contains(culture == "tr-TR" ? "ulaşılamıyor" : "cannot be reached", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Greet_AtASlowService_TimesOut()
    {
        await using StubService stub = await StubService.StartAsync(Hang);
        using ServiceApi api = stub.Api(StubService.Quick with { Timeout = TimeSpan.FromMilliseconds(100), Retries = 1 });
        await Fails.WithAsync(ErrorIds.OperationTimeout, () => api.GreetAsync(CancellationToken.None));
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task Call_ThatIsCancelled_EndsAtOnce()
    {
        await using StubService stub = await StubService.StartAsync(Hang);
        using ServiceApi api = stub.Api();
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(100));
        Stopwatch clock = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => api.GreetAsync(stop.Token));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Call_ThatMayBeRepeated_IsUntilTheServiceAnswers()
    {
        await using StubService stub = await StubService.StartAsync(
            StubService.Problem(s_busy), Abort, StubService.Problem(s_busy), StubService.Json(new MonthList(7, [])));
        using ServiceApi api = stub.Api();
        Assert.Equal(7, (await api.GetMonthsAsync(3, CancellationToken.None)).Change);
        Assert.Equal(Enumerable.Repeat("GET /v1/months?since=3", 4), stub.Requests);
    }

    [Fact]
    public async Task Call_OfABusyService_WaitsAsLongAsItSays()
    {
        await using StubService stub = await StubService.StartAsync(
            StubService.Problem(s_busy, TimeSpan.FromSeconds(1)), StubService.Json(new MonthList(1, [])));
        using ServiceApi api = stub.Api();
        Stopwatch clock = Stopwatch.StartNew();
        await api.GetMonthsAsync(0, CancellationToken.None);
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task Call_ThatMayNotBeRepeated_IsMadeOnce()
    {
        await using StubService stub = await StubService.StartAsync(Abort);
        using ServiceApi api = stub.Api();
        await Fails.WithAsync(
            ErrorIds.ServiceUnreachable, () => api.CreateKeyAsync(new NewKeyRequest("Ayşe", "a@buro.example", DefterX.Office.OfficeRole.Signer), CancellationToken.None));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Call_WithARedirect_DoesNotFollowIt()
    {
        await using StubService elsewhere = await StubService.StartAsync(StubService.Info());
        await using StubService stub = await StubService.StartAsync(context =>
        {
            context.Response.Redirect(elsewhere.Address + "v1/service");
            return Task.CompletedTask;
        });
        using ServiceApi api = stub.Api();
        api.Client.Authenticate("token");
        await Fails.WithAsync(ErrorIds.ServiceIncompatible, () => api.GetSessionAsync(CancellationToken.None));
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Token_GoesWithASessionsCallsAlone()
    {
        await using StubService stub = await StubService.StartAsync(StubService.Info(), StubService.Json(new MonthList(1, [])));
        using ServiceApi api = stub.Api(StubService.Quick with { Machine = "BÜRO-PC1" });
        api.Client.Authenticate("jeton");
        await api.GreetAsync(CancellationToken.None);
        await api.GetMonthsAsync(0, CancellationToken.None);
        Assert.Equal(["", "Bearer jeton"], stub.Headers.Select(headers => headers.Authorization.ToString()));
        Assert.All(stub.Headers, headers => Assert.Equal("B%C3%9CRO-PC1", headers[ServiceHeaders.Machine].ToString()));
    }

    [Theory]
    [InlineData(401, ServiceCodes.LoginRejected, ErrorIds.LoginRejected)]
    [InlineData(429, ServiceCodes.LoginThrottled, ErrorIds.LoginThrottled)]
    [InlineData(401, ServiceCodes.SessionInvalid, ErrorIds.SessionExpired)]
    [InlineData(401, ServiceCodes.SessionExpired, ErrorIds.SessionExpired)]
    [InlineData(401, ServiceCodes.SessionRevoked, ErrorIds.SessionExpired)]
    [InlineData(403, ServiceCodes.RoleRequired, ErrorIds.RoleRequired)]
    [InlineData(409, ServiceCodes.MonthLeased, ErrorIds.LedgerLocked)]
    [InlineData(409, ServiceCodes.LeaseLost, ErrorIds.LedgerLocked)]
    [InlineData(412, ServiceCodes.VersionConflict, ErrorIds.ServiceConflict)]
    [InlineData(404, ServiceCodes.FirmNotFound, ErrorIds.FirmNotFound)]
    [InlineData(409, ServiceCodes.FirmHasBooks, ErrorIds.LedgerExists)]
    [InlineData(413, ServiceCodes.TooLarge, ErrorIds.ServiceRejected)]
    [InlineData(500, ServiceCodes.Unexpected, ErrorIds.ServiceRejected)]
    public async Task Problem_OfTheService_IsAnErrorOfOurs(int status, string code, string errorId)
    {
        ServiceProblem problem = new() { Status = status, Code = code, Detail = "Neden", TraceId = "iz", RetryAfterSeconds = 3 };
        await using StubService stub = await StubService.StartAsync(StubService.Problem(problem));
        using ServiceApi api = stub.Api();
        DefterXException e = await Fails.WithAsync(errorId, () => api.GetKeysAsync(CancellationToken.None));
        Assert.Equal(code, ServiceFailure.CodeOf(e));
        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData("en-US", "Make another administrator's key first")]
    [InlineData("tr-TR", "Önce başka bir yönetici anahtarı oluşturun")]
    public async Task Remove_OfTheLastAdministratorsKey_SaysWhatToDo(string culture, string expected)
    {
        using CultureScope scope = new(culture);
        await using StubService stub = await StubService.StartAsync(
            StubService.Problem(new ServiceProblem { Status = 409, Code = ServiceCodes.LastAdministrator, Detail = "Neden" }));
        using ServiceApi api = stub.Api();
        LoginResponse login = StubService.Login(DefterX.Office.OfficeRole.Administrator, DateTimeOffset.UtcNow);
        using ServiceOffice office = new(api, StubService.Quick, login, static () => DateTimeOffset.UtcNow);
        DefterXException e = Fails.With(ErrorIds.ServiceRejected, () => new ServiceLoginKeys(office).Remove("0a1b2c3d"));
        Assert.Equal("0a1b2c3d", e.Target);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains("-Role Administrator", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ServiceCodes.LastAdministrator, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://buro.example/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("https://ayse:gizli@buro.example/")]
    public void Address_ThatIsNotSafe_IsRefused(string address) =>
        Fails.With(ErrorIds.ServiceUnreachable, () => new ServiceClient(new Uri(address), StubService.Quick).Dispose());

    [Theory]
    [InlineData("https://buro.example", "https://buro.example/")]
    [InlineData("https://buro.example:5341/defterx?x=1#y", "https://buro.example:5341/defterx/")]
    [InlineData("http://localhost:5341/", "http://localhost:5341/")]
    public void Address_IsThatOfTheServiceItself(string given, string address) => Assert.Equal(address, ServiceAddress.Of(new Uri(given)).ToString());

    private static async Task Hang(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client has gone.
        }
    }

    private static Task Abort(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}
