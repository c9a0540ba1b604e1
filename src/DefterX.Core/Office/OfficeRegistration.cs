using System;

namespace DefterX.Office;

/// <summary>An office that a service has registered (Kayıt Olma). Its first login key is in the welcome mail alone. Immutable.</summary>
public sealed record OfficeRegistration
{
    /// <summary>The service, with a slash at its end.</summary>
    public required Uri ServiceUri { get; init; }

    /// <summary>The office's customer number.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>The office's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whose the first login key is, an administrator's.</summary>
    public required string KeyName { get; init; }

    /// <summary>Where the welcome mail with that key goes.</summary>
    public required string Email { get; init; }

    /// <summary>The name and the customer number.</summary>
    public override string ToString() => $"{Name} ({CustomerNumber})";
}
