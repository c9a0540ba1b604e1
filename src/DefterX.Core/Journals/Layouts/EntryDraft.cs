using System;
using System.Collections.Generic;

namespace DefterX.Journals.Layouts;

/// <summary>An entry whose rows are being read.</summary>
internal sealed class EntryDraft(string file, string number, DateTime date, long line)
{
    public string Number => number;

    public DateTime Date => date;

    public long Line => line;

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
        SourceFile = file,
        SourceLine = line,
    };
}
