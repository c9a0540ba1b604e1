using System.Collections.Generic;
using System.Threading;

namespace DefterX.Ledgers;

/// <summary>Takes the files of a month once they are written, still open and under temporary names, and closes them.</summary>
internal interface ICreatedFiles
{
    /// <summary>Takes the ledgers of a part, before the next part is begun.</summary>
    /// <param name="staged">Takes what is made of them.</param>
    /// <param name="isWhole">Whether the part is the whole month.</param>
    void TakePart(StagedFiles staged, IReadOnlyList<WrittenFile> ledgers, bool isWhole, CancellationToken cancellationToken);

    /// <summary>Takes the report, which comes last.</summary>
    void TakeReport(WrittenFile report, CancellationToken cancellationToken);
}
