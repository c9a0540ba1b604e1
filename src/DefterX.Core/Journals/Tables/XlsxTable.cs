using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Xml;

namespace DefterX.Journals.Tables;

/// <summary>The rows of a worksheet.</summary>
internal sealed class XlsxTable : TableReader
{
    private static readonly DateTime s_day0Of1900 = new(1899, 12, 30);
    private static readonly DateTime s_day0Of1904 = new(1904, 1, 1);

    // Sixteen times as many as Excel has.
    private const long MostRows = 1 << 24;

    // Excel keeps 15 digits of a number.
    private const int Digits = 15;
    private readonly XlsxBook _book;
    private readonly XmlReader _reader;
    private readonly MergedCells _merged = new();
    private readonly List<XlsxCell> _cells = [];
    private byte[] _utf8 = new byte[256];
    private long _line;
    private int _count;
    private bool _isDone;

    /// <param name="book">The workbook.</param>
    /// <param name="file">Its name for messages, with the sheet's.</param>
    /// <param name="part">The sheet's part.</param>
    public XlsxTable(XlsxBook book, string file, string part)
        : base(file)
    {
        _book = book;
        _reader = XlsxXml.CreateReader(book.Zip.Open(part));
    }

    /// <inheritdoc/>
    public override long Line => _line;

    /// <inheritdoc/>
    public override int FieldCount => _count;

    /// <inheritdoc/>
    public override bool HasFixedWidth => false;

    /// <inheritdoc/>
    public override bool Read()
    {
        try
        {
            while (!_isDone && XlsxXml.Next(_reader))
            {
                if (_reader.NodeType != XmlNodeType.Element) continue;
                if (_reader.LocalName == "row" && ReadRow()) return true;
                if (_reader.LocalName == "mergeCell") CheckMerged(_reader.GetAttribute("ref") ?? "");
            }

            _isDone = true;
            _count = 0;
            return false;
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException or IOException)
        {
            throw TableFile.Broken(File, _line, exception);
        }
    }

    /// <inheritdoc/>
    public override bool IsEmpty(int index) =>
        index >= _count || (_cells[index].Type != XlsxCellType.Number && Text(index).Length == 0);

    /// <inheritdoc/>
    public override CellKind KindOf(int index)
    {
        if (index >= _count || _cells[index].Type != XlsxCellType.Number) return CellKind.Text;
        return _book.Styles.IsDate(_cells[index].Style) ? CellKind.Date : CellKind.Number;
    }

    /// <inheritdoc/>
    public override string Text(int index)
    {
        if (index >= _count) return "";
        XlsxCell cell = _cells[index];
        switch (cell.Type)
        {
            case XlsxCellType.Empty: return "";
            case XlsxCellType.Shared: return SharedText(index, cell.Raw);
            case XlsxCellType.Text: return cell.Raw.Trim();
            case XlsxCellType.Formula: throw ErrorAt(index, Strings.CellFormula);
            case XlsxCellType.Other: throw ErrorAt(index, Strings.CellUnknown, cell.Raw);
        }

        if (KindOf(index) == CellKind.Date)
        {
            return Date(index) is DateTime date ? date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture) : cell.Raw;
        }

        string number = Number(index).ToString(CultureInfo.InvariantCulture);
        int digits = _book.Styles.DigitsOf(cell.Style);
        return number.AsSpan().IndexOf('.') < 0 && number[0] != '-' ? number.PadLeft(digits, '0') : number;
    }

    /// <inheritdoc/>
    public override string TextOrBlank(int index)
    {
        try
        {
            return Text(index);
        }
        catch (DefterXException)
        {
            return "";
        }
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Utf8(int index)
    {
        string text = Text(index);
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < most) _utf8 = new byte[most];
        return new ReadOnlySpan<byte>(_utf8, 0, Encoding.UTF8.GetBytes(text, 0, text.Length, _utf8, 0));
    }

    /// <inheritdoc/>
    public override decimal Number(int index)
    {
        string raw = _cells[index].Raw;
        if (!decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
        {
            throw ErrorAt(index, Strings.CellUnknown, raw);
        }

        decimal whole = Math.Abs(decimal.Truncate(number));
        int wholeDigits = whole == 0 ? 0 : whole.ToString(CultureInfo.InvariantCulture).Length;
        if (wholeDigits > Digits) throw ErrorAt(index, Strings.CellTooPrecise, raw);
        decimal rounded = Math.Round(number, Digits - wholeDigits, MidpointRounding.AwayFromZero);
        return rounded / 1.0000000000000000000000000000m;
    }

    /// <inheritdoc/>
    public override DateTime? Date(int index)
    {
        decimal days = Number(index);
        // The 29 February 1900 that Excel counts never was; earlier days are off by one.
        if (days != decimal.Truncate(days) || days < 61 || days > 401_768) return null;
        return (_book.CountsFrom1904 ? s_day0Of1904 : s_day0Of1900).AddDays((double)days);
    }

    /// <inheritdoc/>
    public override void Use(int[] columns) => _merged.Use(_line, columns);

    /// <inheritdoc/>
    public override DefterXException ErrorAt(int index, string format, params object?[] values) => JournalError.At(
        File, _line, Strings.AtCell, CellName.Of(index, _line), DefterX.Text.Format(format, values));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _reader.Dispose();

    private string SharedText(int index, string raw)
    {
        return int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < _book.Texts.Count
            ? _book.Texts[number].Trim()
            : throw ErrorAt(index, Strings.CellUnknown, raw);
    }

    private void CheckMerged(string range)
    {
        if (_merged.Hides(range)) throw JournalError.At(File, _line, Strings.CellsMerged, range);
    }

    private bool ReadRow()
    {
        long line = _line + 1;
        if (_reader.GetAttribute("r") is string number
            && (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out line) || line <= _line))
        {
            throw ZipDirectory.Damaged();
        }

        if (line > MostRows) throw ZipDirectory.Damaged();
        _line = line;
        _count = 0;
        if (_reader.IsEmptyElement) return false;
        bool hasContent = false;
        int depth = _reader.Depth;
        while (XlsxXml.Next(_reader) && _reader.Depth > depth)
        {
            if (_reader.NodeType == XmlNodeType.Element && _reader.LocalName == "c") hasContent |= ReadCell();
        }

        return hasContent;
    }

    private bool ReadCell()
    {
        int column = _count;
        if (_reader.GetAttribute("r") is string name
            && (!CellName.TryParse(name, out column, out long row) || row != _line || column < _count))
        {
            throw ZipDirectory.Damaged();
        }

        while (_cells.Count <= column) _cells.Add(default);
        for (int i = _count; i < column; i++) _cells[i] = default;
        XlsxCell cell = XlsxCell.Read(_reader);
        _cells[column] = cell;
        _count = column + 1;
        return cell.Type != XlsxCellType.Empty;
    }
}
