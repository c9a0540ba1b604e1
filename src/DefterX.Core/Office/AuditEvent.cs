using System;

namespace DefterX.Office;

/// <summary>Something that was done in an office that a service keeps, or tried. Immutable; it never holds a key.</summary>
public sealed record AuditEvent
{
    /// <summary>A number that grows with each event of the service.</summary>
    public required long Id { get; init; }

    /// <summary>When it was, local time.</summary>
    public required DateTime Time { get; init; }

    /// <summary>What was done, as in <c>Login</c>, <c>OfficeChanged</c>, <c>MonthCommitted</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Whose login key it was done with; null where nobody was logged in.</summary>
    public string? KeyName { get; init; }

    /// <summary>The id of that key.</summary>
    public string? KeyId { get; init; }

    /// <summary>The name of the machine, as it gave it.</summary>
    public string? Machine { get; init; }

    /// <summary>The address from which it came.</summary>
    public string? Address { get; init; }

    /// <summary>What it was done to: a firm, a month, a key.</summary>
    public string? Subject { get; init; }

    /// <summary>From what to what, where that says more.</summary>
    public string? Detail { get; init; }

    /// <summary>The address of the service.</summary>
    public required string Office { get; init; }

    /// <summary>The action and what it was done to.</summary>
    public override string ToString() => Subject is null ? Action : $"{Action} {Subject}";
}
