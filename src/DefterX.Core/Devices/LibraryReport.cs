using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace DefterX.Devices;

/// <summary>What a PKCS#11 library answered to a search.</summary>
/// <param name="Path">Full path of the library.</param>
/// <param name="Failure">Why it could not be asked (<see cref="ErrorIds.LibraryNotLoaded"/>), or null.</param>
/// <param name="Tokens">The tokens present, also those that are not initialised.</param>
internal sealed record LibraryReport(string Path, DefterXException? Failure, IReadOnlyList<TokenReport> Tokens);

/// <summary>A token as its library shows it, without a PIN.</summary>
internal sealed record TokenReport
{
    /// <summary>The token's label; may be empty.</summary>
    public required string Label { get; init; }

    /// <summary>The slot description of the reader.</summary>
    public required string Reader { get; init; }

    /// <summary>Whether the token has been initialised (CKF_TOKEN_INITIALIZED).</summary>
    public required bool IsInitialised { get; init; }

    /// <summary>What the token says of its PIN counter.</summary>
    public required PinState PinState { get; init; }

    /// <summary>Why its certificates could not be read, or null.</summary>
    public DefterXException? Failure { get; init; }

    /// <summary>All its certificates, those of authorities and for encryption too.</summary>
    public IReadOnlyList<FoundCertificate> Certificates { get; init; } = [];
}

/// <summary>A certificate on a token.</summary>
/// <param name="Device">The device that it makes.</param>
/// <param name="Certificate">The certificate.</param>
internal sealed record FoundCertificate(Device Device, X509Certificate2 Certificate);
