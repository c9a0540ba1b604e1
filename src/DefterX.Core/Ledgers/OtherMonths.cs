using System;
using System.IO;
using System.Linq;

namespace DefterX.Ledgers;

/// <summary>The other months of a firm, branch and book, as far as counters run on from them.</summary>
/// <param name="folderOf">The folder of a month.</param>
internal class OtherMonths(Func<Period, MonthFolder> folderOf)
{
    public MonthFolder Folder(Period period) => folderOf(period);

    /// <summary>Whether ledgers of a month are kept.</summary>
    public virtual bool IsCreated(Period period) => Folder(period).Parts().Count > 0;

    /// <summary>The highest number of a part of a month that was taken back; 0 where none was.</summary>
    public virtual int LastRemoved(Period period)
    {
        MonthFolder folder = Folder(period);
        return Directory.Exists(folder.FolderPath) ? LastRemoved(folder) : 0;
    }

    /// <inheritdoc cref="LastRemoved(Period)"/>
    public static int LastRemoved(MonthFolder folder) => folder.Log.Read()
        .Where(step => step is { Step: FilingStep.Removed, Figures: not null })
        .Select(step => step.Figures!.PartNumber)
        .DefaultIfEmpty(0)
        .Max();
}
