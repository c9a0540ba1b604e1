using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Devices;
using DefterX.Office;
using DefterX.Tests.Texts;
using Xunit;

namespace DefterX.Tests.Office;

public sealed class SessionTests : IDisposable
{
    private readonly OfficeFixture _fixture = new();
    private readonly LoginKey _key;
    private readonly LoginKey _wrongKey = LoginKey.Parse("xxx-aaa-ddd-eee");
    private readonly Period _period = new(2026, 9);
    private DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(3));

    public SessionTests() => _key = _fixture.Office.LoginKeys.Create("Ayşe").Key;

    private SessionOptions Options => new() { Account = @"PC1\ayşe", Clock = () => _now };

    public void Dispose()
    {
        _key.Dispose();
        _wrongKey.Dispose();
        _fixture.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Open_WhenKeyAndNumberAreRight_GivesASession(string culture) => Cultures.Run(culture, () =>
    {
        _fixture.Office.Firms.Add(OfficeFixture.Firm());
        List<OperationProgress> steps = [];
        Session session = Open(_key, " 7654321 ", Options, new Steps(steps));
        Assert.Equal(SessionState.Open, session.State);
        Assert.Equal(OfficeFixture.CustomerNumber, session.CustomerNumber);
        Assert.Equal(_period, session.Period);
        Assert.Equal(1, session.FirmCount);
        Assert.Equal(_fixture.Office.Path, session.Office);
        Assert.Equal(SessionCapabilities.Validate | SessionCapabilities.Create, session.Capabilities);
        Assert.Equal(new int?[] { 0, 20, 80, 100 }, steps.Select(step => step.PercentComplete));
        Assert.True(Open(_key, "7654321", Options).Id > session.Id);
    });

    [Fact]
    public void Capabilities_WhenDevicesComeLater_Grow()
    {
        List<Device> devices = [];
        bool gib = false;
        Session session = Open(_key, "7654321", Options with { Devices = () => devices, IsGibConnected = () => gib });
        Assert.False(session.Capabilities.HasFlag(SessionCapabilities.Sign));
        devices.Add(Device());
        Assert.True(session.Capabilities.HasFlag(SessionCapabilities.Sign));
        Assert.False(session.Capabilities.HasFlag(SessionCapabilities.Send));
        gib = true;
        Assert.True(session.Capabilities.HasFlag(SessionCapabilities.Send));
    }

    [Fact]
    public void Open_WhenKeyOrNumberIsWrong_FailsWithOneMessage()
    {
        DefterXException key = OfficeFolderTests.AssertFails(ErrorIds.LoginRejected, () => Open(_wrongKey, "7654321", Options));
        DefterXException number = OfficeFolderTests.AssertFails(ErrorIds.LoginRejected, () => Open(_key, "7654322", Options));
        Assert.Equal(key.Message, number.Message);
        Assert.DoesNotContain("xxx-aaa", key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WhenFiveTriesWereWrong_WaitsLongerEachTimeForThatAccountAlone()
    {
        string settings = Path.Combine(_fixture.Office.Path, "office.json");
        for (int i = 0; i < 5; i++) OfficeFolderTests.AssertFails(ErrorIds.LoginRejected, () => Open(_wrongKey, "1", Options));
        foreach (int seconds in new[] { 1, 2, 4 })
        {
            // Without the hashes a try that goes on to them would fail in another way.
            File.Move(settings, settings + ".away");
            DefterXException failure = OfficeFolderTests.AssertFails(ErrorIds.LoginThrottled, () => Open(_key, "7654321", Options));
            File.Move(settings + ".away", settings);
            Assert.Contains($" {seconds} ", failure.Message, StringComparison.Ordinal);
            _now += TimeSpan.FromSeconds(seconds);
            OfficeFolderTests.AssertFails(ErrorIds.LoginRejected, () => Open(_wrongKey, "1", Options));
        }

        Assert.NotNull(Open(_key, "7654321", Options with { Account = @"PC2\ayşe" }));
        _now += TimeSpan.FromSeconds(8);
        Open(_key, "7654321", Options);
        OfficeFolderTests.AssertFails(ErrorIds.LoginRejected, () => Open(_wrongKey, "1", Options));
        Open(_key, "7654321", Options);
    }

    [Fact]
    public void Enter_WhenThereWereVeryManyTries_WaitsAtMostAQuarterOfAnHour()
    {
        LoginThrottle throttle = new(Path.Combine(_fixture.Root, "logins.json"), "a", () => _now);
        for (int i = 0; i < 40; i++)
        {
            throttle.Enter(CancellationToken.None);
            _now += TimeSpan.FromMinutes(15);
        }

        _now -= TimeSpan.FromDays(1); // a clock that was set back does not lock anyone out for longer
        DefterXException failure = OfficeFolderTests.AssertFails(ErrorIds.LoginThrottled, () => throttle.Enter(CancellationToken.None));
        Assert.Contains("900", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Enter_WhenTheFileIsDamaged_StartsAnew()
    {
        string path = Path.Combine(_fixture.Root, "logins.json");
        File.WriteAllText(path, "{\"a\":{\"Wro");
        new LoginThrottle(path, "a", () => _now).Enter(CancellationToken.None);
        Assert.Contains("\"Wrong\":1", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Enter_WhenManyTryAtOnce_CountsThemAll()
    {
        string path = Path.Combine(_fixture.Root, "logins.json");
        int throttled = 0;
        Thread[] threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            try
            {
                new LoginThrottle(path, "a", () => _now).Enter(CancellationToken.None);
            }
            catch (DefterXException)
            {
                Interlocked.Increment(ref throttled);
            }
        })).ToArray();
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.Equal(3, throttled);
    }

    [Fact]
    public void Open_WhenItTakesTooLong_FailsWithOperationTimeout() => OfficeFolderTests.AssertFails(
        ErrorIds.OperationTimeout, () => Open(_key, "7654321", Options with { Timeout = TimeSpan.FromMilliseconds(1) }));

    [Fact]
    public void Open_WhenCancelled_StopsAtOnce()
    {
        using CancellationTokenSource source = new(50);
        Stopwatch watch = Stopwatch.StartNew();
        Assert.ThrowsAny<OperationCanceledException>(() => SessionOpener.Open(
            _fixture.Office, _key, "7654321", _period, Options, null, source.Token));
        Assert.True(watch.ElapsedMilliseconds < 1000);
    }

    [Fact]
    public void EnsureUsable_WhenIdleOrClosed_FailsWithSessionExpired()
    {
        Session session = Open(_key, "7654321", Options);
        _now += TimeSpan.FromHours(11);
        session.EnsureUsable();
        _now += TimeSpan.FromHours(11);
        session.ChangePeriod(new Period(2026, 10));
        Assert.Equal(new Period(2026, 10), session.Period);
        _now += TimeSpan.FromHours(13);
        Assert.Equal(SessionState.Expired, session.State);
        OfficeFolderTests.AssertFails(ErrorIds.SessionExpired, session.EnsureUsable);
        session.Close();
        session.Close();
        Assert.Equal(SessionState.Closed, session.State);
        OfficeFolderTests.AssertFails(ErrorIds.SessionExpired, () => session.ChangePeriod(_period));
    }

    private Session Open(LoginKey key, string number, SessionOptions options, IProgress<OperationProgress>? progress = null) =>
        SessionOpener.Open(_fixture.Office, key, number, _period, options, progress, CancellationToken.None);

    private static Device Device() => new()
    {
        Name = "t",
        Owner = "o",
        Identifier = "",
        Kind = DeviceKind.Other,
        KeyAlgorithm = "RSA-2048",
        Issuer = "i",
        NotBefore = default,
        NotAfter = default,
        Thumbprint = "",
        Library = "",
    };

    private sealed class Steps(List<OperationProgress> steps) : IProgress<OperationProgress>
    {
        public void Report(OperationProgress value) => steps.Add(value);
    }
}
