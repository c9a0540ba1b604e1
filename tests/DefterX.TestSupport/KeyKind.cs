namespace DefterX.TestSupport;

/// <summary>Keys that KamuSM issues a mali mühür for.</summary>
public enum KeyKind
{
    /// <summary>RSA of 2048 bits.</summary>
    Rsa,

    /// <summary>EC P-384.</summary>
    Ec,
}
