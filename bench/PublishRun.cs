using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Build;
using DefterX.Devices;
using DefterX.Filing;
using DefterX.Filing.Publishing;
using DefterX.Gib;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DefterX.Bench;

/// <summary>One run that takes the imported month of many firms to GİB's approval, GİB in a process of its own.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="Signatures">How often the device signed.</param>
/// <param name="SignatureSeconds">How long the device took for them.</param>
/// <param name="ProcessorSeconds">What it took of all cores, that process included.</param>
internal sealed record PublishRun(double Seconds, int Signatures, double SignatureSeconds, double ProcessorSeconds)
{
    /// <summary>Another number of firms than the recorded figures have, to try something out.</summary>
    private const string FirmsVariable = "DEFTERX_BENCH_FIRMS";

    private const string Device = "kart";

    private const SessionCapabilities All =
        SessionCapabilities.Validate | SessionCapabilities.Create | SessionCapabilities.Sign | SessionCapabilities.Send;

    /// <summary>How many firms there are: as many as said, or as the environment says.</summary>
    internal static int Firms(int firms) => Environment.GetEnvironmentVariable(FirmsVariable) is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : firms;

    /// <summary>The office of a benchmark.</summary>
    internal static string OfficeOf(IBenchmark benchmark) => Path.Combine(Repository.Output, "bench", benchmark.Name);

    /// <summary>Makes the run, and deletes the office.</summary>
    /// <param name="path">The office.</param>
    /// <param name="signature">How long the device takes for a signature; zero: as long as a key in memory.</param>
    internal static PublishRun Of(string path, TimeSpan signature)
    {
        using X509Certificate2 certificate = TestCertificates.CreateMaliMuhur(PublishOffice.Signer, "Ayşe Örnek", KeyKind.Rsa);
        using SimulatorProcess simulator = new(PublishOffice.Signer, TimeSpan.Zero);
        using PfxSigningKey key = new(certificate, SigningAlgorithm.RsaSha256, Device);
        ConnectedDevice device = DeviceOf(certificate, new SlowKey(key, signature), key);
        using FilingContext context = ContextOf(path, device, simulator.Address);
        PublishRun result = Measure(context, device, simulator);
        Directory.Delete(path, recursive: true);
        return result;
    }

    /// <summary>Makes the run with a key in memory, against a GİB that is there.</summary>
    /// <param name="throttle">How many firms are worked on at the same time.</param>
    internal static void Publish(string path, X509Certificate2 certificate, Uri gib, int throttle)
    {
        using PfxSigningKey key = new(certificate, SigningAlgorithm.RsaSha256, Device);
        using FilingContext context = ContextOf(path, DeviceOf(certificate, key, key), gib);
        Publish(context, throttle);
    }

    private static PublishRun Measure(FilingContext context, ConnectedDevice device, SimulatorProcess simulator)
    {
        using Process self = Process.GetCurrentProcess();
        TimeSpan processorTime = self.TotalProcessorTime + simulator.ProcessorTime;
        Stopwatch clock = Stopwatch.StartNew();
        RunSummary summary = Publish(context, LedgerRun.DefaultThrottle);
        double seconds = clock.Elapsed.TotalSeconds;
        self.Refresh();
        processorTime = self.TotalProcessorTime + simulator.ProcessorTime - processorTime;
        double signatureSeconds = context.Queues.Of(device).Pace.TotalSeconds * summary.Signatures;
        return new PublishRun(seconds, summary.Signatures, signatureSeconds, processorTime.TotalSeconds);
    }

    private static RunSummary Publish(FilingContext context, int throttle)
    {
        IReadOnlyList<LedgerId> ledgers = PublishOffice.Ledgers(context.Office);
        PublishWork work = new(context, PublishTarget.Approved, All, TimeSpan.FromMinutes(10));
        RunSummary summary = new LedgerRun(context, ledgers, work) { Throttle = throttle }.Run(
            _ => { },
            (id, failure) => throw new InvalidOperationException($"{id} failed.", failure),
            null,
            CancellationToken.None);
        return summary.States.TryGetValue(LedgerState.Approved, out int approved) && approved == ledgers.Count
            ? summary
            : throw new InvalidOperationException($"{approved} of {ledgers.Count} firms were approved.");
    }

    private static ConnectedDevice DeviceOf(X509Certificate2 certificate, ISigningKey key, IDisposable owner) =>
        new(TokenReader.Describe(certificate, Device, Device), key, owner, isPinVerified: true);

    private static FilingContext ContextOf(string path, ConnectedDevice device, Uri gib)
    {
        OfficeFolder office = OfficeFolder.Open(path);
        return new FilingContext
        {
            Office = office,
            Devices = () => [device],
            GibClients = queued => GibService.Connect(gib, office.Settings, queued, NullLogger.Instance),
            Logger = NullLogger.Instance,
        };
    }
}
