using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DefterX.Devices;

namespace DefterX.Signatures;

/// <summary>The signature algorithms of the profile: RSA (PKCS#1 v1.5) and ECDSA, with SHA-2 (RFC 6931, 2.3).</summary>
internal sealed class SignatureMethod
{
    private const string Prefix = "http://www.w3.org/2001/04/xmldsig-more#";

    private readonly HashAlgorithmName _hash;
    private readonly bool _isRsa;

    private SignatureMethod(string name, HashAlgorithmName hash)
    {
        Name = name;
        _hash = hash;
        _isRsa = name.StartsWith("rsa-", StringComparison.Ordinal);
    }

    /// <summary>The fragment of the identifier: <c>rsa-sha256</c>.</summary>
    public string Name { get; }

    public string Uri => Prefix + Name;

    public static SignatureMethod Of(SigningAlgorithm algorithm) => algorithm == SigningAlgorithm.RsaSha256
        ? new SignatureMethod("rsa-sha256", HashAlgorithmName.SHA256)
        : new SignatureMethod("ecdsa-sha384", HashAlgorithmName.SHA384);

    /// <summary>The method of an identifier, or null if it is not allowed.</summary>
    public static SignatureMethod? FromUri(string uri)
    {
        if (!uri.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        string name = uri.Substring(Prefix.Length);
        return name switch
        {
            "rsa-sha256" or "ecdsa-sha256" => new SignatureMethod(name, HashAlgorithmName.SHA256),
            "rsa-sha384" or "ecdsa-sha384" => new SignatureMethod(name, HashAlgorithmName.SHA384),
            "rsa-sha512" or "ecdsa-sha512" => new SignatureMethod(name, HashAlgorithmName.SHA512),
            _ => null,
        };
    }

    /// <summary>The name of the certificate's key when it is too short: RSA below 2048 bits, EC below 256; else null.</summary>
    /// <exception cref="CryptographicException">The key is malformed or of an unknown curve.</exception>
    public string? WeakKey(X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm? key = _isRsa ? certificate.GetRSAPublicKey() : certificate.GetECDsaPublicKey();
        if (key is null || key.KeySize >= (_isRsa ? 2048 : 256)) return null;
        return (_isRsa ? "RSA-" : "EC-") + key.KeySize.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the certificate's key made the value; an ECDSA value is r||s (XMLDSig 1.1, 6.4.3).</summary>
    /// <returns>False also when the key is of another kind than the method.</returns>
    /// <exception cref="CryptographicException">The key is malformed or of an unknown curve.</exception>
    public bool Verify(X509Certificate2 certificate, byte[] data, byte[] value)
    {
        if (_isRsa)
        {
            using RSA? rsa = certificate.GetRSAPublicKey();
            return rsa is not null && rsa.VerifyData(data, value, _hash, RSASignaturePadding.Pkcs1);
        }
        using ECDsa? ecdsa = certificate.GetECDsaPublicKey();
        return ecdsa is not null && value.Length == (ecdsa.KeySize + 7) / 8 * 2 && ecdsa.VerifyData(data, value, _hash);
    }
}
