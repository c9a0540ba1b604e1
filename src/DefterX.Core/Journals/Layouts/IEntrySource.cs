using System.Collections.Generic;
using System.Threading;

namespace DefterX.Journals.Layouts;

/// <summary>Reads the entries of files of one layout.</summary>
internal interface IEntrySource
{
    /// <summary>The entries in the files' order; memory does not grow with the files.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/> with file and line.</exception>
    IEnumerable<JournalEntry> ReadEntries(CancellationToken cancellationToken);
}
