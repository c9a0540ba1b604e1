using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.Devices.Pkcs11;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Devices;

/// <summary>Processes that use one token take turns.</summary>
[Collection(SoftHsmTests.Name)]
public sealed class TokenTurnTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    [Fact]
    public void Take_WhileHeld_GivesUpAfterItsPatience()
    {
        string token = Guid.NewGuid().ToString();
        using (TokenTurn? first = TokenTurn.Take(token, s_long, CancellationToken.None))
        {
            Assert.NotNull(first);
            Assert.Null(TokenTurn.Take(token, TimeSpan.FromMilliseconds(30), CancellationToken.None));
            using TokenTurn? other = TokenTurn.Take("another token", s_long, CancellationToken.None);
            Assert.NotNull(other);
        }

        using TokenTurn? again = TokenTurn.Take(token, TimeSpan.Zero, CancellationToken.None);
        Assert.NotNull(again);
    }

    [Fact]
    public void Take_Cancelled_EndsTheWait()
    {
        string token = Guid.NewGuid().ToString();
        using TokenTurn? first = TokenTurn.Take(token, s_long, CancellationToken.None);
        using CancellationTokenSource source = new(50);

        Assert.ThrowsAny<OperationCanceledException>(() => TokenTurn.Take(token, s_long, source.Token));
    }

    [Fact]
    public async Task Take_OnceAndAgain_LetsTheWaitingOneBetween()
    {
        string token = Guid.NewGuid().ToString();
        TokenTurn? first = TokenTurn.Take(token, s_long, CancellationToken.None);
        TaskCompletionSource started = new();
        Task<TokenTurn?> waiting = Task.Run(() =>
        {
            started.SetResult();
            return TokenTurn.Take(token, s_long, CancellationToken.None);
        });
        await started.Task;
        while (File.Exists(TokenTurn.PathOf(token) + ".next") && CanTakeNext(token)) await Task.Yield();

        first!.Dispose();
        Task<TokenTurn?> again = Task.Run(() => TokenTurn.Take(token, s_long, CancellationToken.None));

        TokenTurn? second = await waiting;
        Assert.False(again.IsCompleted);
        second!.Dispose();
        (await again)!.Dispose();
    }

    // flock(1) is another program that takes the same lock, and is killed while it holds it.
    [Fact]
    public async Task Take_HeldByAnotherProgramThatDies_IsFreeAgain()
    {
        string token = Guid.NewGuid().ToString();
        TokenTurn.Take(token, s_long, CancellationToken.None)!.Dispose();
        using Process other = Process.Start(new ProcessStartInfo("flock", [TokenTurn.PathOf(token) + ".turn", "sh", "-c", "echo held; exec sleep 60"])
        {
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync());
        Assert.Null(TokenTurn.Take(token, TimeSpan.FromMilliseconds(50), CancellationToken.None));

        other.Kill(entireProcessTree: true);

        using TokenTurn? turn = TokenTurn.Take(token, s_long, CancellationToken.None);
        Assert.NotNull(turn);
    }

    [Fact]
    public async Task Sign_TwoProcessesOnADriverThatBearsOne_AllSignaturesVerify()
    {
        TestToken token = TestToken.Create(KeyKind.Rsa);
        using FaultyPkcs11 library = FaultyPkcs11.Create(token.Folder);
        int count = Soak.Size(40);
        ProcessStartInfo start = new("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "DefterX.TokenUser.dll"), library.LibraryPath, token.Name, $"{count}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FAULTY_PKCS11"] = "exclusive=1,sign_delay=2";
        using Process one = Process.Start(start)!;
        using Process two = Process.Start(start)!;
        foreach (Process process in new[] { one, two }) await process.StandardInput.WriteLineAsync("246810");
        foreach (Process process in new[] { one, two }) Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());
        foreach (Process process in new[] { one, two }) await process.StandardInput.WriteLineAsync("go");

        foreach (Process process in new[] { one, two })
        {
            Assert.Equal($"valid {count}", await process.StandardOutput.ReadLineAsync());
            Assert.Equal("", await process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
        }
    }

    [Fact]
    public void Sign_AnotherProgramKeepsTheToken_CanBeCancelled()
    {
        TestToken token = TestToken.Create(KeyKind.Rsa);
        DeviceManager manager = new();
        ConnectedDevice connection = TestToken.Connect(manager, token.Find());
        using (TokenTurn.Take(connection.Device.SerialNumber, s_long, CancellationToken.None))
        {
            using CancellationTokenSource source = new(100);
            Assert.ThrowsAny<OperationCanceledException>(() => connection.Key.Sign([1], source.Token));
        }

        TokenSigningKeyTests.AssertSigns(token, connection);
        manager.DisconnectAll();
    }

    private static bool CanTakeNext(string token)
    {
        try
        {
            using FileStream file = new(TokenTurn.PathOf(token) + ".next", FileMode.Open, FileAccess.Read, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
