using System.Threading;
using DefterX.Files;
using DefterX.Ledgers;

namespace DefterX.Filing.Sharing;

/// <summary>A month that is locked in the office's own folder.</summary>
internal sealed class FolderLock(MonthFolder folder, LockFile file) : IMonthLock
{
    public CancellationToken Lost => file.Lost;

    public DefterXException LostFailure() => folder.Lost(file.TakenBy);

    public void Keep()
    {
    }

    public void Dispose() => file.Dispose();
}
