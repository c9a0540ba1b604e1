using System;

namespace DefterX.Office;

/// <summary>A login key of the office, without the key. Immutable.</summary>
public sealed record LoginKeyInfo
{
    /// <summary>Eight hexadecimal digits by which the key is removed.</summary>
    public required string Id { get; init; }

    /// <summary>Whose key it is.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What it may do, where a service keeps the office; else null.</summary>
    public OfficeRole? Role { get; init; }

    /// <summary>Where it was sent, where a service keeps the office; else null.</summary>
    public string? Email { get; init; }

    /// <summary>Full path of the office folder that the key opens, or the address of the service.</summary>
    public required string Office { get; init; }

    /// <summary>The name and the id.</summary>
    public override string ToString() => $"{Name} ({Id})";
}
