using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace DefterX.Service.Accounts;

/// <summary>Session tokens: 32 random bytes, base64url; only their SHA-256 is kept.</summary>
internal static class SessionToken
{
    private const int Length = 32;
    private const int TextLength = 43;

    /// <summary>A new token.</summary>
    public static string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));

    /// <summary>What is kept of a token, 32 bytes; null for what cannot be one.</summary>
    public static byte[]? Hash(string token) =>
        token.Length == TextLength && Ascii.IsValid(token) ? SHA256.HashData(Encoding.ASCII.GetBytes(token)) : null;
}
