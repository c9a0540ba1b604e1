using System;
using System.Collections;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Filing;

/// <summary>Failures as they concern a firm, which is what users can act on.</summary>
internal static class FirmFailure
{
    /// <summary>The failure with the firm as its target; what is about a file or a package keeps its text and its data.</summary>
    public static Exception Of(LedgerId id, Exception failure)
    {
        if (failure is not DefterXException { Target: not Firm } known) return failure;
        DefterXException aboutFirm = new(known.ErrorId, known.Message, id.Firm, known);
        foreach (DictionaryEntry entry in known.Data) aboutFirm.Data[entry.Key] = entry.Value;
        return aboutFirm;
    }
}
