using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Xml;
using DefterX.Certificates;
using DefterX.Xml;
using N = DefterX.Signatures.XmlSignatureNames;

namespace DefterX.Signatures;

/// <summary>
/// Verifies the enveloped XAdES signature of ledgers, berats and reports, and GİB's counter-signature, with flat memory.
/// </summary>
internal static class SignatureVerifier
{
    /// <summary>The verdict on a file; a bad file is a verdict, not an exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="roots">What the chains must end at; with <see cref="TrustedRoots.None"/> chains are not judged.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <remarks>Nothing is asked over the network: whether a certificate was revoked is not judged.</remarks>
    public static Signature Verify(string path, TrustedRoots roots, CancellationToken cancellationToken) =>
        Verify(path, new SignatureTrust(roots), cancellationToken);

    /// <summary>The verdict on a file by a judge that may ask over the network.</summary>
    /// <inheritdoc cref="Verify(string, TrustedRoots, CancellationToken)"/>
    public static Signature Verify(string path, SignatureTrust trust, CancellationToken cancellationToken)
    {
        string fullPath = Path.GetFullPath(path);
        EnvelopedDocument document;
        try
        {
            document = Read(fullPath, HashAlgorithmName.SHA256, cancellationToken);
        }
        catch (XmlFaultException e)
        {
            string message = Text.Format(Strings.FileMalformed, fullPath, e.Line, e.Message);
            return new Signature { Path = fullPath, Status = SignatureStatus.Invalid, StatusMessage = message };
        }
        if (document.Signature is null && !document.HasSignatureInContent)
        {
            string message = Text.Format(Strings.FileNotSigned, fullPath);
            return new Signature { Path = fullPath, Status = SignatureStatus.Unsigned, StatusMessage = message };
        }
        List<string> flaws = CheckPlace(document);
        if (document.Signature is null) return Judge(fullPath, null, [], flaws, trust, cancellationToken);

        SignedTarget target = new("", N.EnvelopedSignature, algorithm =>
            algorithm == HashAlgorithmName.SHA256 ? document.Digest : Read(fullPath, algorithm, cancellationToken).Digest);
        XadesCheck signature = XadesCheck.Run(document.Signature, document.Signature.Element, target);
        flaws.AddRange(signature.Flaws);
        List<XadesCheck> counterSignatures = CheckCounterSignatures(document, flaws);
        return Judge(fullPath, signature, counterSignatures, flaws, trust, cancellationToken);
    }

    private static EnvelopedDocument Read(string path, HashAlgorithmName algorithm, CancellationToken cancellationToken)
    {
        using FileStream file = SecureXml.OpenFile(path);
        return EnvelopedDocument.Read(Utf8Stream.Open(file, out _), algorithm, cancellationToken);
    }

    private static List<string> CheckPlace(EnvelopedDocument document)
    {
        List<string> flaws = [];
        if (document.SignatureCount > 1) flaws.Add(Text.Format(Strings.SeveralSignatures, document.SignatureCount));
        if (document.HasElementBehindSignature) flaws.Add(Strings.SignatureNotLast);
        if (document.HasSignatureInContent) flaws.Add(Strings.SignatureMisplaced);
        if (document.RepeatedId is not null) flaws.Add(Text.Format(Strings.IdRepeated, document.RepeatedId));
        return flaws;
    }

    /// <summary>Counter-signatures of a berat's signature value;
    /// a ds:Signature anywhere else in the signature is a flaw.</summary>
    private static List<XadesCheck> CheckCounterSignatures(EnvelopedDocument document, List<string> flaws)
    {
        bool isBerat = document.Root is { Uri: N.EDefter, LocalName: "berat" };
        XmlElement signature = document.Signature!.Element;
        XmlElement[] counterSignatures = !isBerat ? [] : [.. signature.Children("Object")
            .SelectMany(holder => holder.XadesPath(
                "QualifyingProperties", "UnsignedProperties", "UnsignedSignatureProperties", "CounterSignature"))
            .SelectMany(holder => holder.Children("Signature"))];
        if (signature.GetElementsByTagName("Signature", N.Ds).Count != counterSignatures.Length)
            flaws.Add(Strings.SignatureMisplaced);

        XmlElement? value = signature.Children("SignatureValue").FirstOrDefault();
        if (value is null) return [];
        SignedTarget target = new(
            "#" + value.GetAttribute("Id"),
            CanonicalizationMethod.InclusiveWithComments.Uri,
            algorithm => document.Signature.Digest(value, CanonicalizationMethod.Inclusive, algorithm));
        List<XadesCheck> checks = [];
        foreach (XmlElement counterSignature in counterSignatures)
        {
            XadesCheck check = XadesCheck.Run(document.Signature, counterSignature, target);
            flaws.AddRange(check.Flaws.Select(flaw => Text.Format(Strings.CounterSignatureFlaw, flaw)));
            checks.Add(check);
        }
        return checks;
    }

    private static Signature Judge(
        string path,
        XadesCheck? signature,
        List<XadesCheck> counterSignatures,
        List<string> flaws,
        SignatureTrust trust,
        CancellationToken cancellationToken)
    {
        XadesCheck? expired = counterSignatures.Prepend(signature).FirstOrDefault(IsExpired);
        bool verifies = flaws.Count == 0 && expired is null;
        TrustVerdict? verdict = verifies ? trust.Judge([signature!, .. counterSignatures], cancellationToken) : null;
        SignatureStatus status = flaws.Count > 0 ? SignatureStatus.Invalid
            : expired is not null ? SignatureStatus.Expired
            : verdict is { IsTrusted: false } ? SignatureStatus.Untrusted
            : SignatureStatus.Valid;
        XadesCheck? counterSignature = counterSignatures.FirstOrDefault();
        SignerName? signer = NameOf(signature);
        return new Signature
        {
            Path = path,
            Status = status,
            StatusMessage = status switch
            {
                SignatureStatus.Invalid => Text.Format(Strings.SignatureNotValid, string.Join("; ", flaws)),
                SignatureStatus.Expired => Text.Format(
                    Strings.CertificateNotValidAtSigning, NameOf(expired)!.CommonName, expired!.JudgedAt,
                    expired.Certificate!.NotBefore, expired.Certificate.NotAfter),
                SignatureStatus.Untrusted => verdict!.Message,
                _ => (Strings.SignatureValid + " " + verdict!.Message).TrimEnd(),
            },
            Signer = signer?.CommonName ?? "",
            Identifier = signer?.Identifier ?? "",
            SigningTime = signature?.SigningTime,
            Algorithm = signature?.Algorithm ?? "",
            Certificate = signature?.Certificate,
            CounterSigner = NameOf(counterSignature)?.CommonName ?? "",
            CounterSignedAt = counterSignature?.SigningTime,
        };
    }

    private static SignerName? NameOf(XadesCheck? check) =>
        check?.Certificate is null ? null : new SignerName(check.Certificate);

    private static bool IsExpired(XadesCheck? check) => check is { Certificate: not null, JudgedAt: DateTimeOffset time }
        && (time.UtcDateTime < check.Certificate.NotBefore.ToUniversalTime()
            || time.UtcDateTime > check.Certificate.NotAfter.ToUniversalTime());
}
