using System;
using System.Security.Cryptography.X509Certificates;

namespace DefterX.Signatures;

/// <summary>What the enveloped XAdES signature of a file is worth. Immutable.</summary>
public sealed record Signature
{
    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The verdict.</summary>
    public required SignatureStatus Status { get; init; }

    /// <summary>The verdict in words, in the UI culture.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>Common name of the signer, or empty.</summary>
    public string Signer { get; init; } = "";

    /// <summary>VKN or TCKN of the signer, or empty.</summary>
    public string Identifier { get; init; } = "";

    /// <summary>The claimed signing time (xades:SigningTime), or null.</summary>
    public DateTimeOffset? SigningTime { get; init; }

    /// <summary>Name of the signature method: <c>rsa-sha256</c>, <c>ecdsa-sha384</c>, or empty.</summary>
    public string Algorithm { get; init; } = "";

    /// <summary>The signer's certificate, or null.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Common name of the counter-signer (GİB on an approved berat), or empty.</summary>
    public string CounterSigner { get; init; } = "";

    /// <summary>The counter-signature's claimed time, or null.</summary>
    public DateTimeOffset? CounterSignedAt { get; init; }
}
