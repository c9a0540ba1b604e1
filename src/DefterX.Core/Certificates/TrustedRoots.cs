using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace DefterX.Certificates;

/// <summary>The certificates by which an office judges others. Immutable; there are no built-in ones.</summary>
internal sealed class TrustedRoots
{
    /// <summary>No roots: nothing is judged.</summary>
    public static readonly TrustedRoots None = new([]);

    /// <param name="certificates">Self-signed ones are trusted;
    /// the others only help to find the way to one that is.</param>
    public TrustedRoots(IEnumerable<X509Certificate2> certificates)
    {
        ILookup<bool, X509Certificate2> byKind = certificates.ToLookup(BouncyCastleExtensions.IsSelfSigned);
        Anchors = [.. byKind[true]];
        Intermediates = [.. byKind[false]];
    }

    /// <summary>The trust anchors (RFC 5280, 6.1.1 d).</summary>
    public IReadOnlyList<X509Certificate2> Anchors { get; }

    /// <summary>Issuers that are not trusted by themselves.</summary>
    public IReadOnlyList<X509Certificate2> Intermediates { get; }

    /// <summary>Whether there is nothing to judge by. Intermediates alone count: by them nothing is trusted.</summary>
    public bool IsEmpty => Anchors.Count == 0 && Intermediates.Count == 0;

    /// <summary>Reads certificate files (<see cref="CertificateFile"/>).</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/> with the name of the file at fault.</exception>
    public static TrustedRoots Read(IEnumerable<string> files) => new(files.SelectMany(CertificateFile.Read));
}
