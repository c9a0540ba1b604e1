using System;
using System.Collections;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Filing;

/// <summary>Failures as they concern a firm, which is what users can act on.</summary>
internal static class FirmFailure
{
    /// <summary>The failure with the firm as its target: what is about a file or a package keeps its text and its data, and what the
    /// disk or the share refuses is <see cref="ErrorIds.StorageFailed"/>.</summary>
    public static Exception Of(MonthFolder folder, Exception failure)
    {
        Firm firm = folder.Id.Firm;
        if (StorageFailure.Is(failure)) return StorageFailure.Explain(failure, folder.FolderPath, firm);
        if (failure is not DefterXException { Target: not Firm } known) return failure;
        DefterXException aboutFirm = new(known.ErrorId, known.Message, firm, known);
        foreach (DictionaryEntry entry in known.Data) aboutFirm.Data[entry.Key] = entry.Value;
        return aboutFirm;
    }
}
