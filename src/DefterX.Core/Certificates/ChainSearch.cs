using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Pkix;
using X509Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace DefterX.Certificates;

/// <summary>Searches the issuers of a certificate, each of those that bear the name, up to a trusted root.</summary>
internal sealed class ChainSearch
{
    private const int MaxLength = 10;

    private readonly DateTimeOffset _at;
    private readonly bool _judges;
    private readonly List<X509Certificate> _anchors;
    private readonly List<X509Certificate> _issuers;
    private readonly List<X509Certificate> _path = [];
    private IReadOnlyList<X509Certificate> _longest = [];
    private string _reason = "";
    private int _reasonRank = -1;

    // Many certificates of one name, which a stranger may send, would make the search endless.
    private int _tries = 100;

    public ChainSearch(IEnumerable<X509Certificate2> candidates, TrustedRoots roots, DateTimeOffset at)
    {
        _at = at;
        _judges = !roots.IsEmpty;
        _anchors = Convert(roots.Anchors);
        _issuers = [.. _anchors.Concat(Convert(roots.Intermediates)).Concat(Convert(candidates)).Distinct()];
    }

    public CertificateChain Run(X509Certificate2 leaf)
    {
        if (leaf.ToBouncyCastle() is not { } start) return new(TrustState.Untrusted, Strings.CertificateUnreadable, [leaf]);

        _path.Add(start);
        _longest = [start];
        bool isFound = (WasValid(start) || !_judges) && (_anchors.Contains(start) || FindIssuer());
        List<X509Certificate2> path = [leaf, .. _longest.Skip(1).Select(issuer => new X509Certificate2(issuer.GetEncoded()))];
        if (!_judges) return new(TrustState.NoRoots, Strings.NoRoots, path);
        return isFound
            ? new(TrustState.Trusted, Text.Format(Strings.ChainTrusted, _path[_path.Count - 1].SubjectDN.ToDisplay()), path)
            : new(TrustState.Untrusted, _reason, path);
    }

    private bool FindIssuer()
    {
        X509Certificate subject = _path[_path.Count - 1];
        X509Certificate[] named = [.. _issuers.Where(issuer =>
            issuer.SubjectDN.IsSame(subject.IssuerDN) && !_path.Contains(issuer))];
        if (named.Length == 0)
        {
            string format = subject.SubjectDN.IsSame(subject.IssuerDN) ? Strings.RootNotTrusted : Strings.IssuerUnknown;
            return Refuse(Text.Format(format, subject.SubjectDN.ToDisplay(), subject.IssuerDN.ToDisplay()));
        }

        return named.Any(Climb);
    }

    private bool Climb(X509Certificate issuer)
    {
        X509Certificate subject = _path[_path.Count - 1];
        if (_path.Count == MaxLength || _tries-- <= 0) return Refuse(Strings.ChainTooLong);
        if (!subject.IsSignedBy(issuer))
        {
            string reason = Text.Format(Strings.SignatureWrong, subject.SubjectDN.ToDisplay(), issuer.SubjectDN.ToDisplay());
            return Refuse(reason, isWeak: true);
        }

        if (IssuerCheck.Run(issuer, _path) is { } flaw) return Refuse(flaw);
        if (!WasValid(issuer)) return false;
        _path.Add(issuer);
        if (_path.Count > _longest.Count) _longest = [.. _path];
        if (_anchors.Contains(issuer) ? KeepsAllRules() : FindIssuer())
        {
            _longest = [.. _path];
            return true;
        }

        _path.RemoveAt(_path.Count - 1);
        return false;
    }

    private bool WasValid(X509Certificate certificate)
    {
        DateTime at = _at.UtcDateTime;
        return (certificate.NotBefore <= at && at <= certificate.NotAfter) || Refuse(Text.Format(
            Strings.NotValidAt,
            certificate.SubjectDN.ToDisplay(),
            _at.LocalDateTime,
            certificate.NotBefore.ToLocalTime(),
            certificate.NotAfter.ToLocalTime()));
    }

    /// <summary>The rules that are seldom broken: name constraints, policies, extensions that must be understood.</summary>
    private bool KeepsAllRules()
    {
        PkixParameters parameters = new(new HashSet<TrustAnchor> { new(_path[_path.Count - 1], null) })
        {
            IsRevocationEnabled = false,
            Date = _at.UtcDateTime,
        };
        try
        {
            new PkixCertPathValidator().Validate(new PkixCertPath([.. _path.Take(_path.Count - 1)]), parameters);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Refuse(Text.Format(Strings.PathInvalid, e.Message));
        }
    }

    /// <summary>Keeps the reason that was met farthest up;
    /// that another certificate of the same name did not sign is the least of them.</summary>
    private bool Refuse(string reason, bool isWeak = false)
    {
        int rank = (_path.Count * 2) + (isWeak ? 0 : 1);
        if (rank > _reasonRank) (_reasonRank, _reason) = (rank, reason);
        return false;
    }

    private static List<X509Certificate> Convert(IEnumerable<X509Certificate2> certificates) =>
        [.. certificates.Select(certificate => certificate.ToBouncyCastle()).OfType<X509Certificate>()];
}
