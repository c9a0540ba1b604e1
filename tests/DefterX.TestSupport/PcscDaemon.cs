using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using DefterX.Devices.SmartCards;

namespace DefterX.TestSupport;

/// <summary>pcscd with the virtual reader of vsmartcard-vpcd, or with no reader, until disposal.</summary>
/// <remarks>
/// Where the system allows mount namespaces, the daemon's socket lies in a folder of this process, which pcsc-lite is told of by
/// PCSCLITE_CSOCK_NAME: nothing else on the machine is seen or disturbed. Elsewhere it is the machine's own.
/// </remarks>
public sealed class PcscDaemon : IDisposable
{
    private const string Driver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly string s_folder = CreateFolder();
    private static readonly string[] s_namespace = Environment.UserName == "root"
        ? ["unshare", "--mount"]
        : ["unshare", "--user", "--map-root-user", "--mount"];
    private static readonly bool s_isIsolated = IsIsolated();

    private readonly Process _process;
    private readonly int _port = FreePort();

    /// <summary>Starts the daemon and waits until it answers.</summary>
    /// <param name="withReader">Whether it has the virtual reader, with two slots.</param>
    /// <exception cref="InvalidOperationException">It does not start, or another one runs.</exception>
    public PcscDaemon(bool withReader = true)
    {
        string configuration = Path.Combine(s_folder, "reader.conf.d");
        Directory.CreateDirectory(configuration);
        string readers = withReader
            ? $"FRIENDLYNAME \"Virtual PCD\"\nDEVICENAME /dev/null:0x{_port:X4}\nLIBPATH {Driver}\nCHANNELID 0x{_port:X4}\n"
            : "";
        File.WriteAllText(Path.Combine(configuration, "vpcd"), readers);
        if (SmartCardService.Survey().State != SmartCardServiceState.NotRunning)
        {
            throw new InvalidOperationException("Another pcscd runs; stop it: systemctl stop pcscd.socket pcscd.service");
        }

        // It ends by itself a minute after the last client, should this process be killed.
        string daemon = $"PATH=$PATH:/usr/sbin exec pcscd --foreground --auto-exit --config '{configuration}'";
        string mounts = $"mount -t tmpfs tmpfs /run && mkdir /run/pcscd && mount --bind '{s_folder}' /run/pcscd && ";
        _process = s_isIsolated ? Start([.. s_namespace, "sh", "-c", mounts + daemon]) : Start("sh", "-c", daemon);
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        try
        {
            WaitFor(survey => survey.State == SmartCardServiceState.Running && survey.Readers.Count > 0 == withReader);
        }
        catch (TimeoutException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The name of the reader's first slot.</summary>
    public static string ReaderName => "Virtual PCD 00 00";

    /// <summary>Makes this process see no daemon but its own. Before anything looks for cards: OpenSC does too, and pcsc-lite reads the
    /// variable once.</summary>
    public static void Isolate() => _ = s_isIsolated;

    /// <summary>Puts a card into the reader and waits until it is seen.</summary>
    /// <param name="atr">Its answer to reset in upper-case hexadecimal.</param>
    public VirtualCard Insert(string atr)
    {
        VirtualCard card = new(_port, Convert.FromHexString(atr));
        WaitFor(survey => survey.Readers.Count > 0 && survey.Readers[0].Atr == atr);
        return card;
    }

    /// <summary>Waits until the reader's card is seen to be gone.</summary>
    public static void WaitUntilEmpty() => WaitFor(static survey => survey.Readers.Count > 0 && !survey.Readers[0].HasCard);

    /// <summary>Ends the daemon.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        Stop();
        _process.Dispose();
    }

    private static void WaitFor(Func<SmartCardSurvey, bool> condition)
    {
        Stopwatch clock = Stopwatch.StartNew();
        SmartCardSurvey survey = SmartCardService.Survey();
        while (!condition(survey))
        {
            if (clock.Elapsed > s_patience) throw new TimeoutException($"pcscd: {survey}");
            Thread.Sleep(20);
            survey = SmartCardService.Survey();
        }
    }

    private void OnProcessExit(object? sender, EventArgs e) => Stop();

    private void Stop()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        string folder = s_isIsolated ? s_folder : "/run/pcscd";
        if (!Directory.Exists(folder)) return;
        foreach (string file in new[] { "pcscd.comm", "pcscd.pid" }) File.Delete(Path.Combine(folder, file));
    }

    private static string CreateFolder()
    {
        string folder = Directory.CreateTempSubdirectory("defterx-pcscd-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    private static bool IsIsolated()
    {
        using Process probe = Start([.. s_namespace, "true"]);
        probe.WaitForExit();
        if (probe.ExitCode != 0) return false;
        NativeEnvironment.Set("PCSCLITE_CSOCK_NAME", Path.Combine(s_folder, "pcscd.comm"));
        return true;
    }

    private static Process Start(params string[] command)
    {
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(start) ?? throw new InvalidOperationException(command[0]);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
