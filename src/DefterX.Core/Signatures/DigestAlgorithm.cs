using System.Security.Cryptography;

namespace DefterX.Signatures;

/// <summary>The digests of the profile: SHA-2 alone.</summary>
internal static class DigestAlgorithm
{
    public const string Sha256Uri = "http://www.w3.org/2001/04/xmlenc#sha256";

    /// <summary>The algorithm of an identifier, or null if it is not allowed.</summary>
    public static HashAlgorithmName? FromUri(string uri) => uri switch
    {
        Sha256Uri => HashAlgorithmName.SHA256,
        "http://www.w3.org/2001/04/xmldsig-more#sha384" => HashAlgorithmName.SHA384,
        "http://www.w3.org/2001/04/xmlenc#sha512" => HashAlgorithmName.SHA512,
        _ => null,
    };

    public static byte[] Compute(HashAlgorithmName algorithm, byte[] data)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }
}
