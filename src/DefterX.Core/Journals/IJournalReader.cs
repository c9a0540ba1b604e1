using System.Collections.Generic;
using System.Threading;

namespace DefterX.Journals;

/// <summary>Reads the entries of an export as a stream.</summary>
internal interface IJournalReader
{
    /// <summary>The entries in the export's order; memory does not grow with the file.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/> with file and line.</exception>
    IEnumerable<JournalEntry> ReadEntries(CancellationToken cancellationToken);
}
