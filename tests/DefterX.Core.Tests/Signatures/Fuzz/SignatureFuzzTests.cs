using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace DefterX.Tests.Signatures.Fuzz;

/// <summary>
/// Signed documents of every kind, changed in every way: nothing that is signed can be changed unnoticed, what we call valid is
/// valid for xmlsec1, and what xmlsec1 accepts and the profile allows is valid for us. The judges are libxml2 and xmlsec1.
/// </summary>
public sealed class SignatureFuzzTests : IDisposable
{
    private readonly Documents _documents = new();

    public void Dispose() => _documents.Dispose();

    [Fact]
    public void Verify_WhenMutated_IsNeverMoreLenientNorStricterThanItShouldBe()
    {
        MutantJudge[] judges = [.. SignedSample.All(_documents).Select(sample => new MutantJudge(sample))];
        ConcurrentBag<string> complaints = [];
        ConcurrentDictionary<string, int> outcomes = new();
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, Soak.Size(1_000), options, seed =>
        {
            Mutations mutations = new(seed);
            MutantJudge judge = judges[seed / mutations.Names.Count % judges.Length];
            string name = mutations.Names[seed % mutations.Names.Count];
            byte[] mutant = mutations.ApplySome(name, judge.Sample.Xml);
            string path = _documents.PathOf(seed.ToString(CultureInfo.InvariantCulture));
            File.WriteAllBytes(path, mutant);
            (string outcome, string? complaint) = judge.Judge(path);
            outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);
            string what = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {judge.Sample.Name}, {name}");
            if (complaint is not null) complaints.Add($"{what}: {complaint}");
            File.Delete(path);
        });
        Assert.True(complaints.IsEmpty, string.Join('\n', complaints.Order()));
        string[] expected = [MutantJudge.Valid, MutantJudge.Changed, MutantJudge.OnPurpose];
        Assert.All(expected, outcome => Assert.InRange(outcomes[outcome], Soak.Size(20), int.MaxValue));
    }
}
