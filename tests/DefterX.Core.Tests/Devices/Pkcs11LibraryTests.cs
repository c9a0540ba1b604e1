using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.Devices.Pkcs11;
using DefterX.TestSupport;
using Net.Pkcs11Interop.HighLevelAPI;
using Xunit;

namespace DefterX.Tests.Devices;

[Collection(SoftHsmTests.Name)]
public sealed class Pkcs11LibraryTests : IDisposable
{
    private readonly DeviceManager _manager = new();
    private readonly TestToken _token = TestToken.Create(KeyKind.Rsa);
    private readonly FaultyPkcs11 _faulty;

    public Pkcs11LibraryTests() => _faulty = FaultyPkcs11.Create(_token.Folder);

    public void Dispose()
    {
        _manager.DisconnectAll();
        _faulty.Dispose();
    }

    [Fact]
    public void Run_ArgumentsRefused_InitialisesWithoutAndCallsTakeTurns()
    {
        _faulty.Set("init_arguments_bad", 1);

        ConnectedDevice connection = TestToken.Connect(_manager, _token.Find(_faulty));

        Assert.Equal(2, _faulty.Get("initialisations"));
        Parallel.For(0, 50, _ => TokenSigningKeyTests.AssertSigns(_token, connection));
    }

    [Fact]
    public void Run_Missing_IsLibraryNotLoadedForEveryThread()
    {
        Pkcs11Library missing = Pkcs11Libraries.Get(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".so"));

        Parallel.For(0, 4, _ => Fails.With(ErrorIds.LibraryNotLoaded, () => missing.Run(_ => 0, CancellationToken.None)));
    }

    [Fact]
    public void Run_InitialisationFailsThenWorks_IsTriedAgain()
    {
        _faulty.Set("init_result", (long)CKR.CKR_DEVICE_ERROR);
        Pkcs11Library library = Pkcs11Libraries.Get(_faulty.LibraryPath);
        DefterXException failure = Fails.With(ErrorIds.LibraryNotLoaded, () => library.Run(_ => 0, CancellationToken.None));
        Assert.Contains("CKR_DEVICE_ERROR", failure.Message, StringComparison.Ordinal);

        _faulty.Set("init_result", 0);

        Assert.NotEmpty(library.Run(functions => functions.GetSlotsWithToken(), CancellationToken.None));
    }

    [Fact]
    public void FinalizeUnused_InitialisedByAnotherModule_LeavesItAlone()
    {
        Pkcs11InteropFactories factories = new();
        using IPkcs11Library other = factories.Pkcs11LibraryFactory.LoadPkcs11Library(
            factories, _faulty.LibraryPath, Net.Pkcs11Interop.Common.AppType.MultiThreaded);
        TestToken.Connect(_manager, _token.Find(_faulty));
        _manager.DisconnectAll();

        Pkcs11Libraries.FinalizeUnused();
        _faulty.Set("hidden_until_init", 1);
        Assert.Empty(_token.FindAll(library: _faulty));

        Assert.Equal(0, _faulty.Get("finalisations"));
        _faulty.Set("hidden_until_init", 0);
        Assert.NotEmpty(other.GetSlotList(Net.Pkcs11Interop.Common.SlotsType.WithTokenPresent));
    }

    [Fact]
    public void FinalizeUnused_OursAndIdle_FinalisesAndTheNextCallInitialises()
    {
        Device device = _token.Find(_faulty);
        TestToken.Connect(_manager, device);
        Pkcs11Libraries.FinalizeUnused();
        Assert.Equal(0, _faulty.Get("finalisations"));

        _manager.DisconnectAll();
        Pkcs11Libraries.FinalizeUnused();

        Assert.Equal(1, _faulty.Get("finalisations"));
        TokenSigningKeyTests.AssertSigns(_token, TestToken.Connect(_manager, device));
    }

    [Fact]
    public void Sign_AnotherModuleFinalisedTheLibrary_InitialisesAndGoesOn()
    {
        Pkcs11InteropFactories factories = new();
        IPkcs11Library other = factories.Pkcs11LibraryFactory.LoadPkcs11Library(
            factories, _faulty.LibraryPath, Net.Pkcs11Interop.Common.AppType.MultiThreaded);
        ConnectedDevice connection = TestToken.Connect(_manager, _token.Find(_faulty), options: new DeviceConnectOptions { KeepPin = true });

        other.Dispose();

        TokenSigningKeyTests.AssertSigns(_token, connection);
        Assert.Single(_token.FindAll(library: _faulty));
    }

    [Fact]
    public async Task Disconnect_CallThatDoesNotReturn_IsNotWaitedForAndClosesLater()
    {
        ConnectedDevice connection = TestToken.Connect(_manager, _token.Find(_faulty));
        _faulty.Set("sign_delay", 3_000);
        long before = _faulty.Get("signatures");
        Task<byte[]> sign = Task.Run(() => connection.Key.Sign([1], CancellationToken.None));
        while (_faulty.Get("signatures") == before) Thread.Yield();
        System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();

        _manager.DisconnectAll();

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), clock.Elapsed.ToString());
        Assert.Empty(_manager.Connected);
        await sign;
        SpinWait.SpinUntil(() => _faulty.Get("open_sessions") == 0, TimeSpan.FromSeconds(10));
        Assert.Equal(0, _faulty.Get("open_sessions"));
    }

    [Fact]
    public async Task Run_EarlierCallDoesNotReturn_IsDeviceBusyOrCancelled()
    {
        ConnectedDevice connection = TestToken.Connect(_manager, _token.Find(_faulty));
        Pkcs11Library library = Pkcs11Libraries.Get(_faulty.LibraryPath);
        library.Patience = TimeSpan.FromMilliseconds(50);
        _faulty.Set("sign_delay", 2_000);
        long before = _faulty.Get("signatures");
        Task<byte[]> sign = Task.Run(() => connection.Key.Sign([1], CancellationToken.None));
        while (_faulty.Get("signatures") == before) Thread.Yield();

        DefterXException failure = Fails.With(ErrorIds.DeviceBusy, () => connection.Key.Sign([2], CancellationToken.None));

        Assert.Contains(_faulty.LibraryPath, failure.Message, StringComparison.Ordinal);
        library.Patience = TimeSpan.FromSeconds(30);
        using CancellationTokenSource source = new(100);
        Assert.ThrowsAny<OperationCanceledException>(() => connection.Key.Sign([3], source.Token));
        await sign;
    }

    [Fact]
    public async Task Connect_BehindAnotherThatDoesNotReturn_IsDeviceBusy()
    {
        Device device = _token.Find(_faulty);
        _faulty.Set("login_delay", 2_000);
        _manager.Patience = TimeSpan.FromMilliseconds(50);
        Task<ConnectedDevice> first = Task.Run(() => TestToken.Connect(_manager, device));
        while (_faulty.Get("logins") == 0) Thread.Yield();

        Fails.With(ErrorIds.DeviceBusy, () => TestToken.Connect(_manager, device));

        Assert.Equal(1, _faulty.Get("logins"));
        TokenSigningKeyTests.AssertSigns(_token, await first);
    }

    [Theory]
    [InlineData(KeyKind.Rsa)]
    [InlineData(KeyKind.Ec)]
    public void LaidOutAsOnWindows_FindsLogsInAndSigns(KeyKind keyKind)
    {
        TestToken token = TestToken.Create(keyKind);
        using FaultyPkcs11 windows = FaultyPkcs11.CreateAsOnWindows(token.Folder);
        windows.Set("hide_attributes", 4);
        Pkcs11Library library = new(windows.LibraryPath, CryptokiLayout.Windows);
        Device device = token.Find() with { Library = windows.LibraryPath };

        ConnectedDevice connection = DeviceConnector.OpenToken(
            library, device, TestToken.Pin(), new DeviceConnectOptions(), CancellationToken.None);

        TokenSigningKeyTests.AssertSigns(token, connection);
        TokenInfo info = library.Run(
            functions => functions.GetSlotsWithToken().Select(functions.GetTokenInfo).Single(found => found.Label == token.Name),
            CancellationToken.None);
        Assert.Equal(device.SerialNumber, info.SerialNumber);
        Assert.Equal(PinState.Ok, info.PinState);
        connection.Close();
        Assert.Equal(0, windows.Get("open_sessions"));
    }
}
