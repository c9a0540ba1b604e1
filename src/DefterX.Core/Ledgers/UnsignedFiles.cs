using System.Collections.Generic;
using System.Threading;

namespace DefterX.Ledgers;

/// <summary>Leaves the files of a month as they were written.</summary>
internal sealed class UnsignedFiles : ICreatedFiles
{
    public static UnsignedFiles Instance { get; } = new();

    public void TakePart(StagedFiles staged, IReadOnlyList<WrittenFile> ledgers, bool isWhole, CancellationToken cancellationToken)
    {
        foreach (WrittenFile ledger in ledgers) ledger.Close();
    }

    public void TakeReport(WrittenFile report, CancellationToken cancellationToken) => report.Close();
}
