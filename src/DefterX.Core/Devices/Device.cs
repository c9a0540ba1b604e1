using System;

namespace DefterX.Devices;

/// <summary>A signing certificate with its key, on a PKCS#11 token or in a PFX file. Immutable;
/// seen at the time of discovery.</summary>
public sealed record Device
{
    /// <summary>The token label, or the file name of a PFX file.</summary>
    public required string Name { get; init; }

    /// <summary>The common name (CN) of the certificate's subject.</summary>
    public required string Owner { get; init; }

    /// <summary>The VKN (10 digits) or TCKN (11 digits) in the subject's serialNumber, or empty.</summary>
    public required string Identifier { get; init; }

    /// <summary>The kind of certificate by TÜBİTAK's rules.</summary>
    public required DeviceKind Kind { get; init; }

    /// <summary>The public key's kind and size: <c>RSA-2048</c>, <c>EC-P384</c>.</summary>
    public required string KeyAlgorithm { get; init; }

    /// <summary>The common name (CN) of the certificate's issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>The start of the certificate's validity, local time.</summary>
    public required DateTime NotBefore { get; init; }

    /// <summary>The end of the certificate's validity, local time.</summary>
    public required DateTime NotAfter { get; init; }

    /// <summary>SHA-1 of the certificate in upper-case hexadecimal, as everywhere in Windows.</summary>
    public required string Thumbprint { get; init; }

    /// <summary>The slot description of the reader, or empty for a PFX file.</summary>
    public string Reader { get; init; } = "";

    /// <summary>The token's serial number, or empty.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>The token's manufacturer, or empty.</summary>
    public string Manufacturer { get; init; } = "";

    /// <summary>The token's model, or empty.</summary>
    public string Model { get; init; } = "";

    /// <summary>Full path of the PKCS#11 library, or of the PFX file.</summary>
    public required string Library { get; init; }

    /// <summary>What the token says of its PIN counter.</summary>
    public PinState PinState { get; init; } = PinState.Unknown;

    /// <summary>Whether the PIN is typed on the reader (CKF_PROTECTED_AUTHENTICATION_PATH).</summary>
    public bool HasPinPad { get; init; }

    /// <summary>Whether this process was logged in to the token when the object was made.</summary>
    public bool IsConnected { get; init; }

    /// <summary>Whether the device is a PFX file.</summary>
    public bool IsPfx { get; init; }

    /// <summary>The RFC 7512 URI of the certificate object, or a file URI for a PFX file.</summary>
    public string Uri { get; init; } = "";

    /// <summary>The name and the owner.</summary>
    public override string ToString() => $"{Name} ({Owner})";
}
