using System;
using System.Collections.Generic;

namespace DefterX.Journals;

/// <summary>An entry of the inventory book (envanter defteri; Envanter Defteri Kılavuzu 1.0), in the export's order.</summary>
internal sealed record InventoryEntry
{
    /// <summary>The entry's number as in the export.</summary>
    public required string Number { get; init; }

    /// <summary>The day of the inventory, the same for all entries.</summary>
    public required DateTime Date { get; init; }

    /// <summary>Who entered it, at least two characters.</summary>
    public required string EnteredBy { get; init; }

    /// <summary>The entry's comment, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>The lines in the export's order; at least one.</summary>
    public required IReadOnlyList<InventoryLine> Lines { get; init; }

    /// <summary>The export in which it stands, as messages call it.</summary>
    public string? SourceFile { get; init; }

    /// <summary>The export's line (1-based) at which the entry begins.</summary>
    public required long SourceLine { get; init; }
}

/// <summary>A line of an inventory entry: it has no side and no document.</summary>
internal sealed record InventoryLine
{
    /// <summary>Main account, 3 or 4 digits.</summary>
    public required string AccountMainId { get; init; }

    /// <summary>Name of the main account.</summary>
    public required string AccountMainName { get; init; }

    /// <summary>Sub-account, which starts with the main account, or null.</summary>
    public string? AccountSubId { get; init; }

    /// <summary>Name of the sub-account, or null.</summary>
    public string? AccountSubName { get; init; }

    /// <summary>The amount as in the export: positive in a sound inventory.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The line's comment, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>The amount in another currency than that of the books, or null.</summary>
    public ForeignAmount? Foreign { get; init; }

    /// <summary>ISO 4217 code of <see cref="Amount"/> where it is not that of the books, or null.</summary>
    public string? AmountCurrency { get; init; }

    /// <summary>What was counted, or null.</summary>
    public Measurable? Measurable { get; init; }

    /// <summary>The export's line, 1-based.</summary>
    public required long SourceLine { get; init; }
}

/// <summary>What was counted (gl-bus:measurable; schematron E099-E102).</summary>
/// <param name="Id">The item's code, or null.</param>
/// <param name="Description">The item's description, or null; only with a code.</param>
/// <param name="Quantity">How much, or null.</param>
/// <param name="UnitOfMeasure">The unit of the quantity, or null.</param>
internal sealed record Measurable(string? Id, string? Description, decimal? Quantity, string? UnitOfMeasure);
