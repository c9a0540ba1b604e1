using System;
using System.Text;
using System.Text.RegularExpressions;
using DefterX.Signatures;
using DefterX.Tests.Checks;
using DefterX.Xml;

namespace DefterX.Tests.Signatures.Fuzz;

/// <summary>All that a signature protects, in libxml2's canonical forms: documents with the same facts are as good as each other.
/// The certificate is not among them: the signed properties have its digest.</summary>
internal static class SignedFacts
{
    public const string Signature = "/*/*[local-name()='Signature' and namespace-uri()='" + XmlSignatureNames.Ds + "'][1]";

    public const string CounterSignature = Signature + "/*[local-name()='Object']/*[local-name()='QualifyingProperties']"
        + "/*[local-name()='UnsignedProperties']/*/*[local-name()='CounterSignature']/*[local-name()='Signature']";

    /// <summary>The facts of a signature that is not there.</summary>
    public const string None = "\n\n";

    private const string Object = "/*[local-name()='Object']/*[local-name()='QualifyingProperties']"
        + "/*[local-name()='SignedProperties']";

    /// <summary>The facts of the signature, or null of a document that libxml2 refuses.</summary>
    public static string? Of(byte[] xml)
    {
        using Libxml2? document = Libxml2.Read(xml);
        if (document is null) return null;
        string facts = OfSignature(document, Signature);
        document.Remove(Signature);
        return facts + Form(document, null);
    }

    /// <summary>The facts of the counter-signature.</summary>
    public static string? OfCounterSignature(byte[] xml)
    {
        using Libxml2? document = Libxml2.Read(xml);
        return document is null ? null : OfSignature(document, CounterSignature);
    }

    private static string OfSignature(Libxml2 document, string signature) => string.Join(
        '\n',
        Form(document, signature + "/*[local-name()='SignedInfo']"),
        Form(document, signature + Object),
        Octets(Form(document, signature + "/*[local-name()='SignatureValue']")));

    private static string? Form(Libxml2 document, string? path) =>
        document.Canonicalize(CanonicalizationMethod.Inclusive, path) is byte[] form ? Encoding.UTF8.GetString(form) : null;

    // What base64 says, however it is spelt; what is no base64 stays as it is.
    private static string? Octets(string? element)
    {
        if (element is null) return null;
        string base64 = Regex.Replace(element, @"<[^>]*>|\s|&#xD;", "");
        byte[] octets = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, octets, out int count) ? Convert.ToHexString(octets, 0, count) : base64;
    }
}
