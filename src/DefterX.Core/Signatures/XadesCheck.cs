using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using DefterX.Signatures.TimeStamps;
using DefterX.Xml;
using N = DefterX.Signatures.XmlSignatureNames;

namespace DefterX.Signatures;

/// <summary>Checks one XAdES-BES or -T signature: its form, references, certificate binding, value and time stamps.</summary>
internal sealed class XadesCheck
{
    private readonly List<string> _flaws = [];
    private readonly SignatureInDocument _document;
    private readonly SignedTarget _target;

    private XadesCheck(SignatureInDocument document, SignedTarget target)
    {
        _document = document;
        _target = target;
    }

    /// <summary>What is wrong, in the UI culture; empty if the signature verifies.</summary>
    public IReadOnlyList<string> Flaws => _flaws;

    public X509Certificate2? Certificate { get; private set; }

    /// <summary>All certificates of ds:KeyInfo: the signer's, and issuers that came with it.</summary>
    public IReadOnlyList<X509Certificate2> KeyInfoCertificates { get; private set; } = [];

    /// <summary>The time that the signer claims.</summary>
    public DateTimeOffset? SigningTime { get; private set; }

    /// <summary>The earliest time stamp of the signature value, or null.</summary>
    public TimeStamp? TimeStamp { get; private set; }

    /// <summary>The time at which the signature is judged: that of its time stamp, else the claimed one
    /// (ETSI EN 319 102-1, 5.5: the best signature time).</summary>
    public DateTimeOffset? JudgedAt => TimeStamp?.Time ?? SigningTime;

    /// <summary>Name of the signature method, or empty.</summary>
    public string Algorithm { get; private set; } = "";

    /// <param name="document">The document's signature, with all that is in it.</param>
    /// <param name="signature">The signature to check: that one, or a counter-signature in it.</param>
    /// <param name="target">What it must sign.</param>
    public static XadesCheck Run(SignatureInDocument document, XmlElement signature, SignedTarget target)
    {
        XadesCheck check = new(document, target);
        try
        {
            check.Check(signature);
        }
        catch (Exception e) when (e is FormatException or CryptographicException or PlatformNotSupportedException)
        {
            check._flaws.Add(Text.Format(Strings.ContentUnreadable, e.Message));
        }
        return check;
    }

    private void Check(XmlElement signature)
    {
        XmlElement? signedInfo = Only(signature, "SignedInfo");
        XmlElement? value = Only(signature, "SignatureValue");
        XmlElement? keyInfo = Only(signature, "KeyInfo");
        XmlElement? holder = Only(signature, "Object");
        XmlElement? qualifying = Only(holder, "QualifyingProperties", N.Xades);
        XmlElement? properties = Only(qualifying, "SignedProperties", N.Xades);
        XmlElement? signed = Only(properties, "SignedSignatureProperties", N.Xades);
        if (signedInfo is null || value is null || keyInfo is null || signed is null) return;

        if (!signature.HasAttribute("Id") || qualifying!.GetAttribute("Target") != "#" + signature.GetAttribute("Id"))
            _flaws.Add(Strings.TargetWrong);
        if (_target.IsDocument && !value.HasAttribute("Id")) _flaws.Add(Strings.SignatureValueWithoutId);
        SigningTime = ReadSigningTime(signed);
        KeyInfoCheck signer = new(keyInfo, signed, _flaws);
        Certificate = signer.Run();
        KeyInfoCertificates = signer.Certificates;
        new ReferenceCheck(_document, _target, properties!, _flaws).Run(signedInfo);
        CheckValue(signedInfo, Convert.FromBase64String(value.InnerText));
        TimeStamp = new TimeStampCheck(_document, value, _flaws).Run(qualifying!);
    }

    private void CheckValue(XmlElement signedInfo, byte[] value)
    {
        CanonicalizationMethod? canonicalization =
            Only(signedInfo, "CanonicalizationMethod")?.ToCanonicalizationMethod();
        if (canonicalization is null)
            AddAlgorithmFlaw(signedInfo, "CanonicalizationMethod");
        SignatureMethod? method = SignatureMethod.FromUri(signedInfo.AlgorithmOf("SignatureMethod"));
        if (method is null) AddAlgorithmFlaw(signedInfo, "SignatureMethod");
        if (canonicalization is null || method is null) return;

        Algorithm = method.Name;
        byte[] canonical = _document.Canonicalize(signedInfo, canonicalization);
        if (Certificate is not null && !method.Verify(Certificate, canonical, value))
            _flaws.Add(Text.Format(Strings.SignatureValueWrong, method.Name));
    }

    private void AddAlgorithmFlaw(XmlElement signedInfo, string name) =>
        _flaws.Add(Text.Format(Strings.AlgorithmNotAllowed, name, signedInfo.AlgorithmOf(name)));

    /// <summary>An xs:dateTime; one without an offset is taken as Turkish time.</summary>
    private DateTimeOffset? ReadSigningTime(XmlElement signed)
    {
        string text = Only(signed, "SigningTime", N.Xades)?.InnerText.Trim() ?? "";
        DateTimeOffset? time = ParseTime(text);
        if (time is null) _flaws.Add(Text.Format(Strings.SigningTimeWrong, text));
        return time;
    }

    private static DateTimeOffset? ParseTime(string text)
    {
        if (text.Split('T').Length != 2) return null;
        try
        {
            DateTime time = XmlConvert.ToDateTime(text, XmlDateTimeSerializationMode.RoundtripKind);
            return time.Kind == DateTimeKind.Unspecified
                ? new DateTimeOffset(time, TimeSpan.FromHours(3))
                : XmlConvert.ToDateTimeOffset(text);
        }
        catch (Exception e) when (e is FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private XmlElement? Only(XmlElement? parent, string name, string namespaceUri = N.Ds)
    {
        if (parent is null) return null;
        XmlElement[] children = [.. parent.Children(name, namespaceUri)];
        if (children.Length == 1) return children[0];
        _flaws.Add(Text.Format(Strings.ElementCountWrong, parent.LocalName, children.Length, name));
        return null;
    }
}
