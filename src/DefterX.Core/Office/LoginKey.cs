using System;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;

namespace DefterX.Office;

/// <summary>A login key, <c>xxx-aaa-ddd-eee</c>: four groups of three lower-case letters or digits.
/// Zeroed when disposed.</summary>
internal sealed class LoginKey : IDisposable
{
    private const int Length = 15;

    // Without 0, 1, i, l and o, which are easily misread.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private readonly byte[] _ascii;

    private LoginKey(byte[] ascii) => _ascii = ascii;

    /// <summary>Makes a new key from the system's random numbers.</summary>
    public static LoginKey Generate()
    {
        byte[] ascii = new byte[Length];
        byte[] random = new byte[1];
        int limit = 256 - (256 % Alphabet.Length);
        using RandomNumberGenerator generator = RandomNumberGenerator.Create();
        for (int i = 0; i < Length; i++)
        {
            if (i % 4 == 3)
            {
                ascii[i] = (byte)'-';
                continue;
            }

            do generator.GetBytes(random);
            while (random[0] >= limit);
            ascii[i] = (byte)Alphabet[random[0] % Alphabet.Length];
        }

        random[0] = 0;
        return new LoginKey(ascii);
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
    public SecureString ToSecureString()
    {
        SecureString text = new();
        foreach (byte c in _ascii) text.AppendChar((char)c);
        text.MakeReadOnly();
        return text;
    }

    /// <summary>A copy that lives on its own.</summary>
    public LoginKey Copy() => new((byte[])_ascii.Clone());

    /// <summary>PBKDF2-SHA256 of the key.</summary>
    public byte[] Hash(byte[] salt, int iterations) => PasswordHash.Compute(_ascii, salt, iterations);

    /// <summary>Overwrites the key.</summary>
    public void Dispose() => Array.Clear(_ascii, 0, _ascii.Length);

    /// <summary>Never the key itself.</summary>
    public override string ToString() => "***-***-***-***";

    private static LoginKey Parse(int length, Func<int, char> at)
    {
        int start = 0;
        while (start < length && char.IsWhiteSpace(at(start))) start++;
        while (length > start && char.IsWhiteSpace(at(length - 1))) length--;
        byte[] ascii = new byte[Length];
        bool valid = length - start == Length;
        for (int i = 0; valid && i < Length; i++)
        {
            char c = at(start + i);
            if (c is >= 'A' and <= 'Z') c = (char)(c | 0x20);
            valid = i % 4 == 3 ? c == '-' : c is (>= 'a' and <= 'z') or (>= '0' and <= '9');
            ascii[i] = (byte)c;
        }

        if (valid) return new LoginKey(ascii);
        Array.Clear(ascii, 0, ascii.Length);
        throw new DefterXException(ErrorIds.InvalidLoginKey, Strings.InvalidLoginKey);
    }
}
