using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using DefterX.Filing.Sharing;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;
using DefterX.Tests.Ledgers;
using DefterX.Tests.Office;
using DefterX.Tests.OfficeService;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace DefterX.Tests.Filing.Sharing;

/// <summary>A month that is leased from a service, whose answers are the test's.</summary>
public sealed class ServiceLockTests : IAsyncLifetime, IDisposable
{
    private static readonly LedgerId s_month = new(Books.Company, Books.September, null);
    private readonly TemporaryFolder _folder = new();
    private RequestDelegate _renew = GrantFor(60);
    private RequestDelegate _commit = StubService.Json(new CommitResponse(1, 1));
    private double _seconds = 60;
    private int _leases;
    private int _renewed;
    private StubService _stub = null!;
    private ServiceApi _api = null!;
    private OfficeFolder _office = null!;

    public async Task InitializeAsync()
    {
        _stub = await StubService.StartAsync(AnswerAsync);
        _api = _stub.Api();
        OfficeFolder.Create(_folder["office"], OfficeFixture.Settings());
        LoginResponse login = StubService.Login(OfficeRole.Signer, DateTimeOffset.UtcNow);
        ServiceOffice service = new(_api, StubService.Quick, login, static () => DateTimeOffset.UtcNow);
        _office = OfficeFolder.Open(_folder["office"], service);
        string journals = _office.JournalFolder(Books.Company.Identifier, Books.September);
        PrivateFolder.Create(journals);
        File.WriteAllText(Path.Combine(journals, "fis.csv"), "1");
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _stub.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Dispose_WhileARenewalIsUnderWay_GivesTheMonthBackAfterIt()
    {
        (_seconds, _renew) = (4, Slowly(GrantFor(4)));
        ServiceLock taken = Take();
        await WaitAsync(() => _leases > 1);
        taken.Dispose();

        int leases = _leases;
        Assert.Contains("/lease", _stub.Requests.Last(), StringComparison.Ordinal);
        Assert.StartsWith("DELETE ", _stub.Requests.Last(), StringComparison.Ordinal);
        Assert.True(_renewed == leases - 1, $"{_renewed} of {leases - 1} renewals had ended.");
    }

    [Fact]
    public async Task Dispose_WhileTheMonthIsFoundToBeAnothers_DoesNotLoseItAfterwards()
    {
        (_seconds, _renew) = (4, Slowly(Lost));
        ServiceLock taken = Take();
        await WaitAsync(() => _leases > 1);
        taken.Dispose();
        await Task.Delay(500);
        Assert.False(taken.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Keep_OfAMonthThatIsAnothers_SendsNothing()
    {
        using CultureScope culture = new("en-US");
        (_seconds, _renew) = (1, Lost);
        ServiceLock taken = Take();
        await WaitAsync(() => taken.Lost.IsCancellationRequested);
        Assert.Contains("the service", Fails.With(ErrorIds.LedgerLocked, taken.Keep).Message, StringComparison.Ordinal);
        taken.Dispose();
        taken.Dispose();
        Fails.With(ErrorIds.LedgerLocked, taken.Keep);
        Assert.DoesNotContain(_stub.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
        Assert.Single(_stub.Requests, request => request.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lost_WhereTheServiceHangs_ComesBeforeTheLeaseEnds()
    {
        (_seconds, _renew) = (4, static context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        Stopwatch clock = Stopwatch.StartNew();
        using ServiceLock taken = Take();
        await WaitAsync(() => taken.Lost.IsCancellationRequested);
        Assert.InRange(clock.Elapsed.TotalSeconds, 2.5, 6);
    }

    [Theory]
    [InlineData("en-US", "run the command again")]
    [InlineData("tr-TR", "yeniden çalıştırın")]
    public void Keep_WhereTheServiceHasAnotherMonth_SaysToRunItAgain(string culture, string expected)
    {
        using CultureScope scope = new(culture);
        _commit = StubService.Problem(new ServiceProblem { Status = 409, Code = ServiceCodes.VersionConflict });
        using ServiceLock taken = Take();
        DefterXException failure = Fails.With(ErrorIds.LedgerLocked, taken.Keep);
        Assert.Equal(Books.Company, failure.Target);
        Assert.Contains(expected, failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(culture == "en-US" ? "the service" : "hizmet", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_OfAMonthThatIsHeld_SendsWhatWasDone()
    {
        Take().Dispose();
        Assert.Equal(
            ["PUT lease", "POST uploads", "POST commits", "DELETE lease"],
            _stub.Requests.Select(request => $"{request.Split(' ')[0]} {request.Split('?')[0].Split('/')[^1]}"));
    }

    private ServiceLock Take()
    {
        MonthFolder folder = MonthFolder.Of(_office, s_month);
        ServiceLock taken = new(_office, _office.Service!, folder, folder.Lock(LockOptions.Default, CancellationToken.None), static _ => { });
        taken.Begin(CancellationToken.None);
        return taken;
    }

    private Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path;
        if (path.EndsWith("/uploads", StringComparison.Ordinal)) return StubService.Json(new UploadStatus(null, 1, true))(context);
        if (path.EndsWith("/commits", StringComparison.Ordinal)) return _commit(context);
        if (context.Request.Method != "PUT") return Task.CompletedTask;
        return Interlocked.Increment(ref _leases) == 1 ? GrantFor(_seconds)(context) : _renew(context);
    }

    private RequestDelegate Slowly(RequestDelegate answer) => async context =>
    {
        await Task.Delay(700);
        Interlocked.Increment(ref _renewed);
        await answer(context);
    };

    private static RequestDelegate GrantFor(double seconds) => StubService.Json(new LeaseGrant(
        seconds, new MonthDocument(new MonthEntry(MonthAddresses.Of(s_month), 0, 0, LedgerState.Missing, new MonthFigures(), null), [], [])));

    private static RequestDelegate Lost { get; } = StubService.Problem(new ServiceProblem { Status = 409, Code = ServiceCodes.LeaseLost });

    private static async Task WaitAsync(Func<bool> isSo)
    {
        for (int i = 0; i < 400 && !isSo(); i++) await Task.Delay(25);
        Assert.True(isSo());
    }
}
