using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Devices;

namespace DefterX.Office;

/// <summary>The login keys of an office, wherever it is kept.</summary>
internal abstract class LoginKeys
{
    /// <summary>Where the office is kept.</summary>
    protected abstract string Office { get; }

    /// <summary>The keys, oldest first.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>.</exception>
    public abstract IReadOnlyList<LoginKeyInfo> List(CancellationToken cancellationToken = default);

    /// <summary>Makes a key.</summary>
    /// <returns>The key, which is shown once and never kept; null where it goes to its owner by mail, and is shown to nobody else.</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LoginKeyExists"/>, <see cref="ErrorIds.OfficeInvalid"/>;
    /// <see cref="ErrorIds.EmailRequired"/>, <see cref="ErrorIds.ServiceRequired"/>: an office of this kind wants other things of a key.</exception>
    public abstract (LoginKeyInfo Info, LoginKey? Key) Create(LoginKeyRequest request, CancellationToken cancellationToken);

    /// <summary>Revokes a key.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LoginKeyNotFound"/>, <see cref="ErrorIds.OfficeInvalid"/>.</exception>
    public abstract void Remove(string id);

    /// <summary>The keys of a name.</summary>
    /// <param name="name">With <c>*</c> and <c>?</c>, which may find nothing.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LoginKeyNotFound"/> for a name without a wildcard.</exception>
    public IReadOnlyList<LoginKeyInfo> Find(string name, CancellationToken cancellationToken = default)
    {
        string trimmed = name.Trim();
        List<LoginKeyInfo> found = List(cancellationToken).Where(key => NameWildcard.IsMatch(trimmed, key.Name)).ToList();
        return found.Count > 0 || trimmed.IndexOfAny(['*', '?']) >= 0 ? found : throw NotFound(name);
    }

    /// <summary>The key of an id.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LoginKeyNotFound"/>.</exception>
    public LoginKeyInfo Get(string id) => List().FirstOrDefault(key => HasId(key.Id, id)) ?? throw NotFound(id);

    protected static bool HasId(string id, string wanted) => string.Equals(id, wanted.Trim(), StringComparison.OrdinalIgnoreCase);

    protected DefterXException NotFound(string key) =>
        new(ErrorIds.LoginKeyNotFound, Text.Format(Strings.LoginKeyNotFound, key, Office), key);

    protected DefterXException Exists(LoginKeyInfo key) =>
        new(ErrorIds.LoginKeyExists, Text.Format(Strings.LoginKeyExists, key.Name, key.Id, Office), key.Name);
}

/// <summary>A key that is wanted.</summary>
/// <param name="Name">Whose key it is to be.</param>
/// <param name="Email">Where the key goes, for an office that a service keeps.</param>
/// <param name="Role">What it may do there; null is a preparer's.</param>
internal sealed record LoginKeyRequest(string Name, string? Email = null, OfficeRole? Role = null);
