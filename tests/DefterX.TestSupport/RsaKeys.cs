using System;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace DefterX.TestSupport;

/// <summary>RSA keys of 2048 bits, one for each name: making one takes longer than most tests.</summary>
public static class RsaKeys
{
    private static readonly ConcurrentDictionary<string, Lazy<RSAParameters>> s_keys = new(StringComparer.Ordinal);

    /// <summary>An object of its own with the key of that name, which is made when it is first asked for.</summary>
    public static RSA Create(string name) =>
        RSA.Create(s_keys.GetOrAdd(name, static _ => new Lazy<RSAParameters>(Make)).Value);

    private static RSAParameters Make()
    {
        using RSA key = RSA.Create(2048);
        return key.ExportParameters(includePrivateParameters: true);
    }
}
