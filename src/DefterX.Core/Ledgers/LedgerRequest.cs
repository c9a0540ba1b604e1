using System;
using System.Collections.Generic;
using DefterX.Office;

namespace DefterX.Ledgers;

/// <summary>A firm's month, or that of one of its branches, and which of its books.</summary>
internal sealed record LedgerId(Firm Firm, Period Period, Branch? Branch, LedgerBook Book = LedgerBook.Journal)
{
    public FiscalYear FiscalYear => Firm.FiscalYearOf(Period);

    /// <summary>The name of one of its files.</summary>
    /// <param name="kind">What the file is.</param>
    /// <param name="part">0 for a whole month, else the part; a report has none.</param>
    public LedgerFileName FileName(LedgerFileKind kind, int part = 0) =>
        new(Firm.Identifier, Period, kind, kind == LedgerFileKind.DR ? 0 : part, Branch?.Number);

    public override string ToString() =>
        $"{Firm.Identifier}-{Period.Compact}"
        + (Book == LedgerBook.Inventory ? "-" + LedgerFileKind.E : "")
        + (Branch is null ? "" : "-" + Branch.Number);
}

/// <summary>The last numbers used in the fiscal year (Yevmiye Defteri Kılavuzu 2.1.1.9-10; uniqueID:
/// XBRL GL Genel Açıklamalar 4.1.2).</summary>
internal sealed record LedgerCounters(long EntryNumber, long LineNumber, int PartNumber);

/// <summary>What is needed, beside the entries, to create a month.</summary>
/// <param name="Id">The firm, month and branch.</param>
/// <param name="Before">The counters before the month.</param>
/// <param name="SourceApplication">VKN##ÜNVAN##PROGRAM##VERSİYON (Yazılım Uyumluluk Onay Kılavuzu 3.2).</param>
/// <param name="CreationDate">The day of production in Turkey.</param>
internal sealed record LedgerRequest(LedgerId Id, LedgerCounters Before, string SourceApplication, DateTime CreationDate)
{
    /// <summary>The largest file in bytes, signature included; a month that needs more is split between two entries.</summary>
    /// <remarks>GİB takes 200 MB (Teknik Kılavuz 2.2) and does not say which megabytes; this is below both.</remarks>
    public long LargestFile { get; init; } = 200_000_000;

    /// <summary>The days on which a new part begins, for a month that is split by date; ascending or not.</summary>
    public IReadOnlyList<DateTime> SplitDates { get; init; } = [];

    /// <summary>Full paths of PDF files that the journal takes in (edefterek:binaryObject; Teknik Kılavuz 2.3).</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];
}

/// <summary>A part of a month, which may be all of it.</summary>
/// <param name="Sequence">Its number within the fiscal year, which ends its uniqueID.</param>
/// <param name="Start">periodCoveredStart.</param>
/// <param name="End">periodCoveredEnd.</param>
internal sealed record LedgerPart(int Sequence, DateTime Start, DateTime End);
