using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Devices;
using DefterX.Office;
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

    private string Settings => Path.Combine(_fixture.Office.Path, "office.json");

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
    public void Open_WhenKeyAndNumberAreRight_GivesASession(string culture) => CultureScope.Run(culture, () =>
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
        Session session = Open(_key, "7654321", Options with { Devices = () => devices, IsGibConnected = _ => gib });
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
        DefterXException key = Fails.With(ErrorIds.LoginRejected, () => Open(_wrongKey, "7654321", Options));
        DefterXException number = Fails.With(ErrorIds.LoginRejected, () => Open(_key, "7654322", Options));
        Assert.Equal(key.Message, number.Message);
        Assert.DoesNotContain("xxx-aaa", key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WhenFiveTriesWereWrong_WaitsLongerEachTimeForThatAccountAlone()
    {
        string settings = Path.Combine(_fixture.Office.Path, "office.json");
        for (int i = 0; i < 5; i++) Fails.With(ErrorIds.LoginRejected, () => Open(_wrongKey, "1", Options));
        foreach (int seconds in new[] { 1, 2, 4 })
        {
            // Without the hashes a try that goes on to them would fail in another way.
            File.Move(settings, settings + ".away");
            DefterXException failure = Fails.With(
                ErrorIds.LoginThrottled, () => Open(_key, "7654321", Options));
            File.Move(settings + ".away", settings);
            Assert.Contains($" {seconds} ", failure.Message, StringComparison.Ordinal);
            _now += TimeSpan.FromSeconds(seconds);
            Fails.With(ErrorIds.LoginRejected, () => Open(_wrongKey, "1", Options));
        }

        Assert.NotNull(Open(_key, "7654321", Options with { Account = @"PC2\ayşe" }));
        _now += TimeSpan.FromSeconds(8);
        Open(_key, "7654321", Options);
        Fails.With(ErrorIds.LoginRejected, () => Open(_wrongKey, "1", Options));
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

        throttle.Enter(CancellationToken.None);
        DefterXException failure = Fails.With(
            ErrorIds.LoginThrottled, () => throttle.Enter(CancellationToken.None));
        Assert.Contains("900", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Enter_WhenTheClockIsSetBack_WaitsNoLongerThanWithout()
    {
        LoginThrottle throttle = new(Path.Combine(_fixture.Root, "logins.json"), "a", () => _now);
        for (int i = 0; i < 5; i++)
        {
            throttle.Enter(CancellationToken.None);
            _now -= TimeSpan.FromHours(1);
        }

        DefterXException failure = Fails.With(ErrorIds.LoginThrottled, () => throttle.Enter(CancellationToken.None));
        Assert.Contains(" 1 ", failure.Message, StringComparison.Ordinal);
        _now += TimeSpan.FromSeconds(1);
        throttle.Enter(CancellationToken.None);
        Fails.With(ErrorIds.LoginThrottled, () => throttle.Enter(CancellationToken.None)); // the sixth try counted
    }

    [Theory]
    [InlineData("{\"a\":{\"Wro")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\0\0\0\0")]
    public void Enter_WhenTheFileIsDamaged_StartsAnew(string left)
    {
        string path = Path.Combine(_fixture.Root, "logins.json");
        File.WriteAllText(path, left);
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
    public void Open_WhenItTakesTooLong_FailsWithOperationTimeout() => Fails.With(
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
        Fails.With(ErrorIds.SessionExpired, session.EnsureUsable);
        session.Close();
        session.Close();
        Assert.Equal(SessionState.Closed, session.State);
        Fails.With(ErrorIds.SessionExpired, () => session.ChangePeriod(_period));
    }

    [Fact]
    public void EnsureUsable_WhenTheLoginKeyIsRevoked_FailsForGood()
    {
        (LoginKeyInfo info, LoginKey key) = _fixture.Office.LoginKeys.Create("Işıl");
        Session session = Open(key, "7654321", Options);
        Session other = Open(_key, "7654321", Options);
        key.Dispose();
        Assert.Equal("Işıl", session.LoginKeyName);
        session.EnsureUsable();
        byte[] before = File.ReadAllBytes(Settings);

        _fixture.Office.LoginKeys.Remove(info.Id);
        DefterXException failure = Fails.With(ErrorIds.SessionExpired, session.EnsureUsable);
        Assert.Contains("'Işıl'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(SessionState.Revoked, session.State);
        other.EnsureUsable();
        Assert.Equal("Ayşe", other.LoginKeyName);

        File.WriteAllBytes(Settings, before); // a backup does not bring a revoked session back
        Fails.With(ErrorIds.SessionExpired, session.EnsureUsable);
        session.Close();
        Assert.Equal(SessionState.Closed, session.State);
    }

    [Fact]
    public void EnsureUsable_WhileTheFileCannotBeReached_GoesOn()
    {
        Session session = Open(_key, "7654321", Options);
        string folder = _fixture.Office.Path;
        Directory.Move(folder, folder + ".away");
        session.EnsureUsable();
        Assert.Equal(SessionState.Open, session.State);
        Directory.Move(folder + ".away", folder);

        File.Move(Settings, Settings + ".away");
        Directory.CreateDirectory(Settings); // what opening gives UnauthorizedAccessException for
        session.EnsureUsable();
        Directory.Delete(Settings);
        File.Move(Settings + ".away", Settings);

        _fixture.Office.LoginKeys.Remove(_fixture.Office.LoginKeys.List()[0].Id);
        Fails.With(ErrorIds.SessionExpired, session.EnsureUsable);
    }

    [Fact]
    public void EnsureUsable_WhenTheFileIsBroken_FailsUntilItIsMended()
    {
        Session session = Open(_key, "7654321", Options);
        string text = File.ReadAllText(Settings);
        File.WriteAllText(Settings, "{");
        Fails.With(ErrorIds.OfficeInvalid, session.EnsureUsable);
        Assert.Equal(SessionState.Open, session.State);
        File.WriteAllText(Settings, text);
        session.EnsureUsable();
    }

    [Fact]
    public void Open_AfterAProcessWasKilled_ClearsWhatItLeft()
    {
        foreach (string target in new[] { Settings, Path.Combine(_fixture.Office.Path, "firms", "5123400670.json") })
        {
            string left = $"{Path.Combine(Path.GetDirectoryName(target)!, "~" + Path.GetFileName(target))}.{new string('0', 32)}.tmp";
            File.WriteAllText(left, "{");
            File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddDays(-2));
        }

        Open(_key, "7654321", Options);

        Assert.Empty(Directory.EnumerateFiles(_fixture.Office.Path, "~*", SearchOption.AllDirectories));
    }

    [Fact]
    public void EnsureUsable_WhenTimeAndLengthAreAsBefore_DoesNotReadTheFile()
    {
        Session session = Open(_key, "7654321", Options);
        session.EnsureUsable();
        DateTime time = File.GetLastWriteTimeUtc(Settings);
        long length = new FileInfo(Settings).Length;
        File.WriteAllText(Settings, new string(' ', (int)length)); // nothing that could be read
        File.SetLastWriteTimeUtc(Settings, time);
        session.EnsureUsable();
        File.SetLastWriteTimeUtc(Settings, time.AddSeconds(1));
        Fails.With(ErrorIds.OfficeInvalid, session.EnsureUsable);
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
