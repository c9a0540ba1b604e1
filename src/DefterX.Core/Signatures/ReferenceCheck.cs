using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Xml;
using DefterX.Xml;
using N = DefterX.Signatures.XmlSignatureNames;

namespace DefterX.Signatures;

/// <summary>Checks the two references of a signature: its target and its own signed properties.</summary>
internal sealed class ReferenceCheck(
    SignatureInDocument document, SignedTarget target, XmlElement signedProperties, List<string> flaws)
{
    public void Run(XmlElement signedInfo)
    {
        XmlElement[] references = [.. signedInfo.Children("Reference")];
        string propertiesUri = "#" + signedProperties.GetAttribute("Id");
        XmlElement[] ofTarget = [.. references.Where(r => r.HasAttribute("URI") && r.GetAttribute("URI") == target.Uri)];
        XmlElement[] ofProperties = [.. references.Where(r =>
            r.GetAttribute("URI") == propertiesUri && r.GetAttribute("Type") == N.SignedPropertiesType)];
        if (references.Length != 2 || ofTarget.Length != 1 || ofProperties.Length != 1 || ofTarget[0] == ofProperties[0])
        {
            string uris = string.Join(", ", references.Select(r => "'" + r.GetAttribute("URI") + "'"));
            flaws.Add(Text.Format(Strings.ReferencesWrong, target.Uri, propertiesUri, uris));
            return;
        }
        CheckTarget(ofTarget[0]);
        CheckProperties(ofProperties[0]);
        CheckDataObjectFormats(references);
    }

    private void CheckTarget(XmlElement reference)
    {
        XmlElement[] transforms = Transforms(reference);
        if (transforms.Length != 1 || transforms[0].GetAttribute("Algorithm") != target.Transform)
            AddTransformFlaw(target.Uri, transforms);
        else
            CompareDigest(
                reference, target.ComputeDigest, target.IsDocument ? Strings.DocumentChanged : Strings.CountersignedChanged);
    }

    private void CheckProperties(XmlElement reference)
    {
        XmlElement[] transforms = Transforms(reference);
        CanonicalizationMethod? method = transforms.Length == 0
            ? CanonicalizationMethod.Inclusive
            : transforms[0].ToCanonicalizationMethod();
        if (transforms.Length > 1 || method is null)
        {
            AddTransformFlaw(reference.GetAttribute("URI"), transforms);
            return;
        }
        CompareDigest(
            reference, algorithm => document.Digest(signedProperties, method, algorithm), Strings.SignedPropertiesChanged);
    }

    private void CompareDigest(XmlElement reference, Func<HashAlgorithmName, byte[]> compute, string flaw)
    {
        string uri = reference.AlgorithmOf("DigestMethod");
        if (DigestAlgorithm.FromUri(uri) is not HashAlgorithmName algorithm)
            flaws.Add(Text.Format(Strings.AlgorithmNotAllowed, "DigestMethod", uri));
        else if (!reference.DecodeChild("DigestValue").SequenceEqual(compute(algorithm)))
            flaws.Add(Text.Format(flaw, reference.GetAttribute("URI")));
    }

    private void CheckDataObjectFormats(XmlElement[] references)
    {
        foreach (XmlElement format in signedProperties.XadesPath("SignedDataObjectProperties", "DataObjectFormat"))
        {
            string uri = format.GetAttribute("ObjectReference");
            if (!references.Any(r => r.HasAttribute("Id") && uri == "#" + r.GetAttribute("Id")))
                flaws.Add(Text.Format(Strings.DataObjectFormatWrong, uri));
        }
    }

    private void AddTransformFlaw(string uri, XmlElement[] transforms) => flaws.Add(Text.Format(
        Strings.TransformsNotAllowed, uri, string.Join(", ", transforms.Select(t => "'" + t.GetAttribute("Algorithm") + "'"))));

    private static XmlElement[] Transforms(XmlElement reference) =>
        [.. reference.Children("Transforms").SelectMany(e => e.Children("Transform"))];
}
