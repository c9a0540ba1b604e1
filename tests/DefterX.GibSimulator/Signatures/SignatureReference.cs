using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Xml;

namespace DefterX.GibSimulator.Signatures;

/// <summary>A ds:Reference of a SignedInfo.</summary>
internal sealed class SignatureReference
{
    private readonly XmlElement _element;

    private SignatureReference(XmlElement element)
    {
        _element = element;
        Transforms = XmlTree.Children(element, Names.Ds, "Transforms")
            .SelectMany(transforms => XmlTree.Children(transforms, Names.Ds, "Transform")).ToArray();
    }

    /// <summary>The URI; null when the attribute is missing.</summary>
    public string? Uri => _element.HasAttribute("URI") ? _element.GetAttribute("URI") : null;

    public string Type => _element.GetAttribute("Type");

    public IReadOnlyList<XmlElement> Transforms { get; }

    public static IReadOnlyList<SignatureReference> Of(XmlElement signedInfo) =>
        XmlTree.Children(signedInfo, Names.Ds, "Reference").Select(element => new SignatureReference(element)).ToArray();

    public static HashAlgorithm Hash(XmlElement digestMethod) => digestMethod.GetAttribute("Algorithm") switch
    {
        Names.Sha256 => SHA256.Create(),
        Names.SignatureAlgorithms + "sha384" => SHA384.Create(),
        "http://www.w3.org/2001/04/xmlenc#sha512" => SHA512.Create(),
        string other => throw new InvalidSignatureException($"digest {other} is not taken, it has to be SHA-2"),
    };

    /// <exception cref="InvalidSignatureException">What is signed has another digest.</exception>
    public void Verify(Func<HashAlgorithm, byte[]> digest)
    {
        using HashAlgorithm hash = Hash(XmlTree.Only(_element, Names.Ds, "DigestMethod"));
        byte[] stated = Convert.FromBase64String(XmlTree.Only(_element, Names.Ds, "DigestValue").InnerText);
        if (!stated.AsSpan().SequenceEqual(digest(hash)))
            throw new InvalidSignatureException($"the digest of reference '{Uri}' differs");
    }
}
