using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using DefterX.Build;
using DefterX.Cmdlets.Tests.Loading;
using DefterX.Office;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Cmdlets.Tests.Secrets;

/// <summary>Neither PIN nor login key stays in a process's memory, its log files, its error records or its transcript.</summary>
[Collection(RunsAlone.Name)]
public sealed class SecretTests(ModuleFolder module) : IClassFixture<ModuleFolder>, IDisposable
{
    private readonly TestOffice _office = new();

    public void Dispose() => _office.Dispose();

    /// <summary>The script host, and PowerShell itself (with a transcript) where there is one.</summary>
    public static TheoryData<string> Hosts => Shell.Find("pwsh") is string pwsh ? ["", pwsh] : [""];

    [Theory]
    [MemberData(nameof(Hosts))]
    public Task Memory_AfterDisconnect_HoldsNoSecret(string pwsh) => pwsh.Length == 0
        ? ScanAsync(ScriptHostRun.Describe, transcript: null)
        : ScanAsync(
            script => new ProcessStartInfo(pwsh, ["-NoProfile", "-NonInteractive", "-File", .. script])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            Path.Combine(_office.Root, "transcript.txt"));

    private async Task ScanAsync(Func<IEnumerable<string>, ProcessStartInfo> host, string? transcript)
    {
        string key = NewKey();
        string pin = Random(20);
        string wrong = NewKey();
        string planted = Random(20);
        using (LoginKey parsed = LoginKey.Parse(key)) _office.Folder.LoginKeys.Add("scan", parsed);
        using X509Certificate2 certificate = TestCertificates.CreateMaliMuhur(TestOffice.Identifier, "Örnek", KeyKind.Ec);
        string pfx = Path.Combine(_office.Root, "mühür.pfx");
        TestCertificates.CreatePfx(certificate, pfx, pin);
        using FaultyPkcs11 library = FaultyPkcs11.Create(SoftHsm.Shared.CreateToken("scan-" + Random(4), pin, certificate));
        string pipe = Path.Combine(_office.Root, "secrets");
        using (Process make = Process.Start("mkfifo", pipe)) await make.WaitForExitAsync();

        List<string> arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Secrets", "Secrets.ps1"), "-Module", module.Path, "-Office", _office.Path,
            "-Library", library.LibraryPath, "-Pfx", pfx, "-Secrets", pipe,
        ];
        if (transcript is not null) arguments.AddRange(["-Transcript", transcript]);
        ProcessStartInfo start = host(arguments);

        // Only the library at hand: SoftHSM as it is installed would use the default folder of tokens.
        start.Environment["SOFTHSM2_CONF"] = SoftHsm.Shared.ConfigurationPath;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await using FileStream secrets = new(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1);
        await SendAsync(key, pin, wrong);

        await ExpectAsync("connected 2");
        await ExpectAsync("kept");
        AssertAbsent();
        await SendAsync("");
        await ExpectAsync("disconnected");
        AssertAbsent();
        await SendAsync("", planted);
        string shown = "";
        while (await process.StandardOutput.ReadLineAsync() is string line && line != "planted") shown += line + "\n";
        Assert.True(ProcessMemory.Find(process.Id, planted).Count > 0, "The scan does not find what is there.");
        await SendAsync("");
        shown += await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync();

        Assert.Contains(ErrorIds.LoginRejected, _office.Logs, StringComparison.Ordinal);
        Assert.Contains(ErrorIds.PinIncorrect, _office.Logs, StringComparison.Ordinal);
        Assert.Contains("error ", shown, StringComparison.Ordinal);
        string written = shown + _office.Logs + (transcript is null ? "" : await File.ReadAllTextAsync(transcript));
        Assert.All([key, pin, wrong], secret => Assert.DoesNotContain(secret, written, StringComparison.Ordinal));
        Assert.Equal(0, process.ExitCode);

        async Task SendAsync(params string[] lines)
        {
            await secrets.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
            await secrets.FlushAsync();
        }

        async Task ExpectAsync(string line)
        {
            string? read = await process.StandardOutput.ReadLineAsync();
            Assert.True(read == line, $"{read} instead of {line}: " + (read is null ? await error : ""));
        }

        void AssertAbsent() =>
            Assert.All([key, pin, wrong], secret => Assert.Empty(ProcessMemory.Find(process.Id, secret)));
    }

    private static string NewKey() => string.Join('-', Enumerable.Range(0, 4).Select(_ => Random(3)));

    private static string Random(int length) => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", length);
}
