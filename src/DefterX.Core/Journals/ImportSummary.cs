using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Journals.Layouts;
using DefterX.Office;

namespace DefterX.Journals;

/// <summary>Reads exports through and sums them up.</summary>
internal sealed class ImportSummary
{
    private readonly Period _period;
    private readonly string _file;
    private string _first = "";
    private string _last = "";
    private DateTime _firstDate = DateTime.MaxValue;
    private DateTime _lastDate = DateTime.MinValue;
    private long _entries;
    private long _lines;
    private decimal _debit;
    private decimal _credit;

    private ImportSummary(Period period, string file)
    {
        _period = period;
        _file = file;
    }

    /// <summary>Reads the files.</summary>
    /// <returns>The import, without where it is kept; its <see cref="JournalImport.Path"/> is the file that lists the entries.</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/>: also when an entry lies outside the period.</exception>
    public static JournalImport Read(
        Firm firm,
        Period period,
        string? branch,
        IReadOnlyList<ExportSource> sources,
        ReadContext context,
        bool isInventory,
        CancellationToken cancellationToken)
    {
        ImportSummary summary = new(period, sources[0].DisplayName);
        string layout;
        int index = 0;
        IReadOnlyList<string> codes = [];
        if (isInventory)
        {
            InventoryReader reader = new(sources[0], context);
            foreach (InventoryEntry entry in reader.ReadEntries(cancellationToken)) summary.Add(entry);
            layout = reader.Layout;
        }
        else
        {
            JournalReader reader = new(sources, context);
            foreach (JournalEntry entry in reader.ReadEntries(cancellationToken)) summary.Add(entry);
            layout = reader.Layout;
            index = reader.BaseIndex;
            codes = reader.UsedCodes;
        }

        return new JournalImport
        {
            Firm = firm,
            Period = period,
            Branch = branch,
            IsInventory = isInventory,
            Layout = layout,
            Path = sources[index].DisplayName,
            Files = sources.Select(source => source.DisplayName).ToArray(),
            Entries = summary._entries,
            Lines = summary._lines,
            FirstEntryNumber = summary._first,
            LastEntryNumber = summary._last,
            FirstDate = summary._firstDate,
            LastDate = summary._lastDate,
            TotalDebit = summary._debit,
            TotalCredit = summary._credit,
            Notices = context.Notices.Count,
            ImportedAt = DateTime.Now,
            Sha256 = "",
            DocumentTypeCodes = codes.ToDictionary(code => code, code => context.DocumentTypeCodes[code]),
        };
    }

    private void Add(JournalEntry entry)
    {
        Add(entry.Number, entry.Date, entry.SourceFile, entry.SourceLine, entry.Lines.Count);
        foreach (JournalLine line in entry.Lines)
        {
            if (line.IsDebit) _debit += line.Amount;
            else _credit += line.Amount;
        }
    }

    private void Add(InventoryEntry entry)
    {
        Add(entry.Number, entry.Date, entry.SourceFile, entry.SourceLine, entry.Lines.Count);
        foreach (InventoryLine line in entry.Lines) _debit += line.Amount;
    }

    private void Add(string number, DateTime date, string? file, long line, int lines)
    {
        if (!_period.Contains(date)) throw JournalError.At(file ?? _file, line, Strings.EntryOutsidePeriod, number, date, _period);
        if (_entries == 0) _first = number;
        _last = number;
        if (date < _firstDate) _firstDate = date;
        if (date > _lastDate) _lastDate = date;
        _entries++;
        _lines += lines;
    }
}
