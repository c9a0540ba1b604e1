using System;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using DefterX.Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cmp;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Tsp;

namespace DefterX.Signatures.TimeStamps;

/// <summary>A time-stamping authority (RFC 3161). For any number of threads.</summary>
/// <param name="options">Where it is and how it is asked.</param>
/// <param name="roots">What the office trusts; with roots, a stamp of an authority that comes from none of them is refused.</param>
internal sealed class TimeStampAuthority(TimeStampOptions options, TrustedRoots roots)
{
    /// <summary>Has a digest stamped.</summary>
    /// <param name="digest">SHA-256 of the data.</param>
    /// <param name="cancellationToken">Stops it at once.</param>
    /// <returns>The TimeStampToken in DER, verified.</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.TimeStampFailed"/>: there is none that counts, and why.</exception>
    public byte[] Stamp(byte[] digest, CancellationToken cancellationToken)
    {
        TimeStampRequest request = CreateRequest(digest);
        try
        {
            using TimeStampClient client = new(options);
            byte[] reply = client.AskAsync(request.GetEncoded(), cancellationToken).GetAwaiter().GetResult();
            TimeStampToken token = Read(request, reply);
            byte[] encoded = token.GetEncoded("DER");
            TimeStamp stamp = TimeStamp.Read(encoded);
            stamp.CheckImprint(_ => digest);
            CheckTrust(stamp);
            return encoded;
        }
        catch (TimeStampException e)
        {
            throw new DefterXException(
                ErrorIds.TimeStampFailed, Text.Format(Strings.TimeStampFailed, options.Address, e.Message), options.Address, e);
        }
    }

    private TimeStampRequest CreateRequest(byte[] digest)
    {
        byte[] nonce = new byte[16];
        using (RandomNumberGenerator random = RandomNumberGenerator.Create()) random.GetBytes(nonce);
        TimeStampRequestGenerator generator = new();
        generator.SetCertReq(true);
        if (options.Policy is not null) generator.SetReqPolicy(new DerObjectIdentifier(options.Policy));
        return generator.Generate(TspAlgorithms.Sha256, digest, new BigInteger(1, nonce));
    }

    /// <summary>The token of a reply that belongs to the request (RFC 3161, 2.4.2).</summary>
    private TimeStampToken Read(TimeStampRequest request, byte[] reply)
    {
        TimeStampResponse response = BouncyCastleExtensions.Try(() => new TimeStampResponse(reply))
            ?? throw new TimeStampException(Strings.ReplyUnreadable);
        if (response.Status is not ((int)PkiStatus.Granted or (int)PkiStatus.GrantedWithMods))
            throw new TimeStampException(Text.Format(Strings.Refused, Reason(response)));
        TimeStampTokenInfo info = BouncyCastleExtensions.Try(() => response.TimeStampToken?.TimeStampInfo)
            ?? throw new TimeStampException(Strings.ReplyUnreadable);
        if (!request.Nonce.Equals(info.Nonce)) throw new TimeStampException(Strings.NonceWrong);
        if (info.MessageImprintAlgOid != request.MessageImprintAlgOid
            || !info.GetMessageImprintDigest().SequenceEqual(request.GetMessageImprintDigest()))
        {
            throw new TimeStampException(Strings.ImprintWrong);
        }

        if (options.Policy is not null && info.Policy != options.Policy)
            throw new TimeStampException(Text.Format(Strings.PolicyWrong, info.Policy, options.Policy));
        return response.TimeStampToken!;
    }

    private static string Reason(TimeStampResponse response)
    {
        string text = BouncyCastleExtensions.Try(response.GetStatusString)?.Trim() ?? "";
        PkiFailureInfo? failure = BouncyCastleExtensions.Try(response.GetFailInfo);
        string number = failure is null ? "" : "PKIFailureInfo " + failure.IntValue;
        return string.Join(", ", new[] { text, number, "PKIStatus " + response.Status }.Where(part => part.Length > 0));
    }

    private void CheckTrust(TimeStamp stamp)
    {
        if (roots.IsEmpty) return;
        CertificateChain chain = CertificateChain.Build(stamp.Authority, stamp.Certificates, roots, stamp.Time);
        if (chain.Trust == TrustState.Trusted) return;
        string name = CertificateFacts.CommonName(stamp.Authority.SubjectName);
        throw new TimeStampException(Text.Format(Strings.AuthorityNotTrusted, name, chain.Message.TrimEnd('.')));
    }
}
