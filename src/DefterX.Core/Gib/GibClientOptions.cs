using System;
using DefterX.Signatures;

namespace DefterX.Gib;

/// <summary>Settings of <see cref="GibClient"/>.</summary>
internal sealed record GibClientOptions
{
    /// <summary>The longest wait in which no byte goes either way;
    /// a large package on a slow line may take longer as a whole.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How the certificate is sent.</summary>
    public WsSecurityTokenType TokenType { get; init; } = WsSecurityTokenType.X509PkiPath;

    /// <summary>How long a signed message is valid; GİB's sample has 50 s,
    /// which a clock that is a minute off would spoil.</summary>
    public TimeSpan MessageLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The largest reply that is read, in bytes. An approved berat takes some tens of KiB.</summary>
    public int MaxReplySize { get; init; } = 32 * 1024 * 1024;
}
