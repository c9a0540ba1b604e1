using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DefterX.Certificates;
using Org.BouncyCastle.Tsp;
using X509Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace DefterX.Signatures.TimeStamps;

/// <summary>A time stamp whose signature verifies (RFC 3161, 2.4.2): what was there at a time, by its authority's word.
/// Immutable.</summary>
internal sealed class TimeStamp
{
    // SHA-2 alone, as for signatures (RFC 5754, 2).
    private static readonly Dictionary<string, HashAlgorithmName> s_digests = new(StringComparer.Ordinal)
    {
        [TspAlgorithms.Sha256] = HashAlgorithmName.SHA256,
        [TspAlgorithms.Sha384] = HashAlgorithmName.SHA384,
        [TspAlgorithms.Sha512] = HashAlgorithmName.SHA512,
    };

    private readonly TimeStampTokenInfo _info;

    private TimeStamp(TimeStampTokenInfo info, X509Certificate authority, IEnumerable<X509Certificate> certificates)
    {
        _info = info;
        Authority = new X509Certificate2(authority.GetEncoded());
        Certificates = [.. certificates.Select(certificate => new X509Certificate2(certificate.GetEncoded()))];
    }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Time => new(DateTime.SpecifyKind(_info.GenTime, DateTimeKind.Utc));

    /// <summary>Who made it. Whether it is trusted is another question.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>The certificates that came with it.</summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; }

    /// <summary>Reads a time stamp, and verifies its signature and the purpose of its certificate.</summary>
    /// <param name="token">A TimeStampToken in DER; not trusted.</param>
    /// <exception cref="TimeStampException">It is none that counts, and why.</exception>
    public static TimeStamp Read(byte[] token)
    {
        TimeStampToken stamp = BouncyCastleExtensions.Try(() => new TimeStampToken(new Org.BouncyCastle.Cms.CmsSignedData(token)))
            ?? throw new TimeStampException(Strings.TokenUnreadable);
        X509Certificate[] certificates = BouncyCastleExtensions.Try(() => stamp.GetCertificates().EnumerateMatches(null).ToArray()) ?? [];
        X509Certificate authority = BouncyCastleExtensions.Try(() => Array.Find(certificates, stamp.SignerID.Match))
            ?? throw new TimeStampException(Strings.AuthorityMissing);
        string name = authority.SubjectDN.ToDisplay();
        if (!BouncyCastleExtensions.Try(() => IsForTimeStamping(authority)))
            throw new TimeStampException(Text.Format(Strings.AuthorityPurposeWrong, name));
        try
        {
            stamp.Validate(authority);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new TimeStampException(Text.Format(Strings.TokenSignatureWrong, name, e.Message.TrimEnd('.')), e);
        }

        return BouncyCastleExtensions.Try(() => new TimeStamp(stamp.TimeStampInfo, authority, certificates))
            ?? throw new TimeStampException(Strings.TokenUnreadable);
    }

    /// <summary>Whether it is of data with a digest.</summary>
    /// <param name="digest">Gives the data's digest by an algorithm.</param>
    /// <exception cref="TimeStampException">It is of other data, or its digest proves nothing.</exception>
    public void CheckImprint(Func<HashAlgorithmName, byte[]> digest)
    {
        if (!s_digests.TryGetValue(_info.MessageImprintAlgOid, out HashAlgorithmName algorithm))
            throw new TimeStampException(Text.Format(Strings.ImprintAlgorithmNotAllowed, _info.MessageImprintAlgOid));
        if (!_info.GetMessageImprintDigest().SequenceEqual(digest(algorithm)))
            throw new TimeStampException(Strings.ImprintWrong);
    }

    // The one purpose, and critical (RFC 3161, 2.3).
    private static bool IsForTimeStamping(X509Certificate certificate) =>
        certificate.GetCriticalExtensionOids().Contains(Org.BouncyCastle.Asn1.X509.X509Extensions.ExtendedKeyUsage.Id)
        && certificate.GetExtendedKeyUsage() is { Count: 1 } purposes
        && purposes[0].Equals(Org.BouncyCastle.Asn1.X509.KeyPurposeID.id_kp_timeStamping);
}
