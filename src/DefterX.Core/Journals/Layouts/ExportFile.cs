using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Journals.Tables;

namespace DefterX.Journals.Layouts;

/// <summary>A file of an import: where it is and how messages call it.</summary>
/// <param name="Path">The file.</param>
/// <param name="DisplayName">Its name for messages.</param>
internal sealed record ExportSource(string Path, string DisplayName);

/// <summary>An export whose layout was recognised by what it holds.</summary>
internal sealed class ExportFile : IDisposable
{
    private const int MostTitleRows = 60;
    private const int MostShownNames = 12;

    // A row of fewer known names is no header with some missing, but something else.
    private const int FewestNames = 3;
    private readonly TableFile _file;
    private readonly int _sheet;
    private readonly long _headerLine;

    private ExportFile(TableFile file, int sheet, JournalHeader header, long headerLine, string name)
    {
        _file = file;
        _sheet = sheet;
        _headerLine = headerLine;
        Header = header;
        Name = name;
    }

    /// <summary>The columns.</summary>
    public JournalHeader Header { get; }

    /// <summary>The file's name for messages.</summary>
    public string Name { get; }

    /// <summary>The layout.</summary>
    public JournalLayout Layout => Header.Layout;

    /// <summary>The layout and how it is written, such as <c>LUCA Yevmiye Defteri (xlsx)</c>.</summary>
    public string Title => $"{Layout.Title} ({_file.Kind})";

    /// <summary>Opens a file and recognises its layout.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/>: the layout is unknown, columns are missing, or
    /// several sheets could be meant; <see cref="ErrorIds.JournalNotFound"/>.</exception>
    public static ExportFile Open(ExportSource source, IReadOnlyList<JournalLayout> layouts, CancellationToken cancellationToken)
    {
        TableFile file = TableFile.Open(source.Path, source.DisplayName, cancellationToken);
        try
        {
            List<ExportFile> found = [];
            Candidate best = default;
            for (int sheet = 0; sheet < file.Sheets.Count; sheet++)
            {
                Candidate candidate = FindHeader(file, sheet, layouts);
                if (candidate.IsComplete)
                {
                    JournalHeader header = JournalHeader.Read(candidate.Layout, candidate.File, candidate.Line, candidate.Names);
                    found.Add(new ExportFile(file, sheet, header, candidate.Line, candidate.File));
                }
                else if (best.File is null || candidate.IsBetterThan(best))
                {
                    best = candidate;
                }
            }

            if (found.Count == 1) return found[0];
            throw found.Count > 1 ? Ambiguous(source, file, found) : Unknown(source, file, layouts, best);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The rows below the header.</summary>
    public JournalRows OpenRows() => new(OpenTable, Header);

    /// <summary>The rows above the header: line, and texts joined by a blank.</summary>
    public IEnumerable<(long Line, string Text)> ReadTitles()
    {
        using TableReader table = _file.OpenTable(_sheet);
        while (table.Read() && table.Line < _headerLine)
        {
            yield return (table.Line, string.Join(" ", Texts(table).Where(text => text.Length > 0)));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private TableReader OpenTable()
    {
        TableReader table = _file.OpenTable(_sheet);
        try
        {
            while (table.Read() && table.Line < _headerLine)
            {
            }

            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    private static Candidate FindHeader(TableFile file, int sheet, IReadOnlyList<JournalLayout> layouts)
    {
        using TableReader table = file.OpenTable(sheet);
        Candidate best = default;
        bool listsVouchers = false;
        for (int row = 0; row < MostTitleRows && !best.IsComplete && table.Read(); row++)
        {
            string[] names = Texts(table);
            listsVouchers |= names.Any(VoucherTitle.IsTitle);
            if (best.File is null) best = new Candidate(layouts[0], table.File, table.Line, names, 0, false);
            foreach (JournalLayout layout in layouts)
            {
                if (best.IsComplete) break;
                int matches = layout.Matches(names);
                bool isComplete = matches == layout.Required.Count && layout.Kind != LayoutKind.VoucherList;
                Candidate candidate = new(layout, table.File, table.Line, names, matches, isComplete);
                if (isComplete || candidate.IsBetterThan(best)) best = candidate;
            }
        }

        return best.IsComplete || !listsVouchers ? best : FindVoucherList(file, sheet) ?? best;
    }

    // Its header has no columns but those that all listings have; the titles of its vouchers tell it.
    private static Candidate? FindVoucherList(TableFile file, int sheet)
    {
        using TableReader table = file.OpenTable(sheet);
        for (int row = 0; row < MostTitleRows && table.Read(); row++)
        {
            string[] names = Texts(table);
            int matches = KnownLayouts.VoucherList.Matches(names);
            if (matches == KnownLayouts.VoucherList.Required.Count)
            {
                return new Candidate(KnownLayouts.VoucherList, table.File, table.Line, names, matches, true);
            }
        }

        return null;
    }

    private static string[] Texts(TableReader table)
    {
        string[] texts = new string[table.FieldCount];
        for (int i = 0; i < texts.Length; i++) texts[i] = table.TextOrBlank(i);
        return texts;
    }

    private static DefterXException Ambiguous(ExportSource source, TableFile file, List<ExportFile> found) => JournalError.At(
        source.DisplayName,
        1,
        Strings.SheetsAmbiguous,
        string.Join(", ", found.Select(export => $"{file.Sheets[export._sheet]}: {export.Layout.Title}")));

    private static DefterXException Unknown(
        ExportSource source, TableFile file, IReadOnlyList<JournalLayout> layouts, Candidate best)
    {
        if (best.File is null) return JournalError.At(source.DisplayName, 1, Strings.FileEmpty);
        // Missing or doubled columns of a layout that is almost there.
        if (best.Matches >= FewestNames) JournalHeader.Read(best.Layout, best.File, best.Line, best.Names);
        string found = string.Join(" | ", best.Names.Where(name => name.Length > 0).Take(MostShownNames));
        string known = string.Join(", ", layouts.Select(layout => layout.Title));
        string hidden = file.HiddenSheets.Count == 0
            ? ""
            : " " + Text.Format(Strings.SheetsHidden, string.Join(", ", file.HiddenSheets));
        return JournalError.At(best.File, best.Line, Text.Format(Strings.LayoutUnknown, found, known) + hidden, (Exception?)null);
    }

    private readonly record struct Candidate(
        JournalLayout Layout, string File, long Line, string[] Names, int Matches, bool IsComplete)
    {
        public bool IsBetterThan(Candidate other)
        {
            if (Matches < FewestNames) return false;
            if (other.Matches < FewestNames) return true;
            int missing = Layout.Required.Count - Matches;
            int otherMissing = other.Layout.Required.Count - other.Matches;
            return missing < otherMissing || (missing == otherMissing && Matches > other.Matches);
        }
    }
}
