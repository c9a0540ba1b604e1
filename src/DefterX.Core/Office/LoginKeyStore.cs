using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;

namespace DefterX.Office;

/// <summary>The login keys in <c>office.json</c>, kept as salted PBKDF2 hashes.</summary>
internal sealed class LoginKeyStore(string settingsFile)
{
    private const string Algorithm = "PBKDF2-SHA256";

    /// <summary>Makes a key, which is shown once and never kept.</summary>
    public (LoginKeyInfo Info, LoginKey Key) Create(string name)
    {
        LoginKey key = LoginKey.Generate();
        return (Add(name, key), key);
    }

    /// <summary>Keeps the hash of a key.</summary>
    public LoginKeyInfo Add(string name, LoginKey key)
    {
        byte[] salt = Random(PasswordHash.SaltLength);
        StoredKey stored = new()
        {
            Id = Guid.NewGuid().ToString("N").Substring(0, 8),
            Name = name.Trim(),
            CreatedAt = DateTimeOffset.Now,
            Algorithm = Algorithm,
            Iterations = PasswordHash.Iterations,
            Salt = salt,
            Hash = key.Hash(salt, PasswordHash.Iterations),
        };
        Change(keys => keys.Append(stored));
        return stored.Info;
    }

    /// <summary>The keys, oldest first.</summary>
    public IReadOnlyList<LoginKeyInfo> List() => Read().Select(key => key.Info).ToList();

    /// <summary>Revokes a key.</summary>
    /// <returns>Whether there was one of that id.</returns>
    public bool Remove(string id)
    {
        bool found = false;
        Change(keys => keys.Where(key =>
        {
            bool match = string.Equals(key.Id, id, StringComparison.OrdinalIgnoreCase);
            found |= match;
            return !match;
        }));
        return found;
    }

    /// <summary>Whether the key is one of the office's. All are tried, so that the time does not tell which one it is.</summary>
    public bool Verify(LoginKey key, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredKey> keys = Read();
        int matches = 0;
        Parallel.ForEach(keys, new ParallelOptions { CancellationToken = cancellationToken }, stored =>
        {
            if (PasswordHash.AreEqual(key.Hash(stored.Salt, stored.Iterations), stored.Hash)) Interlocked.Increment(ref matches);
        });
        return matches > 0;
    }

    private static byte[] Random(int length)
    {
        byte[] bytes = new byte[length];
        using RandomNumberGenerator generator = RandomNumberGenerator.Create();
        generator.GetBytes(bytes);
        return bytes;
    }

    private IReadOnlyList<StoredKey> Read()
    {
        IReadOnlyList<StoredKey> keys = OfficeJson.Read<KeyList>(settingsFile, ErrorIds.OfficeInvalid).LoginKeys ?? [];
        StoredKey? broken = keys.FirstOrDefault(key => key.Algorithm != Algorithm || key.Iterations < 1
            || key.Salt is not { Length: >= PasswordHash.SaltLength } || key.Hash is null);
        return broken is null
            ? keys
            : throw new DefterXException(
                ErrorIds.OfficeInvalid, Text.Format(Strings.LoginKeyBroken, broken.Id, settingsFile), settingsFile);
    }

    private void Change(Func<IEnumerable<StoredKey>, IEnumerable<StoredKey>> change)
    {
        using FileStream held = LockedFile.Open(Path.Combine(Path.GetDirectoryName(settingsFile)!, "office.lock"));
        OfficeJson.Write(settingsFile, new KeyList { LoginKeys = change(Read()).ToList() }, ErrorIds.OfficeInvalid);
    }

    private sealed record KeyList
    {
        public IReadOnlyList<StoredKey>? LoginKeys { get; init; }
    }

    private sealed record StoredKey
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }

        public required string Algorithm { get; init; }

        public required int Iterations { get; init; }

        public required byte[] Salt { get; init; }

        public required byte[] Hash { get; init; }

        public LoginKeyInfo Info => new() { Id = Id, Name = Name, CreatedAt = CreatedAt };
    }
}
