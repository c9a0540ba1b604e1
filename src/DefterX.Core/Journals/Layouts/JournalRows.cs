using System;
using DefterX.Journals.Tables;

namespace DefterX.Journals.Layouts;

/// <summary>The rows of an export below its header, one at a time, with their columns read.</summary>
internal sealed class JournalRows : IDisposable
{
    private static readonly JournalColumn[] s_money =
        [JournalColumn.Debit, JournalColumn.Credit, JournalColumn.Detail, JournalColumn.Amount];

    private readonly Func<TableReader> _open;
    private readonly TableReader _table;
    private readonly JournalHeader _header;
    private AmountFormat? _amounts;

    /// <param name="open">Opens the table anew, before its first row below the header.</param>
    /// <param name="header">Its columns.</param>
    public JournalRows(Func<TableReader> open, JournalHeader header)
    {
        _open = open;
        _header = header;
        _table = open();
    }

    /// <summary>The table.</summary>
    public TableReader Table => _table;

    /// <summary>The line at which the row starts, 1-based.</summary>
    public long Line => _table.Line;

    /// <summary>Goes to the next row that is not blank.</summary>
    public bool Read() => _table.Read();

    /// <summary>Goes to the next row that is not blank, which must be one of values.</summary>
    public bool ReadValues()
    {
        if (!_table.Read()) return false;
        UseValues();
        return true;
    }

    /// <summary>Takes the present row as one of values.</summary>
    /// <remarks>A separator within a text that is not quoted would shift the columns, a cut-off row would lose some.</remarks>
    public void UseValues()
    {
        _table.Use(_header.Used);
        if (_table.HasFixedWidth && _table.FieldCount != _header.Count)
        {
            throw _table.Error(Strings.ColumnCount, _table.FieldCount, _header.Count);
        }
    }

    /// <summary>Whether the export has a column.</summary>
    public bool Has(JournalColumn column) => _header[column] >= 0;

    /// <summary>A column's text, empty when the file has no such column.</summary>
    public string Text(JournalColumn column) => _header[column] < 0 ? "" : _table.Text(_header[column]);

    /// <summary>A column's text, or null when it is empty.</summary>
    public string? TextOrNull(JournalColumn column) => Text(column) is { Length: > 0 } text ? text : null;

    /// <summary>A column's number or code, or null when it is empty.</summary>
    /// <remarks>A spreadsheet that turned 120.10 into a number has lost its last zero: nobody knows what it was.</remarks>
    public string? CodeOrNull(JournalColumn column)
    {
        string? text = TextOrNull(column);
        if (text is null || _table.KindOf(_header[column]) == CellKind.Text) return text;
        bool isWhole = _table.KindOf(_header[column]) == CellKind.Number && text.AsSpan().IndexOf('.') < 0;
        return isWhole ? text : throw Error(column, Strings.CodeIsNumber, _header.Layout.NameOf(column), text);
    }

    /// <summary>A column's number or code, which must be there.</summary>
    public string RequiredCode(JournalColumn column) => CodeOrNull(column) ?? throw Missing(column);

    /// <summary>A column's date, which must be there.</summary>
    public DateTime RequiredDate(JournalColumn column) => DateOrNull(column) ?? throw Missing(column);

    /// <summary>A column's date, or null when it is empty.</summary>
    public DateTime? DateOrNull(JournalColumn column)
    {
        int index = _header[column];
        if (index < 0 || _table.IsEmpty(index)) return null;
        DateTime? date = _table.KindOf(index) switch
        {
            CellKind.Date => _table.Date(index),
            CellKind.Text when JournalDate.TryParse(_table.Utf8(index), out DateTime read) => read,
            _ => null,
        };
        return date ?? throw Error(column, Strings.DateInvalid, _header.Layout.NameOf(column), Text(column));
    }

    /// <summary>The amount and whether it is a debit.</summary>
    public (decimal Amount, bool IsDebit) Amount()
    {
        if (Has(JournalColumn.Side)) return (RequiredMoney(JournalColumn.Amount), IsDebit());
        decimal? debit = MoneyOrNull(JournalColumn.Debit);
        decimal? credit = MoneyOrNull(JournalColumn.Credit);
        if (debit is null or 0 && credit is not (null or 0)) return (credit.Value, false);
        if (debit is not (null or 0) && credit is null or 0) return (debit!.Value, true);
        if (debit is null != credit is null) return (0, debit is not null);
        throw _table.Error(debit is null or 0 ? Strings.AmountMissing : Strings.AmountTwice);
    }

    /// <summary>A column's amount of money, which must be there.</summary>
    public decimal RequiredMoney(JournalColumn column) => MoneyOrNull(column) ?? throw Missing(column);

    /// <summary>A column's amount of money, or null when it is empty.</summary>
    /// <remarks>A spreadsheet's 1234.5600000000001 is 1234.56; other decimals than two are no money.</remarks>
    public decimal? MoneyOrNull(JournalColumn column)
    {
        decimal? amount = DecimalOrNull(column);
        if (amount is null || _table.KindOf(_header[column]) == CellKind.Text) return amount;
        decimal rounded = Math.Round(amount.Value, 2, MidpointRounding.AwayFromZero);
        return Math.Abs(rounded - amount.Value) < 0.000001m
            ? rounded
            : throw Error(column, Strings.AmountDecimals, _header.Layout.NameOf(column), amount);
    }

    /// <summary>A column's number with any decimals, or null when it is empty.</summary>
    public decimal? DecimalOrNull(JournalColumn column)
    {
        int index = _header[column];
        if (index < 0 || _table.IsEmpty(index)) return null;
        if (_table.KindOf(index) == CellKind.Number) return _table.Number(index);
        if (_table.KindOf(index) == CellKind.Date) throw NotAnAmount(column, '.');
        AmountFormat format = _amounts ?? FormatOf(column);
        return format.TryParse(_table.Utf8(index), out decimal amount) ? amount : throw NotAnAmount(column, (char)format.Point);
    }

    /// <summary>The failure that a column is empty.</summary>
    public DefterXException Missing(JournalColumn column) =>
        Error(column, Strings.ValueMissing, _header.Layout.NameOf(column));

    /// <summary>A failure at a column of the present row.</summary>
    public DefterXException Error(JournalColumn column, string format, params object?[] values) =>
        _header[column] < 0 ? _table.Error(format, values) : _table.ErrorAt(_header[column], format, values);

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();

    private bool IsDebit()
    {
        switch (JournalHeader.Fold(Text(JournalColumn.Side)))
        {
            case "d" or "debit" or "b" or "borc": return true;
            case "c" or "credit" or "a" or "alacak": return false;
            default: throw Error(JournalColumn.Side, Strings.SideInvalid, Text(JournalColumn.Side));
        }
    }

    private DefterXException NotAnAmount(JournalColumn column, char point) => Error(
        column, Strings.AmountInvalid, _header.Layout.NameOf(column), Text(column), point == '.' ? "1234.56" : "1.234,56");

    // The first amount with a separator tells how the file writes them, unless it may mean two amounts: then another must tell.
    private AmountFormat FormatOf(JournalColumn column)
    {
        AmountFormat? format = AmountFormat.Evidence(_table.Utf8(_header[column]), out bool isAmbiguous);
        if (format is null && isAmbiguous)
        {
            return (_amounts = FindEvidence()) ?? throw Error(column, Strings.AmountAmbiguous, Text(column));
        }

        if (Array.IndexOf(s_money, column) >= 0) _amounts = format;
        return format ?? new AmountFormat((byte)'.');
    }

    private AmountFormat? FindEvidence()
    {
        using TableReader table = _open();
        while (table.Read())
        {
            foreach (JournalColumn column in s_money)
            {
                int index = _header[column];
                if (index < 0 || table.KindOf(index) != CellKind.Text) continue;
                ReadOnlySpan<byte> text = table.Utf8(index);
                if (AmountFormat.Evidence(text, out _) is AmountFormat format && format.TryParse(text, out _)) return format;
            }
        }

        return null;
    }
}
