using System;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using DefterX.Secrets;

namespace DefterX.Office;

/// <summary>A login key, <c>xxx-aaa-ddd-eee</c>: four groups of three lower-case letters or digits.
/// Masked and pinned in memory; zeroed when disposed.</summary>
internal sealed class LoginKey : IDisposable
{
    private const int Length = 15;

    // Without 0, 1, i, l and o, which are easily misread.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private readonly SecretBuffer _secret;

    private LoginKey(SecretBuffer secret) => _secret = secret;

    /// <summary>Makes a new key from the system's random numbers.</summary>
    public static LoginKey Generate()
    {
        using PinnedBytes ascii = new(Length);
        using PinnedBytes random = new(1);
        int limit = 256 - (256 % Alphabet.Length);
        using RandomNumberGenerator generator = RandomNumberGenerator.Create();
        for (int i = 0; i < Length; i++)
        {
            if (i % 4 == 3)
            {
                ascii.Bytes[i] = (byte)'-';
                continue;
            }

            do generator.GetBytes(random.Bytes);
            while (random.Bytes[0] >= limit);
            ascii.Bytes[i] = (byte)Alphabet[random.Bytes[0] % Alphabet.Length];
        }

        return new LoginKey(SecretBuffer.FromUtf8(ascii.Bytes));
    }

    /// <summary>Reads a key; upper-case letters and blanks around it are accepted.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.InvalidLoginKey"/>;
    /// the message does not repeat the text.</exception>
    public static LoginKey Parse(string text) => Parse(text.Length, i => text[i]);

    /// <summary>Reads a key as <see cref="Parse(string)"/> does, without making a string of it.</summary>
    public static LoginKey Parse(SecureString text)
    {
        IntPtr pointer = Marshal.SecureStringToGlobalAllocUnicode(text);
        try
        {
            return Parse(text.Length, i => (char)Marshal.ReadInt16(pointer, i * sizeof(char)));
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    /// <summary>The key for showing it once.</summary>
    /// <exception cref="ObjectDisposedException">The key was zeroed.</exception>
    public SecureString ToSecureString() => _secret.ToSecureString();

    /// <summary>A copy that lives on its own.</summary>
    public LoginKey Copy() => new(_secret.Copy());

    /// <summary>Hands the masked key to whoever sends it; it stays this one's.</summary>
    public T UseSecret<T>(Func<SecretBuffer, T> use) => use(_secret);

    /// <summary>PBKDF2-SHA256 of the key.</summary>
    public byte[] Hash(byte[] salt, int iterations) =>
        _secret.Use(clear => PasswordHash.Compute(clear, salt, iterations));

    /// <summary>Hands out the key, 15 octets of ASCII, for the time of a call.</summary>
    /// <exception cref="ObjectDisposedException">The key was zeroed.</exception>
    public T Use<T>(Func<byte[], T> use) => _secret.Use(use);

    /// <summary>Zeroes the key; again does nothing.</summary>
    public void Dispose() => _secret.Dispose();

    /// <summary>Never the key itself.</summary>
    public override string ToString() => "***-***-***-***";

    private static LoginKey Parse(int length, Func<int, char> at)
    {
        int start = 0;
        while (start < length && char.IsWhiteSpace(at(start))) start++;
        while (length > start && char.IsWhiteSpace(at(length - 1))) length--;
        using PinnedBytes ascii = new(Length);
        bool valid = length - start == Length;
        for (int i = 0; valid && i < Length; i++)
        {
            char c = at(start + i);
            if (c is >= 'A' and <= 'Z') c = (char)(c | 0x20);
            valid = i % 4 == 3 ? c == '-' : c is (>= 'a' and <= 'z') or (>= '0' and <= '9');
            ascii.Bytes[i] = (byte)c;
        }

        if (valid) return new LoginKey(SecretBuffer.FromUtf8(ascii.Bytes));
        throw new DefterXException(ErrorIds.InvalidLoginKey, Strings.InvalidLoginKey);
    }
}
