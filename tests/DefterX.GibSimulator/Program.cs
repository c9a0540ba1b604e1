using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using DefterX.GibSimulator.Faults;

namespace DefterX.GibSimulator;

/// <summary>The simulator as a program, until SIGTERM or Ctrl+C.</summary>
internal static class Program
{
    private const string Usage =
        "usage: DefterX.GibSimulator [--port N | --urls http://127.0.0.1:N] [--envelopes FOLDER] [--state FOLDER]\n"
        + "                            [--processing-delay-ms N] [--answer-delay-ms N] [--port-file FILE]\n"
        + "                            [--authorised-signer VKN|TCKN]... [--software-firm VKN|TCKN]...\n"
        + "                            [--faults FILE.json] [--fault-rate 0.2 [--fault-seed N]]";

    private static async Task<int> Main(string[] arguments)
    {
        SimulatorOptions options = new();
        FaultArguments faults = new();
        string? portFile = null;
        try
        {
            foreach (string[] pair in arguments.Chunk(2))
            {
                string value = pair.Length == 2 ? pair[1] : throw new FormatException($"{pair[0]} wants a value");
                options = pair[0] switch
                {
                    "--port" => options with { Port = ushort.Parse(value, CultureInfo.InvariantCulture) },
                    "--urls" => options with { Port = LoopbackPort(value) },
                    "--envelopes" => options with { EnvelopeFolder = value },
                    "--state" => options with { StateFolder = value },
                    "--processing-delay-ms" => options with { ProcessingDelay = TimeSpan.FromMilliseconds(uint.Parse(value, CultureInfo.InvariantCulture)) },
                    "--answer-delay-ms" => options with { AnswerDelay = TimeSpan.FromMilliseconds(uint.Parse(value, CultureInfo.InvariantCulture)) },
                    "--authorised-signer" => options with { AuthorisedSigners = [.. options.AuthorisedSigners, value] },
                    "--software-firm" => options with { SoftwareFirms = [.. options.SoftwareFirms, value] },
                    "--port-file" or "--faults" or "--fault-rate" or "--fault-seed" => options,
                    _ => throw new FormatException($"{pair[0]} is not an option"),
                };
                portFile = pair[0] == "--port-file" ? value : portFile;
                faults.Read(pair[0], value);
            }

            faults.Order(options.Faults);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"{exception.Message}\n{Usage}");
            return 2;
        }

        // Packages are worked on by threads of the pool; requests shall not wait for them.
        ThreadPool.SetMinThreads(8 * Environment.ProcessorCount, 8 * Environment.ProcessorCount);
        TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }

        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        await using SimulatorServer server = await SimulatorServer.StartAsync(options, CancellationToken.None);
        Console.WriteLine(server.Address);
        if (portFile is not null)
        {
            await File.WriteAllTextAsync(portFile + ".tmp", server.Address + "\n");
            File.Move(portFile + ".tmp", portFile, overwrite: true);
        }

        await stop.Task;
        return 0;
    }

    private static int LoopbackPort(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri is { IsLoopback: true, Scheme: "http" }
            ? uri.Port
            : throw new FormatException($"{url} is not an http address on loopback");
}
