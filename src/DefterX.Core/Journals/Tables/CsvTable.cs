using System;
using System.IO;
using CsvHelper;

namespace DefterX.Journals.Tables;

/// <summary>The rows of a CSV file.</summary>
internal sealed class CsvTable : TableReader
{
    // Far beyond any honest row; an unclosed quote would otherwise swallow the file.
    private const int LongestRow = 1 << 20;
    private readonly CsvReader _reader;

    /// <param name="stream">The file, which is closed with the table.</param>
    /// <param name="file">Its name for messages.</param>
    /// <param name="format">Encoding and separator.</param>
    public CsvTable(Stream stream, string file, JournalFormat format)
        : base(file)
    {
        CsvReaderOptions options = new()
        {
            HasHeader = false,
            Separator = format.Separator,
            Encoding = format.Encoding,
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            TrackLineNumbers = true,
            PoolStrings = true,
            MaxRecordSize = LongestRow,
            // A quote within an unquoted text, such as BORU 2", is a plain character.
            OnMalformedRecord = record =>
            {
                if (record.Reason == CsvMalformedReason.StrayQuote) return;
                throw JournalError.At(file, record.LineNumber, Strings.QuoteInvalid);
            },
        };
        _reader = CsvReader.Create(stream, options, leaveOpen: false);
    }

    /// <inheritdoc/>
    public override long Line => _reader.LineNumber;

    /// <inheritdoc/>
    public override int FieldCount => _reader.FieldCount;

    /// <inheritdoc/>
    public override bool HasFixedWidth => true;

    /// <inheritdoc/>
    public override bool Read()
    {
        try
        {
            while (_reader.Read())
            {
                if (!IsBlank()) return true;
            }

            return false;
        }
        catch (CsvFormatException exception)
        {
            throw JournalError.At(File, exception.LineNumber > 0 ? exception.LineNumber : Line, Strings.QuoteInvalid, exception);
        }
        catch (IOException exception)
        {
            throw JournalError.At(File, Line, exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public override bool IsEmpty(int index) => index >= _reader.FieldCount || _reader.GetSpan(index).IsEmpty;

    /// <inheritdoc/>
    public override CellKind KindOf(int index) => CellKind.Text;

    /// <inheritdoc/>
    public override string Text(int index) => index >= _reader.FieldCount ? "" : _reader.GetString(index);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Utf8(int index) => index >= _reader.FieldCount ? [] : _reader.GetSpan(index);

    /// <inheritdoc/>
    public override decimal Number(int index) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override DateTime? Date(int index) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override DefterXException ErrorAt(int index, string format, params object?[] values) => Error(format, values);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _reader.Dispose();

    private bool IsBlank()
    {
        for (int i = 0; i < _reader.FieldCount; i++)
        {
            if (!_reader.GetSpan(i).IsEmpty) return false;
        }

        return true;
    }
}
