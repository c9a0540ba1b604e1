using System;
using System.Collections.Generic;
using System.Threading;

namespace DefterX.Journals;

/// <summary>Reads the one CSV layout of docs/journal-csv.md, in any of its encodings, separators and languages.</summary>
/// <param name="path">The file.</param>
/// <param name="enteredBy">Who is named when the file names nobody; at least two characters.</param>
/// <param name="displayName">The name for messages; the path when null.</param>
internal sealed class CsvJournalReader(string path, string enteredBy, string? displayName = null) : IJournalReader
{
    private const int CheckEvery = 1024;

    /// <inheritdoc/>
    public IEnumerable<JournalEntry> ReadEntries(CancellationToken cancellationToken)
    {
        using JournalRows rows = JournalRows.Open(path, displayName ?? path, cancellationToken);
        EntryRegister register = new();
        DocumentTypes types = new();
        Draft? draft = null;
        for (long row = 0; rows.Read(); row++)
        {
            if (row % CheckEvery == 0) cancellationToken.ThrowIfCancellationRequested();
            string number = rows.RequiredText(JournalColumn.EntryNumber);
            DateTime date = rows.DateOrNull(JournalColumn.Date)
                ?? throw rows.Error(Strings.ValueMissing, JournalHeader.NameOf(JournalColumn.Date));
            if (draft is null || draft.Date != date || !string.Equals(draft.Number, number, StringComparison.Ordinal))
            {
                if (draft is not null) yield return draft.ToEntry(enteredBy);
                if (!register.Add(number, date)) throw rows.Error(Strings.EntrySplit, number, date);
                draft = new Draft(number, date, rows.Line);
            }

            draft.Comment ??= rows.TextOrNull(JournalColumn.EntryDescription);
            draft.EnteredBy ??= rows.TextOrNull(JournalColumn.EnteredBy);
            draft.Lines.Add(ReadLine(rows, types));
        }

        if (draft is null) throw JournalError.At(displayName ?? path, 1, Strings.NoRows);
        yield return draft.ToEntry(enteredBy);
    }

    private static JournalLine ReadLine(JournalRows rows, DocumentTypes types)
    {
        string code = rows.RequiredText(JournalColumn.AccountCode);
        string? mainId = MainIdOf(code) ?? throw rows.Error(Strings.AccountInvalid, code);
        bool hasSub = code.Length > mainId.Length;
        string? name = rows.TextOrNull(JournalColumn.AccountName);
        string? mainName = rows.TextOrNull(JournalColumn.MainAccountName)
            ?? (hasSub ? null : name)
            ?? ChartOfAccounts.NameOf(mainId)
            ?? throw rows.Error(Strings.MainNameMissing, mainId, JournalHeader.NameOf(JournalColumn.MainAccountName));
        (decimal amount, bool isDebit) = rows.Amount();
        (string? type, string? typeDescription) = types.Read(
            rows.Text(JournalColumn.DocumentType), rows.Text(JournalColumn.DocumentTypeDescription));
        return new JournalLine
        {
            AccountMainId = mainId,
            AccountMainName = mainName,
            AccountSubId = hasSub ? code : null,
            AccountSubName = hasSub ? name : null,
            Amount = amount,
            IsDebit = isDebit,
            DocumentType = type,
            DocumentTypeDescription = typeDescription,
            DocumentNumber = rows.TextOrNull(JournalColumn.DocumentNumber),
            DocumentDate = rows.DateOrNull(JournalColumn.DocumentDate),
            PaymentMethod = rows.TextOrNull(JournalColumn.PaymentMethod),
            Comment = rows.TextOrNull(JournalColumn.Description),
            SourceLine = rows.Line,
        };
    }

    // 120.01.001 and 120001 belong to 120; a code of four digits alone, or before the first dot, is a main account itself.
    private static string? MainIdOf(string code)
    {
        int digits = 0;
        while (digits < code.Length && code[digits] is >= '0' and <= '9') digits++;
        bool ends = digits == code.Length || code[digits] is '.' or '-' or '/' or ' ';
        if (digits < 3 || (!ends && digits < 5)) return null;
        return code.Substring(0, digits == 4 && ends ? 4 : 3);
    }

    private sealed class Draft(string number, DateTime date, long line)
    {
        public string Number => number;

        public DateTime Date => date;

        public string? Comment { get; set; }

        public string? EnteredBy { get; set; }

        public List<JournalLine> Lines { get; } = [];

        public JournalEntry ToEntry(string defaultEnteredBy) => new()
        {
            Number = number,
            Date = date,
            EnteredBy = EnteredBy ?? defaultEnteredBy,
            Comment = Comment,
            Lines = Lines,
            SourceLine = line,
        };
    }
}
