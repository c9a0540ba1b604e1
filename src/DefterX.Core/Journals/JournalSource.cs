using System.Collections.Generic;
using DefterX.Office;

namespace DefterX.Journals;

/// <summary>Exports that are to be imported, and as what.</summary>
/// <param name="Branch">Its number, or null for a firm without branches.</param>
/// <param name="Paths">The exports; an inventory is one file.</param>
internal sealed record JournalSource(Firm Firm, Period Period, string? Branch, IReadOnlyList<string> Paths, ImportOptions Options);
