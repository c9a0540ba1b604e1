using System.Collections.Generic;
using DefterX.Ledgers;

namespace DefterX.Filing.Delivery;

/// <summary>What a package holds (Teknik Kılavuz 2.4, 2.7; Uygulama Kılavuzu C).</summary>
internal static class PackageContents
{
    /// <summary>From this month on the general ledger itself is kept, not uploaded (Uygulama Kılavuzu C, v1.12).</summary>
    private static readonly Period s_ledgerStays = new(2025, 1);

    /// <summary>The files, in their order in the zip: a berat and its ledger; a report alone.</summary>
    public static IReadOnlyList<string> Of(MonthFolder folder, LedgerFileKind kind, int part)
    {
        bool isAlone = !kind.IsBerat() || (kind == LedgerFileKind.KB && folder.Id.Period >= s_ledgerStays);
        return isAlone ? [folder.PathOf(kind, part)] : [folder.PathOf(kind, part), folder.PathOf(kind.Ledger(), part)];
    }
}
