using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace DefterX.Journals.Layouts;

/// <summary>Which column of a table holds what.</summary>
internal sealed class JournalHeader
{
    private static readonly int s_count = (int)JournalColumn.Unit + 1;
    private readonly int[] _indexes = Enumerable.Repeat(-1, s_count).ToArray();

    private JournalHeader(JournalLayout layout, int count)
    {
        Layout = layout;
        Count = count;
    }

    /// <summary>The layout.</summary>
    public JournalLayout Layout { get; }

    /// <summary>Number of columns.</summary>
    public int Count { get; }

    /// <summary>Indexes of all columns that are read.</summary>
    public int[] Used { get; private set; } = [];

    /// <summary>The index of a column, or -1.</summary>
    public int this[JournalColumn column] => _indexes[(int)column];

    /// <summary>Finds the columns by their names.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/>
    /// when one is missing or there twice.</exception>
    public static JournalHeader Read(JournalLayout layout, string file, long line, IReadOnlyList<string> names)
    {
        JournalHeader header = new(layout, names.Count);
        for (int i = 0; i < names.Count; i++)
        {
            if (layout.ColumnAt(names, i) is not JournalColumn column) continue;
            if (header[column] >= 0) throw JournalError.At(file, line, Strings.ColumnTwice, layout.NameOf(column));
            header._indexes[(int)column] = i;
        }

        header.Used = header._indexes.Where(index => index >= 0).ToArray();
        string[] missing = layout.Required.Where(column => header[column] < 0).Select(layout.NameOf).ToArray();
        if (missing.Length == 0) return header;
        throw JournalError.At(file, line, Strings.ColumnMissing, string.Join(", ", missing), string.Join(" | ", names));
    }

    /// <summary>Letters and digits alone, lower case, Turkish letters as their plain ones, so that FİŞ NO,
    /// Fiş No and fis_no are one.</summary>
    public static string Fold(string text)
    {
        StringBuilder folded = new(text.Length);
        foreach (char c in text)
        {
            char plain = c switch
            {
                'İ' or 'I' or 'ı' => 'i',
                'Ş' or 'ş' => 's',
                'Ğ' or 'ğ' => 'g',
                'Ü' or 'ü' => 'u',
                'Ö' or 'ö' => 'o',
                'Ç' or 'ç' => 'c',
                _ => char.ToLowerInvariant(c),
            };
            if (plain is >= 'a' and <= 'z' or >= '0' and <= '9') folded.Append(plain);
        }

        return folded.ToString();
    }
}
