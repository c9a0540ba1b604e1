using System;
using System.Linq;
using System.Net.Http;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.X509;
using X509Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace DefterX.Certificates;

/// <summary>A complete CRL of the issuer (RFC 5280, 6.3.3); indirect and delta CRLs are refused.</summary>
internal sealed class CrlSource(X509Certificate subject, X509Certificate issuer, Uri address)
    : RevocationSource(subject, issuer, address)
{
    /// <inheritdoc/>
    public override string Name => "CRL " + Address;

    /// <inheritdoc/>
    protected override string CacheKey => Address.ToString();

    /// <inheritdoc/>
    protected override string CacheExtension => ".crl";

    /// <inheritdoc/>
    public override HttpRequestMessage CreateRequest() => new(HttpMethod.Get, Address);

    /// <inheritdoc/>
    public override RevocationStatement Read(byte[] content, DateTimeOffset now)
    {
        X509Crl crl = BouncyCastleExtensions.Try(() => new X509Crl(content))
            ?? throw new RevocationException(Text.Format(Strings.AnswerUnreadable, Name));
        bool isIssuers = BouncyCastleExtensions.Try(() => crl.IssuerDN.IsSame(Issuer.SubjectDN)
            && Issuer.MayBeUsedFor(BouncyCastleExtensions.CrlSign)
            && BouncyCastleExtensions.ProvesSomething(crl.SigAlgOid)
            && crl.IsSignatureValid(Issuer.GetPublicKey()));
        if (!isIssuers) throw new RevocationException(Text.Format(Strings.AnswerSignatureWrong, Name));
        if (!BouncyCastleExtensions.Try(() => IsForSubject(crl)))
            throw new RevocationException(Text.Format(Strings.CrlScopeWrong, Name));
        return BouncyCastleExtensions.Try(() => Find(crl))
            ?? throw new RevocationException(Text.Format(Strings.AnswerUnreadable, Name));
    }

    private RevocationStatement Find(X509Crl crl)
    {
        X509CrlEntry? entry = crl.GetRevokedCertificate(Subject.SerialNumber);
        Asn1Object? reason = entry?.GetExtensionParsedValue(X509Extensions.ReasonCode);
        return new RevocationStatement
        {
            Source = Name,
            ThisUpdate = crl.ThisUpdate,
            NextUpdate = crl.NextUpdate,
            RevokedAt = entry?.RevocationDate,
            Reason = reason is null ? 0 : DerEnumerated.GetInstance(reason).IntValueExact,
        };
    }

    /// <summary>Whether the CRL covers the certificate, with all reasons (RFC 5280, 6.3.3 b and 5.2.4, 5.2.5).</summary>
    private bool IsForSubject(X509Crl crl)
    {
        if (crl.GetCriticalExtensionOids()?.Any(oid => oid != X509Extensions.IssuingDistributionPoint.Id) == true) return false;
        if (crl.GetExtension(X509Extensions.DeltaCrlIndicator) is not null) return false;
        if (crl.GetExtensionParsedValue(X509Extensions.IssuingDistributionPoint) is not { } extension) return true;
        IssuingDistributionPoint scope = IssuingDistributionPoint.GetInstance(extension);
        bool isAuthority = Subject.GetBasicConstraints() >= 0;
        return !scope.IsIndirectCrl
            && scope.OnlySomeReasons is null
            && !scope.OnlyContainsAttributeCerts
            && !(isAuthority ? scope.OnlyContainsUserCerts : scope.OnlyContainsCACerts)
            && (scope.DistributionPoint is null
                || RevocationAddresses.Names(scope.DistributionPoint).Select(RevocationAddresses.ToUri).Contains(Address));
    }
}
