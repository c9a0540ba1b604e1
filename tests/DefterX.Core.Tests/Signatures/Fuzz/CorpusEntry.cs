using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using DefterX.Build;

namespace DefterX.Tests.Signatures.Fuzz;

/// <summary>A mutant that was judged once: a line of <c>data/mutants.txt</c>.</summary>
/// <param name="Sample">The signed document in <c>data</c>.</param>
/// <param name="Mutation">What was done to it.</param>
/// <param name="Start">The octet at which it differs.</param>
/// <param name="Length">How many octets are replaced.</param>
/// <param name="By">By what.</param>
/// <param name="Messages">The keys of the messages that our verdict gives; none for a mutant that is valid.</param>
internal sealed record CorpusEntry(string Sample, string Mutation, int Start, int Length, byte[] By, string[] Messages)
{
    public static string Folder { get; } = Repository.PathOf("tests", "DefterX.Core.Tests", "Signatures", "Fuzz", "data");

    public static IEnumerable<CorpusEntry> ReadAll() =>
        File.ReadLines(Path.Combine(Folder, "mutants.txt")).Where(line => !line.StartsWith('#')).Select(Parse);

    public byte[] Apply(byte[] sample) => [.. sample[..Start], .. By, .. sample[(Start + Length)..]];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sample}, {Mutation}, octet {Start}");

    private static CorpusEntry Parse(string line)
    {
        string[] parts = line.Split('\t');
        return new CorpusEntry(
            parts[0],
            parts[1],
            int.Parse(parts[2], CultureInfo.InvariantCulture),
            int.Parse(parts[3], CultureInfo.InvariantCulture),
            Encoding.Latin1.GetBytes(Uri.UnescapeDataString(parts[4])),
            parts[5].Split(',', StringSplitOptions.RemoveEmptyEntries));
    }
}
