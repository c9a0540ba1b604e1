using System;
using System.Collections.Generic;
using System.Threading;
using DefterX.Journals.Layouts;

namespace DefterX.Journals;

/// <summary>Reads the entries of an inventory as a stream (docs/inventory-csv.md).</summary>
/// <param name="source">The file.</param>
/// <param name="context">What else it takes.</param>
internal sealed class InventoryReader(ExportSource source, ReadContext context)
{
    private const int CheckEvery = 1024;
    private static readonly JournalLayout[] s_layouts = [KnownLayouts.Inventory];
    private readonly LineReader _parts = new(context, new DocumentTypes(context.DocumentTypeCodes));

    /// <summary>The layout's name for people, once reading has begun.</summary>
    public string Layout { get; private set; } = "";

    /// <summary>The entries in the export's order; memory does not grow with the file.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/> with file and line.</exception>
    public IEnumerable<InventoryEntry> ReadEntries(CancellationToken cancellationToken)
    {
        using ExportFile file = ExportFile.Open(source, s_layouts, cancellationToken);
        Layout = file.Title;
        using JournalRows rows = file.OpenRows();
        EntryRegister register = new();
        InventoryEntry? entry = null;
        List<InventoryLine> lines = [];
        for (long row = 0; rows.ReadValues(); row++)
        {
            if (row % CheckEvery == 0) cancellationToken.ThrowIfCancellationRequested();
            string number = rows.RequiredCode(JournalColumn.EntryNumber);
            DateTime date = rows.RequiredDate(JournalColumn.Date);
            if (entry is not null && entry.Date != date) throw rows.Error(JournalColumn.Date, Strings.InventoryDays, date, entry.Date);
            if (entry is null || !string.Equals(entry.Number, number, StringComparison.Ordinal))
            {
                if (entry is not null) yield return Finish(entry);
                if (!register.Add(number, date)) throw rows.Table.Error(Strings.EntrySplit, number, date);
                lines = [];
                entry = new InventoryEntry
                {
                    Number = number,
                    Date = date,
                    EnteredBy = "",
                    Lines = lines,
                    SourceFile = file.Name,
                    SourceLine = rows.Line,
                };
            }

            string? enteredBy = entry.EnteredBy.Length == 0 ? rows.TextOrNull(JournalColumn.EnteredBy) : entry.EnteredBy;
            entry = entry with { EnteredBy = enteredBy ?? "", Comment = entry.Comment ?? rows.TextOrNull(JournalColumn.EntryDescription) };
            lines.Add(ReadLine(rows, number));
        }

        if (entry is null) throw JournalError.At(file.Name, 1, Strings.NoRows);
        yield return Finish(entry);
    }

    private InventoryEntry Finish(InventoryEntry entry) =>
        entry.EnteredBy.Length > 0 ? entry : entry with { EnteredBy = context.EnteredBy };

    private InventoryLine ReadLine(JournalRows rows, string entryNumber)
    {
        Account account = AccountReader.Read(rows);
        return new InventoryLine
        {
            AccountMainId = account.MainId,
            AccountMainName = account.MainName,
            AccountSubId = account.SubId,
            AccountSubName = account.SubName,
            Amount = rows.RequiredMoney(JournalColumn.Amount),
            Comment = rows.TextOrNull(JournalColumn.Description),
            Foreign = _parts.ReadForeign(rows, entryNumber),
            AmountCurrency = _parts.CurrencyOrNull(rows, JournalColumn.AmountCurrency),
            Measurable = ReadMeasurable(rows),
            SourceLine = rows.Line,
        };
    }

    private static Measurable? ReadMeasurable(JournalRows rows)
    {
        Measurable measurable = new(
            rows.CodeOrNull(JournalColumn.ItemCode),
            rows.TextOrNull(JournalColumn.ItemDescription),
            rows.DecimalOrNull(JournalColumn.Quantity),
            rows.TextOrNull(JournalColumn.Unit));
        return measurable == new Measurable(null, null, null, null) ? null : measurable;
    }
}
