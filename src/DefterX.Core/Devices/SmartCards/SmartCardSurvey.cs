using System.Collections.Generic;

namespace DefterX.Devices.SmartCards;

/// <summary>The PC/SC service and its readers at one moment.</summary>
internal sealed record SmartCardSurvey
{
    public required SmartCardServiceState State { get; init; }

    /// <summary>The PC/SC error code (<c>SCARD_E_…</c>) of a service that failed; else 0.</summary>
    public uint ErrorCode { get; init; }

    /// <summary>The readers, in the service's order.</summary>
    public IReadOnlyList<SmartCardReader> Readers { get; init; } = [];
}

/// <summary>A smart card reader.</summary>
internal sealed record SmartCardReader
{
    /// <summary>The name that PC/SC gives it.</summary>
    public required string Name { get; init; }

    public bool HasCard { get; init; }

    /// <summary>Whether the card gives no answer to a reset: it is upside down, dirty or broken.</summary>
    /// <remarks>A card without power is no fault: Windows takes it from a card that nobody uses.</remarks>
    public bool IsMute { get; init; }

    /// <summary>Whether a program, perhaps this one, holds the card for itself alone.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>The card's answer to reset (ISO/IEC 7816-3, 8) in upper-case hexadecimal, or empty.</summary>
    public string Atr { get; init; } = "";
}
