using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using DefterX.Files;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Ocsp;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Ocsp;
using X509Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace DefterX.Certificates;

/// <summary>An OCSP responder (RFC 6960).</summary>
internal sealed class OcspSource : RevocationSource
{
    // SHA-1 names the issuer, it proves nothing; responders know no other (RFC 5019, 2.1.1).
    private static readonly AlgorithmIdentifier s_sha1 = new(new DerObjectIdentifier("1.3.14.3.2.26"), DerNull.Instance);

    private readonly CertificateID _id;
    private readonly byte[] _nonce = new byte[16];

    public OcspSource(X509Certificate subject, X509Certificate issuer, Uri address)
        : base(subject, issuer, address)
    {
        _id = new CertificateID(s_sha1, issuer, subject.SerialNumber);
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        random.GetBytes(_nonce);
    }

    /// <inheritdoc/>
    public override string Name => "OCSP " + Address;

    /// <inheritdoc/>
    protected override string CacheKey => Address + "\n" + FileDigest.ToHexadecimal(_id.ToAsn1Object().GetDerEncoded());

    /// <inheritdoc/>
    protected override string CacheExtension => ".ocsp";

    /// <inheritdoc/>
    public override HttpRequestMessage CreateRequest()
    {
        X509ExtensionsGenerator extensions = new();
        extensions.AddExtension(OcspObjectIdentifiers.PkixOcspNonce, false, new DerOctetString(_nonce));
        OcspReqGenerator generator = new();
        generator.AddRequest(_id);
        generator.SetRequestExtensions(extensions.Generate());
        ByteArrayContent content = new(generator.Generate().GetEncoded());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/ocsp-request");
        return new HttpRequestMessage(HttpMethod.Post, Address) { Content = content };
    }

    /// <inheritdoc/>
    /// <remarks>Responders that answer in advance have no nonce (RFC 6960, 4.4.1).</remarks>
    public override bool IsAnswerToRequest(byte[] content)
    {
        Asn1Encodable? nonce = BouncyCastleExtensions.Try(() => ((BasicOcspResp)new OcspResp(content).GetResponseObject())
            .ResponseExtensions?.GetExtension(OcspObjectIdentifiers.PkixOcspNonce)?.GetParsedValue());
        return nonce is null
            || BouncyCastleExtensions.Try(() => Asn1OctetString.GetInstance(nonce).GetOctets().SequenceEqual(_nonce));
    }

    /// <inheritdoc/>
    public override RevocationStatement Read(byte[] content, DateTimeOffset now)
    {
        OcspResp? response = BouncyCastleExtensions.Try(() => new OcspResp(content));
        if (response is { Status: not OcspResponseStatus.Successful })
            throw new RevocationException(Text.Format(Strings.ResponderRefused, Name, ToWords(response.Status)));
        BasicOcspResp basic = BouncyCastleExtensions.Try(() => (BasicOcspResp?)response?.GetResponseObject())
            ?? throw new RevocationException(Text.Format(Strings.AnswerUnreadable, Name));
        if (!OcspSigner.IsAuthorized(basic, Issuer, now))
            throw new RevocationException(Text.Format(Strings.AnswerSignatureWrong, Name));
        SingleResp single = BouncyCastleExtensions.Try(() => basic.Responses.FirstOrDefault(IsOurs))
            ?? throw new RevocationException(Text.Format(Strings.AnswerOfAnother, Name));
        if (BouncyCastleExtensions.Try(() => single.GetCertStatus() is UnknownStatus))
            throw new RevocationException(Text.Format(Strings.ResponderDoesNotKnow, Name));
        return BouncyCastleExtensions.Try(() => Read(single))
            ?? throw new RevocationException(Text.Format(Strings.AnswerUnreadable, Name));
    }

    private RevocationStatement Read(SingleResp single)
    {
        RevokedStatus? revoked = single.GetCertStatus() as RevokedStatus;
        return new RevocationStatement
        {
            Source = Name,
            ThisUpdate = single.ThisUpdate,
            NextUpdate = single.NextUpdate,
            RevokedAt = revoked?.RevocationTime,
            Reason = revoked is { HasRevocationReason: true } ? revoked.RevocationReason : 0,
        };
    }

    private bool IsOurs(SingleResp single) =>
        single.GetCertID().SerialNumber.Equals(Subject.SerialNumber) && single.GetCertID().MatchesIssuer(Issuer);

    // OCSPResponseStatus (RFC 6960, 4.2.1).
    private static string ToWords(int status) => status switch
    {
        OcspResponseStatus.MalformedRequest => "malformedRequest",
        OcspResponseStatus.InternalError => "internalError",
        OcspResponseStatus.TryLater => "tryLater",
        OcspResponseStatus.SignatureRequired => "sigRequired",
        OcspResponseStatus.Unauthorized => "unauthorized",
        _ => "OCSPResponseStatus " + status,
    };
}
