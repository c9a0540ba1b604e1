using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace DefterX.Journals;

/// <summary>Which column of a file holds what.</summary>
internal sealed class JournalHeader
{
    private const JournalColumn LastRequired = JournalColumn.Credit;

    // The first name is English, the second Turkish; the others are those of other exports.
    private static readonly string[][] s_names =
    [
        ["EntryNumber", "Fiş No"],
        ["Date", "Tarih", "Fiş Tarihi"],
        ["AccountCode", "Hesap Kodu"],
        ["AccountName", "Hesap Adı"],
        ["Debit", "Borç"],
        ["Credit", "Alacak"],
        ["MainAccountName", "Ana Hesap Adı"],
        ["Description", "Açıklama", "Detay Açıklama"],
        ["EntryDescription", "Fiş Açıklaması", "Fiş Açıklama"],
        ["DocumentType", "Belge Türü"],
        ["DocumentTypeDescription", "Belge Türü Açıklaması"],
        ["DocumentNumber", "Belge No", "Evrak No"],
        ["DocumentDate", "Belge Tarihi", "Evrak Tarihi"],
        ["PaymentMethod", "Ödeme Şekli"],
        ["EnteredBy", "Kaydeden"],
    ];

    private static readonly Dictionary<string, JournalColumn> s_columns = s_names
        .SelectMany((names, column) => names.Select(name => (Name: Fold(name), Column: (JournalColumn)column)))
        .ToDictionary(pair => pair.Name, pair => pair.Column, StringComparer.Ordinal);

    private readonly int[] _indexes = Enumerable.Repeat(-1, s_names.Length).ToArray();

    private JournalHeader(int count) => Count = count;

    /// <summary>Number of columns.</summary>
    public int Count { get; }

    /// <summary>The index of a column, or -1.</summary>
    public int this[JournalColumn column] => _indexes[(int)column];

    /// <summary>Finds the columns by their names.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/>
    /// when one is missing or there twice.</exception>
    public static JournalHeader Read(string file, IReadOnlyList<string> names)
    {
        JournalHeader header = new(names.Count);
        for (int i = 0; i < names.Count; i++)
        {
            if (!s_columns.TryGetValue(Fold(names[i]), out JournalColumn column)) continue;
            if (header[column] >= 0) throw JournalError.At(file, 1, Strings.ColumnTwice, NameOf(column));
            header._indexes[(int)column] = i;
        }

        string[] missing = Enumerable.Range(0, (int)LastRequired + 1)
            .Where(column => header._indexes[column] < 0)
            .Select(column => NameOf((JournalColumn)column))
            .ToArray();
        if (missing.Length == 0) return header;
        throw JournalError.At(file, 1, Strings.ColumnMissing, string.Join(", ", missing), string.Join(" | ", names));
    }

    /// <summary>Both names of a column, for messages.</summary>
    public static string NameOf(JournalColumn column) => $"{s_names[(int)column][0]} ({s_names[(int)column][1]})";

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
