using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace DefterX.Journals.Layouts;

/// <summary>Reads layouts of one row for each line, in which an entry's rows follow each other: our own columns, izibiz's and
/// LUCA's Excel transfer.</summary>
internal sealed class RowSource(IReadOnlyList<ExportFile> files, ReadContext context, DocumentTypes types) : IJournalReader
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

            CheckReferences(rows, number);
            draft.Comment ??= rows.TextOrNull(JournalColumn.EntryDescription);
            draft.EnteredBy ??= rows.TextOrNull(JournalColumn.EnteredBy);
            draft.Lines.Add(lines.Read(rows, number));
        }

        if (draft is null) throw JournalError.At(file.Name, 1, Strings.NoRows);
        yield return draft.ToEntry(context.EnteredBy);
    }

    // What izibiz's rows say twice must agree: columns or rows that were shifted do not.
    private static void CheckReferences(JournalRows rows, string number)
    {
        if (rows.CodeOrNull(JournalColumn.Reference) is string reference && reference != number)
        {
            throw rows.Error(JournalColumn.Reference, Strings.ReferenceDiffers, reference, number);
        }

        string? lineNumber = rows.CodeOrNull(JournalColumn.LineNumber);
        string? counter = rows.CodeOrNull(JournalColumn.EntryCounter);
        string? lineCounter = rows.CodeOrNull(JournalColumn.LineCounter);
        if (lineNumber is not null && !lineNumber.All(c => c is >= '0' and <= '9'))
        {
            throw rows.Error(JournalColumn.LineNumber, Strings.ReferenceDiffers, lineNumber, "1, 2, 3");
        }

        if (counter is not null && lineCounter is not null && counter != lineCounter)
        {
            throw rows.Error(JournalColumn.LineCounter, Strings.ReferenceDiffers, lineCounter, counter);
        }
    }
}
