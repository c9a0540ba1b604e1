using System;
using System.Collections.Generic;
using System.Linq;
using Org.BouncyCastle.Asn1.X509;
using X509Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace DefterX.Certificates;

/// <summary>Where a certificate says that its revocation is told; http and https addresses alone.</summary>
internal static class RevocationAddresses
{
    private const int MaxCount = 3;

    /// <summary>OCSP responders (authority information access; RFC 5280, 4.2.2.1).</summary>
    public static IReadOnlyList<Uri> Ocsp(X509Certificate certificate) => Usable(BouncyCastleExtensions.Try(() =>
        AuthorityInformationAccess.GetInstance(certificate.GetExtensionParsedValue(X509Extensions.AuthorityInfoAccess))?
            .GetAccessDescriptions()
            .Where(access => access.AccessMethod.Equals(AccessDescription.IdADOcsp))
            .Select(access => access.AccessLocation)));

    /// <summary>CRLs of the certificate's issuer itself, with all reasons (RFC 5280, 4.2.1.13).</summary>
    public static IReadOnlyList<Uri> Crl(X509Certificate certificate) => Usable(BouncyCastleExtensions.Try(() =>
        CrlDistPoint.GetInstance(certificate.GetExtensionParsedValue(X509Extensions.CrlDistributionPoints))?
            .GetDistributionPoints()
            .Where(point => point.CrlIssuer is null && point.Reasons is null)
            .SelectMany(point => Names(point.DistributionPointName))));

    /// <summary>The full names of a distribution point; one relative to the issuer has none.</summary>
    public static IEnumerable<GeneralName> Names(DistributionPointName? point) =>
        point?.Type == DistributionPointName.FullName ? GeneralNames.GetInstance(point.Name).GetNames() : [];

    /// <summary>The name as an address, or null.</summary>
    public static Uri? ToUri(GeneralName name) =>
        name.TagNo == GeneralName.UniformResourceIdentifier
        && Uri.TryCreate(name.Name.ToString(), UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : null;

    private static Uri[] Usable(IEnumerable<GeneralName>? names) =>
        BouncyCastleExtensions.Try<Uri[]>(() => [.. (names ?? []).Select(ToUri).OfType<Uri>().Take(MaxCount)]) ?? [];
}
