#if NET8_0_OR_GREATER
using System.Security.Cryptography;
#else
using System.Runtime.CompilerServices;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
#endif

namespace DefterX.Office;

/// <summary>PBKDF2 with HMAC-SHA256 (RFC 8018, 5.2) and comparison in constant time.</summary>
internal static class PasswordHash
{
    /// <summary>Length of salts in bytes.</summary>
    public const int SaltLength = 16;

    /// <summary>Rounds of new hashes.</summary>
    public const int Iterations = 600_000;

    private const int Length = 32;

    /// <summary>The hash, 32 bytes.</summary>
    public static byte[] Compute(byte[] secret, byte[] salt, int iterations)
    {
#if NET8_0_OR_GREATER
        return Rfc2898DeriveBytes.Pbkdf2(secret, salt, iterations, HashAlgorithmName.SHA256, Length);
#else
        Pkcs5S2ParametersGenerator generator = new(new Sha256Digest());
        generator.Init(secret, salt, iterations);
        return ((KeyParameter)generator.GenerateDerivedMacParameters(Length * 8)).GetKey();
#endif
    }

    /// <summary>Whether two values are equal, in a time that does not depend on where they differ.</summary>
#if NET8_0_OR_GREATER
    public static bool AreEqual(byte[] left, byte[] right) => CryptographicOperations.FixedTimeEquals(left, right);
#else
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    public static bool AreEqual(byte[] left, byte[] right)
    {
        if (left.Length != right.Length) return false;
        int difference = 0;
        for (int i = 0; i < left.Length; i++) difference |= left[i] ^ right[i];
        return difference == 0;
    }
#endif
}
