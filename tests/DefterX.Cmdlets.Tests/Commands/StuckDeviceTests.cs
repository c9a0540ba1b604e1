using System;
using System.Diagnostics;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;
using DefterX.Devices.Pkcs11;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Cmdlets.Tests.Commands;

/// <summary>Calls to a token that do not return: Ctrl+C ends the command within a second all the same.</summary>
[Collection(RunsAlone.Name)]
public sealed class StuckDeviceTests : IDisposable
{
    private const string Pin = "246810";
    private const int Stuck = 4_000;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);
    private static int s_count;
    private readonly TestOffice _office = new();
    private readonly FaultyPkcs11 _library;

    public StuckDeviceTests()
    {
        using X509Certificate2 certificate = TestCertificates.CreateMaliMuhur(TestOffice.Identifier, "Örnek", KeyKind.Rsa);
        _library = FaultyPkcs11.Create(
            SoftHsm.Shared.CreateToken($"stuck-{Interlocked.Increment(ref s_count)}", Pin, certificate));
    }

    public void Dispose()
    {
        _office.Dispose();
        _library.Dispose();
    }

    [Theory]
    [InlineData("list_delay")]
    [InlineData("init_delay")]
    public void Get_WhileTheLibraryHangs_StopsAndWorksAfterwards(string fault)
    {
        TimeSpan shortest = TimeSpan.MaxValue;
        // What else runs on the machine may take the processor from one stop, and hardly from three.
        for (int i = 0; i < 3 && shortest >= s_limit; i++)
        {
            _library.Set(fault, Stuck);
            TimeSpan took = Stop("Get-DefterXDevice -Library $Library", () => Pkcs11Libraries.Get(_library.LibraryPath).IsBusy);
            _library.Set(fault, 0);
            if (took < shortest) shortest = took;
            SpinWait.SpinUntil(() => !Pkcs11Libraries.Get(_library.LibraryPath).IsBusy, 2 * Stuck);
        }

        Assert.True(shortest < s_limit, $"Stopping took {shortest}.");
        Assert.Equal(TestOffice.Identifier, Find().Identifier);
    }

    [Fact]
    public void Connect_WhileTheLoginHangs_StopsAndLeavesNothingConnected()
    {
        Device device = Find();
        _library.Set("login_delay", Stuck);
        TimeSpan took = Stop("Connect-DefterXDevice $Device -Pin $Pin -NoGib", () => _library.Get("logins") == 1, device);
        Assert.True(took < s_limit, $"Stopping took {took}.");
        _library.Set("login_delay", 0);

        Assert.True(_office.Engine.Invoke("param($Device, $Pin) Connect-DefterXDevice $Device -Pin $Pin -NoGib", device, Secret()).Single<Device>().IsConnected);
        Assert.Single(DeviceManager.Shared.Connected);
        Assert.Equal(1, _library.Get("open_sessions"));
    }

    [Fact]
    public void Disconnect_WhileASignatureHangs_ReturnsWithinASecond()
    {
        Device device = Find();
        ConnectedDevice connection = DeviceManager.Shared.Connect(
            device, DefterX.Secrets.SecretBuffer.FromSecureString(Secret()), new DeviceConnectOptions(), CancellationToken.None);
        _library.Set("sign_delay", Stuck);
        long before = _library.Get("signatures");
        Thread signer = new(() => connection.Key.Sign([1], CancellationToken.None));
        signer.Start();
        SpinWait.SpinUntil(() => _library.Get("signatures") > before);
        Stopwatch clock = Stopwatch.StartNew();

        Assert.Empty(_office.Engine.Invoke("Disconnect-DefterXDevice").Errors);

        Assert.True(clock.Elapsed < s_limit, $"It took {clock.Elapsed}.");
        Assert.Empty(DeviceManager.Shared.Connected);
        signer.Join();
    }

    private Device Find() =>
        _office.Engine.Invoke("param($Library) Get-DefterXDevice -Library $Library | Where-Object Library -EQ $Library", _library.LibraryPath)
            .Single<Device>();

    private TimeSpan Stop(string script, Func<bool> isUnderWay, Device? device = null)
    {
        using PowerShell shell = _office.Engine.Create();
        IAsyncResult run = shell.AddScript("param($Library, $Device, $Pin) " + script)
            .AddArgument(_library.LibraryPath).AddArgument(device).AddArgument(Secret()).BeginInvoke();
        SpinWait.SpinUntil(() => run.IsCompleted || isUnderWay(), TimeSpan.FromMinutes(1));
        if (run.IsCompleted) Assert.Fail("It ended before it could be stopped. " + string.Join('\n', shell.Streams.Error));
        Stopwatch clock = Stopwatch.StartNew();
        shell.Stop();
        TimeSpan took = clock.Elapsed;
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        return took;
    }

    private static SecureString Secret()
    {
        SecureString secret = new();
        foreach (char character in Pin) secret.AppendChar(character);
        return secret;
    }
}
