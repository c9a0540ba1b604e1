using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace DefterX.Service.Months;

/// <summary>The random text by which a client's process shows that a month is its own; kept as a hash alone.</summary>
internal static class LeaseToken
{
    // 22 characters of base64url have 128 bits.
    private const int Shortest = 22;
    private const int Longest = 200;

    /// <summary>Whether a text can be one.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: >= Shortest and <= Longest } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>What is kept of it.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Whether a token is the one that was kept.</summary>
    public static bool Matches(string? token, byte[]? hash) =>
        hash is not null && token is not null && CryptographicOperations.FixedTimeEquals(Hash(token), hash);
}
