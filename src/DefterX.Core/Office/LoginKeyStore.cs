using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.Files;

namespace DefterX.Office;

/// <summary>The login keys in <c>office.json</c>, kept as salted PBKDF2 hashes.</summary>
internal sealed class LoginKeyStore(string settingsFile) : LoginKeys
{
    private const string Algorithm = "PBKDF2-SHA256";

    protected override string Office => Folder;

    private string Folder => Path.GetDirectoryName(settingsFile)!;

    /// <inheritdoc/>
    public override (LoginKeyInfo Info, LoginKey? Key) Create(LoginKeyRequest request, CancellationToken cancellationToken) =>
        request.Email is null && request.Role is null
            ? Create(request.Name)
            : throw new DefterXException(ErrorIds.ServiceRequired, Text.Format(Strings.ServiceRequired, Folder), request.Name);

    /// <summary>Makes a key, which is shown once and never kept.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LoginKeyExists"/>, <see cref="ErrorIds.OfficeInvalid"/>.</exception>
    public (LoginKeyInfo Info, LoginKey Key) Create(string name)
    {
        LoginKey key = LoginKey.Generate();
        try
        {
            return (Add(name, key), key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Keeps the hash of a key.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LoginKeyExists"/>, <see cref="ErrorIds.OfficeInvalid"/>.</exception>
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
        Change(keys =>
        {
            StoredKey? other = keys.FirstOrDefault(kept => AreSame(kept.Name, stored.Name));
            return other is null ? keys.Append(stored) : throw Exists(other.Info(Folder));
        });
        return stored.Info(Folder);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<LoginKeyInfo> List(CancellationToken cancellationToken = default) => Read().Select(key => key.Info(Folder)).ToList();

    /// <inheritdoc/>
    public override void Remove(string id) => Change(keys =>
    {
        List<StoredKey> kept = keys.Where(key => !HasId(key.Id, id)).ToList();
        return kept.Count < keys.Count ? kept : throw NotFound(id);
    });

    /// <summary>The office's key that this one is, or null. All are tried, so that the time does not tell which one it is.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>.</exception>
    public LoginKeyInfo? Verify(LoginKey key, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredKey> keys = Read();
        bool[] matches = new bool[keys.Count];
        Parallel.For(0, keys.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            matches[i] = PasswordHash.AreEqual(key.Hash(keys[i].Salt, keys[i].Iterations), keys[i].Hash));
        int index = Array.LastIndexOf(matches, true);
        return index < 0 ? null : keys[index].Info(Folder);
    }

    // Both ways, because a name may itself hold a wildcard.
    private static bool AreSame(string name, string other) => NameWildcard.IsMatch(name, other) && NameWildcard.IsMatch(other, name);

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

    private void Change(Func<IReadOnlyList<StoredKey>, IEnumerable<StoredKey>> change)
    {
        using FileStream held = LockedFile.Open(Path.Combine(Folder, OfficeFolder.LockName));
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

        public LoginKeyInfo Info(string office) => new() { Id = Id, Name = Name, CreatedAt = CreatedAt, Office = office };
    }
}
