using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

namespace DefterX.Devices;

/// <summary>A private key that is ready to sign, with its certificate.</summary>
internal interface ISigningKey
{
    /// <summary>The signer's certificate, without a private key.</summary>
    X509Certificate2 Certificate { get; }

    /// <summary>The leaf first, then the issuers that the device holds; at least the leaf.</summary>
    IReadOnlyList<X509Certificate2> Chain { get; }

    /// <summary>What <see cref="Sign"/> makes.</summary>
    SigningAlgorithm Algorithm { get; }

    /// <summary>Hashes and signs. Thread safe: calls to one token take turns.</summary>
    /// <returns>The PKCS#1 v1.5 value, or r||s for ECDSA (XMLDSig 1.1, 6.4.3).</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.DeviceRemoved"/>,
    /// <see cref="ErrorIds.PinRequired"/> and others.</exception>
    byte[] Sign(byte[] data, CancellationToken cancellationToken);
}
