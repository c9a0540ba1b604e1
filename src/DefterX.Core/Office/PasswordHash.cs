#if NET8_0_OR_GREATER
using System.Security.Cryptography;
#else
using System;
using System.Runtime.CompilerServices;
using DefterX.Secrets;
using Org.BouncyCastle.Crypto.Digests;
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
    /// <param name="secret">At most 64 bytes, a block of SHA-256; no copy of it is left behind.</param>
    /// <param name="salt">The salt.</param>
    /// <param name="iterations">The rounds, 1 or more.</param>
    public static byte[] Compute(byte[] secret, byte[] salt, int iterations)
    {
#if NET8_0_OR_GREATER
        return Rfc2898DeriveBytes.Pbkdf2(secret, salt, iterations, HashAlgorithmName.SHA256, Length);
#else
        Sha256Digest inner = Keyed(secret, 0x36);
        Sha256Digest outer = Keyed(secret, 0x5c);
        Sha256Digest digest = new();
        byte[] round = new byte[Length];
        byte[] hash = new byte[Length];
        for (int i = 0; i < iterations; i++)
        {
            digest.Reset(inner);
            if (i == 0)
            {
                digest.BlockUpdate(salt, 0, salt.Length);
                digest.BlockUpdate([0, 0, 0, 1], 0, 4);
            }
            else
            {
                digest.BlockUpdate(round, 0, Length);
            }

            digest.DoFinal(round, 0);
            digest.Reset(outer);
            digest.BlockUpdate(round, 0, Length);
            digest.DoFinal(round, 0);
            for (int octet = 0; octet < Length; octet++) hash[octet] ^= round[octet];
        }

        return hash;
#endif
    }

#if !NET8_0_OR_GREATER
    // SHA-256 after one of the key's blocks of HMAC (RFC 2104). BouncyCastle's own PBKDF2 leaves copies of the secret behind.
    private static Sha256Digest Keyed(byte[] secret, byte pad)
    {
        Sha256Digest digest = new();
        using PinnedBytes block = new(digest.GetByteLength());
        if (secret.Length > block.Bytes.Length) throw new ArgumentException("The secret is longer than a block.", nameof(secret));
        for (int i = 0; i < block.Bytes.Length; i++) block.Bytes[i] = (byte)((i < secret.Length ? secret[i] : 0) ^ pad);
        digest.BlockUpdate(block.Bytes, 0, block.Bytes.Length);
        return digest;
    }
#endif

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
