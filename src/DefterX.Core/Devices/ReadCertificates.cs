using System;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DefterX.Devices;

/// <summary>The certificates that were read from tokens before, by their digests: understanding one takes longer than reading it.</summary>
internal static class ReadCertificates
{
    private const int Most = 256;
    private static readonly ConcurrentDictionary<string, (X509Certificate2, Device)> s_known = new(StringComparer.Ordinal);

    /// <summary>The certificate of an encoding, never to be disposed, and what it alone says of a device.</summary>
    /// <exception cref="CryptographicException">The octets are no X.509 certificate.</exception>
    public static (X509Certificate2 Certificate, Device Device) Of(byte[] der)
    {
        using SHA256 hash = SHA256.Create();
        string digest = Convert.ToBase64String(hash.ComputeHash(der));
        if (s_known.TryGetValue(digest, out (X509Certificate2, Device) known)) return known;
        if (s_known.Count >= Most) s_known.Clear();
        X509Certificate2 certificate = new(der);
        return s_known.GetOrAdd(digest, (certificate, TokenReader.Describe(certificate, "", "")));
    }
}
