namespace DefterX.Devices;

/// <summary>What a key signs with. The choice follows from the public key alone.</summary>
public enum SigningAlgorithm
{
    /// <summary>RSA PKCS#1 v1.5 with SHA-256 (XML: xmldsig-more#rsa-sha256).</summary>
    RsaSha256,

    /// <summary>ECDSA with SHA-384 (XML: xmldsig-more#ecdsa-sha384, value r||s).</summary>
    EcdsaSha384,
}
