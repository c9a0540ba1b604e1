using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using DefterX.Signatures;
using Xunit;
using Messages = DefterX.Signatures.Strings;

namespace DefterX.Tests.Signatures.Fuzz;

/// <summary>Mutants that showed something once; libxml2 and xmlsec1 judged them then.</summary>
public sealed class SignatureCorpusTests : IDisposable
{
    private readonly Documents _documents = new();

    public void Dispose() => _documents.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Verify_WhenMutantIsKnown_SaysTheSame(string culture)
    {
        using CultureScope scope = new(culture);
        List<string> complaints = [];
        int valid = 0;
        CorpusEntry[] entries = [.. CorpusEntry.ReadAll()];
        foreach (CorpusEntry entry in entries)
        {
            byte[] sample = File.ReadAllBytes(Path.Combine(CorpusEntry.Folder, entry.Sample + ".xml"));
            string path = _documents.PathOf("mutant.xml");
            File.WriteAllBytes(path, entry.Apply(sample));
            Signature signature = Verdict.Of(path);
            if (signature.Status == SignatureStatus.Valid) valid++;
            string[] given = [.. Keys(signature)];
            if (!given.SequenceEqual(entry.Messages)) complaints.Add($"{entry}: {string.Join(",", given)}");
        }

        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
        Assert.InRange(valid, 20, entries.Length - 100);
    }

    [Fact]
    public void Verify_WhenSampleIsUnchanged_IsValid() => Assert.All(
        Directory.GetFiles(CorpusEntry.Folder, "*.xml"), path => Assert.Equal(SignatureStatus.Valid, Verdict.Of(path).Status));

    // The keys of the messages in a verdict that is not valid.
    private static IEnumerable<string> Keys(Signature signature)
    {
        if (signature.Status == SignatureStatus.Valid) return [];
        if (signature.Status == SignatureStatus.Unsigned) return [nameof(Messages.FileNotSigned)];
        string[] keys =
        [
            nameof(Messages.FileMalformed), nameof(Messages.CertificateNotValidAtSigning), nameof(Messages.SeveralSignatures),
            nameof(Messages.SignatureNotLast), nameof(Messages.SignatureMisplaced), nameof(Messages.IdRepeated),
            nameof(Messages.ElementCountWrong), nameof(Messages.SignaturePartsWrong), nameof(Messages.TargetWrong),
            nameof(Messages.SignatureValueWithoutId), nameof(Messages.SigningTimeWrong),
            nameof(Messages.SigningCertificateMissing), nameof(Messages.CertificateNotBound), nameof(Messages.SerialNumberWrong),
            nameof(Messages.KeyValueWrong), nameof(Messages.KeyTooWeak), nameof(Messages.ReferencesWrong),
            nameof(Messages.TransformsNotAllowed),
            nameof(Messages.AlgorithmNotAllowed), nameof(Messages.DocumentChanged), nameof(Messages.CountersignedChanged),
            nameof(Messages.SignedPropertiesChanged), nameof(Messages.DataObjectFormatWrong), nameof(Messages.SignatureValueWrong),
            nameof(Messages.ContentUnreadable),
        ];
        return keys.Where(key => Says(signature.StatusMessage, key));
    }

    // The whole message, between the others; none of its values holds a semicolon, and those of a count are single words.
    private static bool Says(string text, string key)
    {
        string message = Messages.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)!.TrimEnd('.');
        string value = key == nameof(Messages.ElementCountWrong) ? "\\S*" : "[^;]*";
        string pattern = string.Join(value, Regex.Split(message, "\\{\\d(?::[a-z])?\\}").Select(Regex.Escape));
        return Regex.IsMatch(text, $"(?:^|[:;] ){pattern}\\.*(?:; |$)");
    }
}
