using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using DefterX.Build;
using DefterX.Journals;
using DefterX.Ledgers;

namespace DefterX.Bench;

/// <summary>How fast entries in memory become a journal of 200 MB with its digest, beside what the machine allows: the same bytes,
/// ready made, copied into SHA-256 and a file.</summary>
internal sealed class LedgerWrite : IBenchmark
{
    private const long Bytes = 200_000_000;
    private const int Rounds = 7;
    private static readonly Period s_period = new(2026, 9);
    private readonly string _folder = Path.Combine(Repository.Output, "bench");

    public string Name => "ledger.write";

    public bool NeedsOwnProcess => true;

    private string Export => Path.Combine(_folder, "journal-write.csv");

    public void Prepare()
    {
        Directory.CreateDirectory(_folder);
        JournalExport.Write(Export, s_period, 20_000);
    }

    public IEnumerable<Figure> Run()
    {
        JournalEntry[] entries = [.. new JournalReader(Export, "Örnek").ReadEntries(CancellationToken.None)];
        string written = Path.Combine(_folder, "written.xml");
        string copied = Path.Combine(_folder, "copied.xml");
        byte[] bytes = [];
        List<double> ours = [];
        List<double> limit = [];
        for (int i = 0; i <= Rounds; i++)
        {
            double seconds = Seconds(() => Write(written, entries));
            if (i == 0)
            {
                // The first round warms up and gives the bytes to copy.
                bytes = File.ReadAllBytes(written);
                Seconds(() => Copy(copied, bytes));
                continue;
            }

            ours.Add(seconds);
            limit.Add(Seconds(() => Copy(copied, bytes)));
        }

        File.Delete(written);
        File.Delete(copied);
        double megabytes = bytes.Length / 1e6;
        double ratio = ours.Zip(limit, (own, copy) => copy / own).Order().ElementAt(Rounds / 2);
        yield return Figure.Rounded(Name + ".ratioLimit", ratio, "");
        yield return Figure.Rounded(Name + ".megabytesPerSecond", megabytes / ours.Order().ElementAt(Rounds / 2), "MB/s");
    }

    private static void Write(string path, JournalEntry[] entries)
    {
        using FileStream stream = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1);
        using LedgerFileWriter file = new(stream);
        LedgerRequest request = LedgerCreate.Request(s_period);
        LedgerPart part = new(1, s_period.Start, s_period.End);
        JournalWriter journal = new(file, request, part, request.Before);
        for (int i = 0; file.Length < Bytes; i++) journal.Write(entries[i % entries.Length]);
        journal.End(s_period.End);
    }

    private static void Copy(string path, byte[] bytes)
    {
        const int Block = 1 << 16;
        using FileStream stream = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int offset = 0; offset < bytes.Length; offset += Block)
        {
            ReadOnlySpan<byte> block = bytes.AsSpan(offset, Math.Min(Block, bytes.Length - offset));
            hash.AppendData(block);
            stream.Write(block);
        }

        hash.GetHashAndReset();
    }

    private static double Seconds(Action action)
    {
        Stopwatch clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalSeconds;
    }
}
