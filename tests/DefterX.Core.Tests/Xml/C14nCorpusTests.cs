using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using DefterX.Tests.Checks;
using DefterX.Xml;
using Xunit;

namespace DefterX.Tests.Xml;

/// <summary>The corpus and generated documents; the judges are xmllint, libxml2 for elements in their place, and the
/// JDK.</summary>
public sealed class C14nCorpusTests : IDisposable
{
    private const int Batch = 100;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Canonicalize_WhenCorpus_EqualsLibxml2(string culture)
    {
        using CultureScope scope = new(culture);
        AssertLikeLibxml2([.. C14nCorpus.All]);
    }

    [Fact]
    public void Canonicalize_WhenGenerated_EqualsLibxml2()
    {
        RandomXmlCoverage coverage = new();
        foreach (int[] seeds in Enumerable.Range(0, Soak.Size(200)).Chunk(Batch))
        {
            KeyValuePair<string, byte[]>[] documents = [.. Generate(seeds)];
            AssertLikeLibxml2(documents);
            foreach ((string _, byte[] xml) in documents) coverage.See(xml);
        }

        coverage.AssertComplete();
    }

    /// <summary>Where ancestors give an xml attribute several values, the JDK takes the outermost and not the nearest
    /// (C14N 1.0, 2.4): that is put to libxml2 alone.</summary>
    [GibPackageFact]
    public void WriteElement_WhenAnyDocument_EqualsTheJdk()
    {
        KeyValuePair<string, byte[]>[] documents = [.. C14nCorpus.All, .. Generate(Enumerable.Range(5000, Soak.Size(30)))];
        CanonicalQuestion[] questions =
        [
            .. documents.SelectMany(d => CanonicalQuestion.About(d.Key, d.Value))
                .Where(question => question.Id is not null && (question.Method.IsExclusive || !question.InheritsSeveralValues())),
        ];
        Assert.InRange(questions.Length, 500, int.MaxValue);
        foreach ((CanonicalQuestion question, byte[] answer) in questions.Zip(JdkForms.Canonicalize(_folder, questions)))
            question.AssertAnswer(answer);
    }

    [Fact]
    public void WriteElement_WhenEnvelopesDiffer_IsTheSameInExclusiveFormAlone()
    {
        byte[] first = C14nCorpus.All["exc 2.2 first envelope"];
        byte[] second = C14nCorpus.All["exc 2.2 second envelope"];
        byte[] exclusive = Canonical.Form(first, CanonicalizationMethod.Exclusive(), "öge");
        Assert.Equal(exclusive, Canonical.Form(second, CanonicalizationMethod.Exclusive(), "öge"));
        Assert.Equal(
            "<n1:öge xmlns:n1=\"urn:b\" Id=\"öge\" xml:lang=\"en\"><n3:iç xmlns:n3=\"urn:c\" n1:öz=\"1\"></n3:iç></n1:öge>",
            Encoding.UTF8.GetString(exclusive));
        Assert.NotEqual(
            Canonical.Form(first, CanonicalizationMethod.Inclusive, "öge"),
            Canonical.Form(second, CanonicalizationMethod.Inclusive, "öge"));
    }

    private void AssertLikeLibxml2(KeyValuePair<string, byte[]>[] documents)
    {
        AssertLikeXmllint(documents, "--c14n", CanonicalizationMethod.InclusiveWithComments);
        AssertLikeXmllint(documents, "--exc-c14n", CanonicalizationMethod.Exclusive(true));
        foreach (CanonicalQuestion question in documents.SelectMany(d => CanonicalQuestion.About(d.Key, d.Value)))
            question.AssertAnswer(Libxml2.Canonicalize(question.Xml, question.Method, question.Id));
    }

    private void AssertLikeXmllint(KeyValuePair<string, byte[]>[] documents, string option, CanonicalizationMethod method)
    {
        byte[][] forms = Xmllint.Canonicalize(_folder, option, [.. documents.Select(document => document.Value)]);
        foreach (((string name, byte[] xml), byte[] form) in documents.Zip(forms))
            new CanonicalQuestion(name, xml, method, null).AssertAnswer(form);
    }

    private static IEnumerable<KeyValuePair<string, byte[]>> Generate(IEnumerable<int> seeds) => seeds.Select(
        seed => KeyValuePair.Create(
            "seed " + seed.ToString(CultureInfo.InvariantCulture), new RandomXml(seed, withComments: true).ToBytes()));
}
