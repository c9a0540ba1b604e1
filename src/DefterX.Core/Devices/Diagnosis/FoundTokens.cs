using System;
using System.Collections.Generic;
using System.Linq;

namespace DefterX.Devices.Diagnosis;

/// <summary>The tokens that the libraries show, each once, and the PFX files that are connected.</summary>
internal sealed record FoundTokens
{
    /// <summary>All tokens.</summary>
    public required IReadOnlyList<TokenReport> All { get; init; }

    /// <summary>Those whose name is asked for, and those that have none as they were never initialised.</summary>
    public required IReadOnlyList<TokenReport> Chosen { get; init; }

    /// <summary>Connected PFX files whose name is asked for.</summary>
    public required IReadOnlyList<DeviceConnection> FilesChosen { get; init; }

    /// <summary>Whether a signing certificate is found under the name.</summary>
    public bool AnyDevice => FilesChosen.Count > 0 || Chosen.Any(static token => token.Certificates.Any(IsForSigning));

    public static FoundTokens Of(DiagnosisFacts facts)
    {
        bool IsChosen(string name) => facts.Name is null || NameWildcard.IsMatch(facts.Name, name);

        List<TokenReport> all = [.. facts.Libraries.SelectMany(Shown).GroupBy(Identity).Select(static same => same.First())];
        // A second driver that serves the card in part says nothing that the first has not said.
        all.RemoveAll(token => token.Certificates.Count == 0
            && all.Exists(other => other.Reader == token.Reader && other.Certificates.Count > 0));
        return new FoundTokens
        {
            All = all,
            Chosen = [.. all.Where(token => !token.IsInitialised || IsChosen(token.Label))],
            FilesChosen = [.. facts.Connections.Where(connection => connection.Device.IsPfx && IsChosen(connection.Device.Name))],
        };
    }

    /// <summary>Whether a certificate is one for signatures, usable or not.</summary>
    public static bool IsForSigning(FoundCertificate found) => CertificateCheck.IsForSigning(found.Certificate);

    // SoftHSM always shows one token more, which is not initialised.
    private static IEnumerable<TokenReport> Shown(ExaminedLibrary library)
    {
        IReadOnlyList<TokenReport> tokens = library.Report?.Tokens ?? [];
        bool anyInitialised = tokens.Any(static token => token.IsInitialised);
        return tokens.Where(token => token.IsInitialised || !anyInitialised);
    }

    private static object Identity(TokenReport token)
    {
        if (token.Certificates.Count == 0) return (token.Label, token.Reader);
        IEnumerable<string> thumbprints = token.Certificates.Select(static found => found.Device.Thumbprint);
        return (token.Certificates[0].Device.SerialNumber, string.Join(",", thumbprints.OrderBy(static text => text, StringComparer.Ordinal)));
    }
}
