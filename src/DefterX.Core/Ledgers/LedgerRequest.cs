using System;
using DefterX.Office;

namespace DefterX.Ledgers;

/// <summary>A firm's month, or that of one of its branches.</summary>
internal sealed record LedgerId(Firm Firm, Period Period, Branch? Branch)
{
    public FiscalYear FiscalYear => Firm.FiscalYearOf(Period);

    public LedgerFileName FileName(LedgerFileKind kind) => new(Firm.Identifier, Period, kind, 0, Branch?.Number);

    public override string ToString() => $"{Firm.Identifier}-{Period.Compact}{(Branch is null ? "" : "-" + Branch.Number)}";
}

/// <summary>The last numbers used in the fiscal year (Yevmiye Defteri Kılavuzu 2.1.1.9-10; uniqueID: XBRL GL Genel Açıklamalar 4.1.2).</summary>
internal sealed record LedgerCounters(long EntryNumber, long LineNumber, int PartNumber);

/// <summary>What is needed, beside the entries, to create a month.</summary>
/// <param name="Id">The firm, month and branch.</param>
/// <param name="Before">The counters before the month.</param>
/// <param name="SourceApplication">VKN##ÜNVAN##PROGRAM##VERSİYON (Yazılım Uyumluluk Onay Kılavuzu 3.2).</param>
/// <param name="CreationDate">The day of production in Turkey.</param>
internal sealed record LedgerRequest(LedgerId Id, LedgerCounters Before, string SourceApplication, DateTime CreationDate)
{
    /// <summary>The number of this part within the fiscal year.</summary>
    public int PartNumber => Before.PartNumber + 1;
}
