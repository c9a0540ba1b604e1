using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using DefterX.OfficeService;

namespace DefterX.Bench;

/// <summary>How fast a file of 200 MB goes up and down, over what HTTP itself takes, in rounds that alternate.</summary>
/// <remarks>Ours is what the module does: the service hashes what comes and has the disk keep it before it answers, and the client hashes
/// what comes and has the disk keep it. The digest by which a file is announced is not in the time: the module has it already.</remarks>
/// <param name="folder">Where its files lie.</param>
/// <param name="rounds">How many are counted, after one to warm up.</param>
internal sealed class ServiceFiles(string folder, int rounds)
{
    private const int Bytes = 200_000_000;
    private readonly string _file = Path.Combine(folder, "file.bin");
    private readonly string _received = Path.Combine(folder, "received.bin");
    private readonly string _fetched = Path.Combine(folder, "fetched.bin");

    internal async Task<IReadOnlyList<Figure>> MeasureAsync(ServiceApi client)
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(Bytes);
        FileTransfer files = new(client, ServiceUnderTest.Options);
        using ServiceRawHttp raw = new(_received, _file);
        List<(double Ours, double Raw)> up = [];
        List<(double Ours, double Raw)> down = [];
        for (int i = 0; i <= rounds; i++)
        {
            // The service takes no content twice.
            RandomNumberGenerator.Fill(bytes.AsSpan(0, 32));
            await File.WriteAllBytesAsync(_file, bytes);
            string sha256 = FileDigest.Sha256(_file);
            up.Add((
                await SecondsAsync(() => files.UploadAsync(_file, Bytes, sha256, "file", CancellationToken.None)),
                await SecondsAsync(() => raw.UploadAsync(_file))));
            // What is still to be written would weigh on the next.
            File.Delete(_received);
            down.Add((
                await SecondsAsync(() => files.DownloadAsync(_fetched, Bytes, sha256, "file", CancellationToken.None)),
                await SecondsAsync(() => raw.DownloadAsync(_fetched))));
            File.Delete(_fetched);
        }

        File.Delete(_file);
        return [.. Figures("service.upload.200mb.", up), .. Figures("service.download.200mb.", down)];
    }

    // The first round warms up.
    private IEnumerable<Figure> Figures(string prefix, IEnumerable<(double Ours, double Raw)> times)
    {
        (double Ours, double Raw)[] counted = [.. times.Skip(1)];
        yield return Figure.Rounded(prefix + "ratioRaw", counted.Select(time => time.Raw / time.Ours).Order().ElementAt(rounds / 2), "x");
        yield return Figure.Rounded(prefix + "megabytesPerSecond", Speed(counted.Select(time => time.Ours)), "MB/s");
        yield return Figure.Rounded(prefix + "rawMegabytesPerSecond", Speed(counted.Select(time => time.Raw)), "MB/s");
    }

    private double Speed(IEnumerable<double> seconds) => Bytes / 1e6 / seconds.Order().ElementAt(rounds / 2);

    private static async Task<double> SecondsAsync(Func<Task> action)
    {
        Stopwatch clock = Stopwatch.StartNew();
        await action();
        return clock.Elapsed.TotalSeconds;
    }
}
