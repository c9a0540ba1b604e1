using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using X509Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace DefterX.Certificates;

/// <summary>Asks whether certificates were revoked: OCSP first, then CRLs, the cache before the network.</summary>
internal sealed class RevocationCheck(RevocationLookup lookup, DateTimeOffset at)
{
    private readonly RevocationOptions _options = lookup.Options;

    /// <summary>The verdict on a path: Revoked if one of its certificates is, Good if all are known not to be.</summary>
    /// <param name="path">The certificate, then each one's issuer; the last one is not asked about.</param>
    public async Task<RevocationAnswer> RunAsync(IReadOnlyList<X509Certificate2> path, CancellationToken cancellationToken)
    {
        if (path.Count == 1) return RevocationAnswer.Unknown(Strings.RevocationWithoutIssuer);
        List<RevocationAnswer> answers = [];
        // From the root down: what a revoked issuer says of others does not count.
        for (int i = path.Count - 2; i >= 0; i--)
        {
            RevocationAnswer answer = await AskAsync(path[i].ToBouncyCastle()!, path[i + 1].ToBouncyCastle()!, cancellationToken)
                .ConfigureAwait(false);
            if (answer.State == RevocationState.Revoked) return answer;
            answers.Insert(0, answer);
        }

        RevocationState state = answers.Exists(answer => answer.State == RevocationState.Unknown)
            ? RevocationState.Unknown
            : RevocationState.Good;
        return new(
            state,
            string.Join(" ", answers.Select(answer => answer.Message)),
            answers.Find(answer => answer.RevokedAt is not null)?.RevokedAt);
    }

    private async Task<RevocationAnswer> AskAsync(
        X509Certificate subject, X509Certificate issuer, CancellationToken cancellationToken)
    {
        RevocationSource[] sources =
        [
            .. RevocationAddresses.Ocsp(subject).Select(address => new OcspSource(subject, issuer, address)),
            .. RevocationAddresses.Crl(subject).Select(address => new CrlSource(subject, issuer, address)),
        ];
        string name = subject.SubjectDN.ToDisplay();
        List<string> problems = [];
        foreach (RevocationSource source in sources)
        {
            RevocationAnswer answer = await AskAsync(source, subject.NotAfter, cancellationToken).ConfigureAwait(false);
            _options.Logger.LogDebug("Revocation of {Name}: {State}, {Message}", name, answer.State, answer.Message);
            if (answer.State != RevocationState.Unknown)
                return answer with { Message = Text.Format(Strings.AboutCertificate, name, answer.Message) };
            problems.Add(answer.Message);
        }

        if (problems.Count == 0) problems.Add(Strings.NoAddress);
        return RevocationAnswer.Unknown(Text.Format(Strings.RevocationUnknown, name, string.Join("; ", problems)));
    }

    private async Task<RevocationAnswer> AskAsync(
        RevocationSource source, DateTimeOffset notAfter, CancellationToken cancellationToken)
    {
        RevocationAnswer? old = ReadKept(source, notAfter);
        if (old is { State: not RevocationState.Unknown }) return old;
        if (_options.Offline) return With(Text.Format(Strings.Offline, source.Name), old);
        try
        {
            RevocationStatement statement = await lookup.AskAsync(source, cancellationToken).ConfigureAwait(false);
            RevocationAnswer answer = statement.At(notAfter, at, _options.Clock());
            // An answer without nextUpdate is for the moment alone.
            if (answer.State != RevocationState.Unknown && statement.NextUpdate is not null)
                await lookup.KeepAsync(source, cancellationToken).ConfigureAwait(false);
            return answer;
        }
        catch (RevocationException e)
        {
            return With(e.Message, old);
        }
    }

    private RevocationAnswer? ReadKept(RevocationSource source, DateTimeOffset notAfter)
    {
        try
        {
            return lookup.ReadKept(source)?.At(notAfter, at, _options.Clock());
        }
        catch (RevocationException e)
        {
            return RevocationAnswer.Unknown(e.Message);
        }
    }

    private static RevocationAnswer With(string problem, RevocationAnswer? old) =>
        RevocationAnswer.Unknown(old is null ? problem : problem + "; " + Text.Format(Strings.Kept, old.Message));
}
