using System.Collections.Generic;
using DefterX.Secrets;

namespace DefterX.Devices;

/// <summary>Which devices to look for, and where.</summary>
internal sealed record DeviceQuery
{
    /// <summary>The device's name, with <c>*</c> and <c>?</c>; null for every device.</summary>
    public string? Name { get; init; }

    /// <summary>PKCS#11 libraries besides the known ones.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>PFX files.</summary>
    public IReadOnlyList<string> PfxPaths { get; init; } = [];

    /// <summary>The password of the PFX files, to show their certificates; stays the caller's.</summary>
    public SecretBuffer? PfxPassword { get; init; }

    /// <summary>Whether to show encryption, authority and expired certificates too.</summary>
    public bool All { get; init; }
}
