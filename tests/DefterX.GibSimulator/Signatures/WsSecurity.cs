using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;

namespace DefterX.GibSimulator.Signatures;

/// <summary>
/// The WS-Security header of a request (Web Servis Kılavuzu v1.7, WSS X.509 Token Profile 1.0): one token, one signature by
/// direct reference over Timestamp and Body, fresh.
/// </summary>
internal sealed class WsSecurity(SimulatorOptions options)
{
    /// <returns>The signer's certificate.</returns>
    /// <exception cref="InvalidSignatureException">The header does not prove who sent the Body, and when.</exception>
    public X509Certificate2 Verify(XmlDocument envelope)
    {
        XmlElement root = envelope.DocumentElement!;
        Dictionary<string, XmlElement> ids = XmlTree.Ids(root);
        XmlElement security = XmlTree.Only(XmlTree.Only(root, Names.Soap, "Header"), Names.Wsse, "Security");
        XmlElement body = XmlTree.Only(root, Names.Soap, "Body");
        XmlElement timestamp = XmlTree.Only(security, Names.Wsu, "Timestamp");
        XmlElement token = XmlTree.Only(security, Names.Wsse, "BinarySecurityToken");
        XmlElement signature = XmlTree.Only(security, Names.Ds, "Signature");
        if (root.GetElementsByTagName("Signature", Names.Ds).Count != 1)
            throw new InvalidSignatureException("there is a ds:Signature outside the Security header");

        X509Certificate2 certificate = Certificate(token);
        CheckKeyReference(signature, token, ids);
        XmlElement signedInfo = XmlTree.Only(signature, Names.Ds, "SignedInfo");
        RequireExclusive(XmlTree.Only(signedInfo, Names.Ds, "CanonicalizationMethod"));
        SignatureValue.Verify(signature, certificate);
        HashSet<XmlElement> signed = VerifyReferences(signedInfo, ids);
        if (!signed.Contains(timestamp))
            throw new InvalidSignatureException("the Timestamp is not signed");
        if (!signed.Contains(body))
            throw new InvalidSignatureException("the Body is not signed");
        CheckFreshness(timestamp);
        SignerCertificate.Check(certificate, options.TimeProvider.GetUtcNow(), options.TrustedAuthorities);
        return certificate;
    }

    private static HashSet<XmlElement> VerifyReferences(XmlElement signedInfo, Dictionary<string, XmlElement> ids)
    {
        HashSet<XmlElement> signed = [];
        foreach (SignatureReference reference in SignatureReference.Of(signedInfo))
        {
            if (reference.Uri is not ['#', .. string id] || !ids.TryGetValue(id, out XmlElement? element))
                throw new InvalidSignatureException($"reference '{reference.Uri}' is to no element of the message");
            if (reference.Transforms is not [XmlElement transform])
                throw new InvalidSignatureException($"reference '{reference.Uri}' does not have one transform");
            RequireExclusive(transform);
            reference.Verify(hash => Canonicalization.Digest(element, Canonicalization.Of(transform), hash));
            signed.Add(element);
        }

        return signed;
    }

    private static void RequireExclusive(XmlElement method)
    {
        if (method.GetAttribute("Algorithm") != Names.ExclusiveC14N)
            throw new InvalidSignatureException("canonicalization has to be exclusive");
    }

    private static void CheckKeyReference(XmlElement signature, XmlElement token, Dictionary<string, XmlElement> ids)
    {
        XmlElement keyInfo = XmlTree.Only(signature, Names.Ds, "KeyInfo");
        XmlElement reference = XmlTree.Only(
            XmlTree.Only(keyInfo, Names.Wsse, "SecurityTokenReference"), Names.Wsse, "Reference");
        if (reference.GetAttribute("URI") is not ['#', .. string id] || ids.GetValueOrDefault(id) != token)
            throw new InvalidSignatureException("KeyInfo is no direct reference to the BinarySecurityToken");
        if (reference.GetAttribute("ValueType") != token.GetAttribute("ValueType"))
            throw new InvalidSignatureException("the token reference has another ValueType than the token");
    }

    private static X509Certificate2 Certificate(XmlElement token)
    {
        if (token.GetAttribute("EncodingType") is not ("" or Names.Base64Binary))
            throw new InvalidSignatureException("the token is not Base64Binary");
        byte[] content = Convert.FromBase64String(token.InnerText);
        try
        {
            return X509CertificateLoader.LoadCertificate(token.GetAttribute("ValueType") switch
            {
                Names.X509Profile + "X509v3" => content,
                Names.X509Profile + "X509PKIPathv1" => LastOfPath(content),
                string other => throw new InvalidSignatureException($"token type '{other}' is not taken"),
            });
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException)
        {
            throw new InvalidSignatureException("the token cannot be read", exception);
        }
    }

    /// <summary>PkiPath: a SEQUENCE OF Certificate, the signer's last (X.509 Token Profile 1.0 §3.1).</summary>
    private static byte[] LastOfPath(byte[] path)
    {
        AsnReader reader = new(path, AsnEncodingRules.DER);
        AsnReader certificates = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        byte[] last = [];
        while (certificates.HasData)
            last = certificates.ReadEncodedValue().ToArray();
        return last;
    }

    private void CheckFreshness(XmlElement timestamp)
    {
        DateTimeOffset created = Time(timestamp, "Created"), expires = Time(timestamp, "Expires");
        DateTimeOffset now = options.TimeProvider.GetUtcNow();
        if (created > now + options.ClockSkew)
            throw new InvalidSignatureException("the Timestamp was created in the future");
        if (expires < now - options.ClockSkew)
            throw new InvalidSignatureException("the Timestamp has expired");
        if (expires <= created || expires - created > options.MaxTimestampLifetime)
            throw new InvalidSignatureException("the Timestamp's lifetime is not acceptable");
    }

    private static DateTimeOffset Time(XmlElement timestamp, string name)
    {
        string text = XmlTree.Only(timestamp, Names.Wsu, name).InnerText;
        return text.EndsWith('Z')
            ? XmlConvert.ToDateTimeOffset(text)
            : throw new InvalidSignatureException($"{name} '{text}' is not a UTC time");
    }
}
