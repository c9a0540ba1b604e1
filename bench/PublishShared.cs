using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using DefterX.Build;
using DefterX.TestSupport;

namespace DefterX.Bench;

/// <summary>Two processes that publish the firms of one folder at the same time, over one that does it alone; GİB takes its time for
/// each answer. Whole processes.</summary>
internal sealed class PublishShared(int firms) : IBenchmark
{
    internal const string Mode = "--publish";
    private const int Throttle = 8;
    private const string Password = "bench";
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(2);
    private readonly int _firms = PublishRun.Firms(firms);

    public string Name => Prefix + "twoProcesses";

    public bool NeedsOwnProcess => false;

    private string Prefix => string.Create(CultureInfo.InvariantCulture, $"publish.{_firms}firms.");

    private string Pfx => PublishRun.OfficeOf(this) + ".pfx";

    /// <returns>Whether the arguments are of a process that publishes.</returns>
    internal static bool RunMode(string[] args)
    {
        if (args is not [Mode, string office, string pfx, string gib]) return false;
        using X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12FromFile(pfx, Password);
        PublishRun.Publish(office, certificate, new Uri(gib), Throttle);
        return true;
    }

    public void Prepare()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Pfx)!);
        using X509Certificate2 certificate = TestCertificates.CreateMaliMuhur(PublishOffice.Signer, "Ayşe Örnek", KeyKind.Rsa);
        TestCertificates.CreatePfx(certificate, Pfx, Password);
    }

    public IEnumerable<Figure> Run()
    {
        double one = Measure(1);
        double two = Measure(2);
        File.Delete(Pfx);
        yield return Figure.Rounded(Prefix + "twoProcesses.ratio", two / one, "x");
        yield return Figure.Rounded(Prefix + "oneProcessSeconds", one, "s");
        yield return Figure.Rounded(Prefix + "twoProcessesSeconds", two, "s");
    }

    private double Measure(int processes)
    {
        string office = PublishRun.OfficeOf(this);
        PublishOffice.Create(office, _firms);
        using SimulatorProcess gib = new(PublishOffice.Signer, s_answer);
        Stopwatch clock = Stopwatch.StartNew();
        Process[] running = [.. Enumerable.Range(0, processes).Select(_ => Shell.Start(
            "dotnet", [typeof(PublishShared).Assembly.Location, Mode, office, Pfx, gib.Address.ToString()], null))];
        foreach (Process process in running)
        {
            process.WaitForExit();
            if (process.ExitCode != 0) throw new InvalidOperationException($"A process ended with {process.ExitCode}.");
            process.Dispose();
        }

        double seconds = clock.Elapsed.TotalSeconds;
        Directory.Delete(office, recursive: true);
        return seconds;
    }
}
