using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using DefterX.Signatures;

namespace DefterX.Tests.Signatures.Fuzz;

/// <summary>Judges our verdict on mutants of a sample by libxml2, xmlsec1 and the profile.</summary>
internal sealed class MutantJudge(SignedSample sample)
{
    public const string Valid = "valid";
    public const string Changed = "changed";
    public const string OnPurpose = "refused on purpose";

    private readonly string? _facts = SignedFacts.Of(sample.Xml);
    private readonly string? _counterFacts = SignedFacts.OfCounterSignature(sample.Xml);

    public SignedSample Sample => sample;

    /// <summary>What became of a mutant, and why our verdict on it is wrong; null if it is right.</summary>
    public (string Outcome, string? Complaint) Judge(string path)
    {
        byte[] mutant = File.ReadAllBytes(path);
        Signature ours = Verdict.Of(path);
        bool isValid = ours.Status == SignatureStatus.Valid;
        if (SignedFacts.Of(mutant) != _facts)
            return (Changed, isValid ? "what is signed was changed, and we call it valid" : null);

        // A berat without its counter-signature is one that was not approved yet.
        string? counterFacts = SignedFacts.OfCounterSignature(mutant);
        bool hasCounterSignature = counterFacts != SignedFacts.None;
        if (hasCounterSignature && counterFacts != _counterFacts)
            return (Changed, isValid ? "what is counter-signed was changed, and we call it valid" : null);
        if (!Xmlsec.Accepts(sample, path, hasCounterSignature))
            return ("refused by xmlsec1", isValid ? "xmlsec1 refuses what we call valid" : null);
        string[][] broken = [.. SignatureProfile.Broken(mutant)];
        if (broken.Length == 0) return (Valid, isValid ? null : "xmlsec1 and the profile accept it: " + ours.StatusMessage);
        if (isValid) return (Valid, "we call valid what breaks: " + string.Join(" | ", broken.SelectMany(rule => rule)));
        string[][] unnamed = [.. broken.Where(rule => !rule.Any(message => Says(ours.StatusMessage, message)))];
        return (OnPurpose, unnamed.Length == 0
            ? null
            : $"the message lacks {string.Join(" | ", unnamed.SelectMany(rule => rule))}: {ours.StatusMessage}");
    }

    private static bool Says(string text, string message) =>
        Regex.Split(message, "\\{\\d(?::[a-z])?\\}").All(part => text.Contains(part, StringComparison.Ordinal));
}
