using System;
using System.Collections.Generic;
using System.Threading;

namespace DefterX.Journals.Layouts;

/// <summary>Reads layouts of one row for each line, in which an entry's rows follow each other: our own columns, izibiz's and
/// LUCA's Excel transfer.</summary>
internal sealed class RowSource(IReadOnlyList<ExportFile> files, ReadContext context, DocumentTypes types) : IEntrySource
{
    private const int CheckEvery = 1024;

    /// <inheritdoc/>
    public IEnumerable<JournalEntry> ReadEntries(CancellationToken cancellationToken)
    {
        EntryRegister register = new();
        LineReader lines = new(context, types);
        foreach (ExportFile file in files)
        {
            foreach (JournalEntry entry in Read(file, lines, register, cancellationToken)) yield return entry;
        }
    }

    private IEnumerable<JournalEntry> Read(
        ExportFile file, LineReader lines, EntryRegister register, CancellationToken cancellationToken)
    {
        using JournalRows rows = file.OpenRows();
        EntryDraft? draft = null;
        for (long row = 0; rows.ReadValues(); row++)
        {
            if (row % CheckEvery == 0) cancellationToken.ThrowIfCancellationRequested();
            string number = rows.RequiredCode(JournalColumn.EntryNumber);
            DateTime date = rows.RequiredDate(JournalColumn.Date);
            if (draft is null || draft.Date != date || !string.Equals(draft.Number, number, StringComparison.Ordinal))
            {
                if (draft is not null) yield return draft.ToEntry(context.EnteredBy);
                if (!register.Add(number, date)) throw rows.Table.Error(Strings.EntrySplit, number, date);
                draft = new EntryDraft(rows.Table.File, number, date, rows.Line);
            }

            draft.Comment ??= rows.TextOrNull(JournalColumn.EntryDescription);
            draft.EnteredBy ??= rows.TextOrNull(JournalColumn.EnteredBy);
            draft.Lines.Add(lines.Read(rows, number));
        }

        if (draft is null) throw JournalError.At(file.Name, 1, Strings.NoRows);
        yield return draft.ToEntry(context.EnteredBy);
    }
}
