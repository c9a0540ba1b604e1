using System.Collections.Generic;
using System.IO;
using System.Linq;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.OfficeService.Contracts;

namespace DefterX.Filing.Sharing;

/// <summary>The months of a firm that are in an office folder, by the names of what is there.</summary>
/// <param name="identifier">VKN or TCKN.</param>
internal sealed class FolderContent(OfficeFolder office, string identifier)
{
    /// <summary>The months with imported exports, with ledgers, or with ledgers that were deleted at GİB.</summary>
    public IEnumerable<MonthAddress> Months() => Ledgers().Concat(Imports()).Distinct();

    private IEnumerable<MonthAddress> Ledgers() =>
        from year in FoldersOf(Path.Combine(office.Path, "ledgers", identifier))
        from month in FoldersOf(year)
        from folder in new[] { month, Path.Combine(month, MonthFolder.DeletedName) }
        where Directory.Exists(folder)
        from file in Directory.EnumerateFiles(folder, "*.xml")
        let name = MonthFolder.NameOf(Path.GetFileName(file))
        where name is not null && name.Identifier == identifier
        select new MonthAddress(identifier, name.Period.ToString(), name.Branch, name.Kind.Book());

    private IEnumerable<MonthAddress> Imports()
    {
        foreach (string folder in FoldersOf(Path.Combine(office.Path, "journals", identifier)))
        {
            if (!Period.TryParse(Path.GetFileName(folder), out Period period)) continue;
            foreach (MonthAddress month in ImportsOf(folder, period, null)) yield return month;
            foreach (string branch in FoldersOf(folder).Where(branch => IsBranch(Path.GetFileName(branch))))
            {
                foreach (MonthAddress month in ImportsOf(branch, period, Path.GetFileName(branch))) yield return month;
            }
        }
    }

    private IEnumerable<MonthAddress> ImportsOf(string folder, Period period, string? branch)
    {
        if (ImportRecord.IsIn(folder)) yield return new MonthAddress(identifier, period.ToString(), branch, LedgerBook.Journal);
        if (ImportRecord.IsIn(Path.Combine(folder, JournalStore.InventoryFolder)))
            yield return new MonthAddress(identifier, period.ToString(), branch, LedgerBook.Inventory);
    }

    private static bool IsBranch(string name) => name.Length == 4 && name.All(c => c is >= '0' and <= '9');

    private static IEnumerable<string> FoldersOf(string path) => Directory.Exists(path) ? Directory.EnumerateDirectories(path) : [];
}
