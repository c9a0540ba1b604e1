using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using DefterX.Journals.Spools;

namespace DefterX.Journals.Layouts;

/// <summary>Reads LUCA's Defteri Kebir (Tüm Yazıcılar), which is ordered by account: its lines are put together by entry.</summary>
internal sealed class GeneralLedgerSource(IReadOnlyList<ExportFile> files, ReadContext context, DocumentTypes types) : IJournalReader
{
    private const int CheckEvery = 1024;

    /// <inheritdoc/>
    /// <remarks>Entries come by their number in the journal; an entry's lines as they stand, account by account.</remarks>
    public IEnumerable<JournalEntry> ReadEntries(CancellationToken cancellationToken)
    {
        using LineSorter sorter = new();
        for (int file = 0; file < files.Count; file++) Read(file, sorter, cancellationToken);
        EntryDraft? draft = null;
        SortedLine last = default;
        foreach (SortedLine line in sorter.ReadAll(cancellationToken))
        {
            if (draft is null || !line.IsSameEntry(last))
            {
                if (draft is not null) yield return draft.ToEntry(context.EnteredBy);
                if (draft is not null && line.JournalNumber != 0 && line.JournalNumber == last.JournalNumber)
                {
                    throw JournalError.At(
                        files[line.File].Name,
                        line.Line.SourceLine,
                        Strings.JournalNumberTwice,
                        line.JournalNumber,
                        last.EntryNumber,
                        last.Date);
                }

                draft = new EntryDraft(files[line.File].Name, line.EntryNumber, line.Date, line.Line.SourceLine);
            }

            draft.Lines.Add(line.Line);
            last = line;
        }

        if (draft is not null) yield return draft.ToEntry(context.EnteredBy);
    }

    private void Read(int index, LineSorter sorter, CancellationToken cancellationToken)
    {
        ExportFile file = files[index];
        LineReader lines = new(context, types);
        LedgerSums sums = new();
        using JournalRows rows = file.OpenRows();
        long count = 0;
        for (long row = 0; rows.Read(); row++)
        {
            if (row % CheckEvery == 0) cancellationToken.ThrowIfCancellationRequested();
            if (sums.IsSum(rows) || IsHeader(rows)) continue;
            rows.UseValues();
            string number = rows.RequiredCode(JournalColumn.EntryNumber);
            DateTime date = rows.RequiredDate(JournalColumn.Date);
            JournalLine line = lines.Read(rows, number);
            sums.Add(line);
            sorter.Add(new SortedLine(JournalNumber(rows), date, number, index, line));
            count++;
        }

        if (count == 0) throw JournalError.At(file.Name, 1, Strings.NoRows);
    }

    private static bool IsHeader(JournalRows rows) =>
        JournalHeader.Fold(rows.Text(JournalColumn.AccountCode)) == "hesapkodu"
        && JournalHeader.Fold(rows.Text(JournalColumn.Debit)) == "borc";

    private static long JournalNumber(JournalRows rows)
    {
        if (rows.CodeOrNull(JournalColumn.JournalNumber) is not string text) return 0;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw rows.Error(JournalColumn.JournalNumber, Strings.JournalNumberInvalid, text);
    }
}
