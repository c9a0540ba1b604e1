using System;
using System.IO;
using System.Threading;
using CsvHelper;

namespace DefterX.Journals;

/// <summary>The rows of an export, one at a time, with their columns read.</summary>
internal sealed class JournalRows : IDisposable
{
    // Far beyond any honest row; an unclosed quote would otherwise swallow the file.
    private const int LongestRow = 1 << 20;
    private readonly string _file;
    private readonly CsvReader _reader;
    private readonly JournalHeader _header;
    private AmountFormat _amounts;

    private JournalRows(string file, CsvReader reader)
    {
        _file = file;
        _reader = reader;
        try
        {
            reader.ReadHeader();
            _header = JournalHeader.Read(file, reader.Headers);
        }
        catch (CsvFormatException exception)
        {
            throw Malformed(exception);
        }
    }

    /// <summary>The line at which the row starts, 1-based.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>Opens an export, having found out how it is written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="file">Its name for messages.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static JournalRows Open(string path, string file, CancellationToken cancellationToken)
    {
        JournalFormat format;
        using (FileStream stream = OpenStream(path, file)) format = JournalFormat.Detect(stream, file, cancellationToken);
        AmountFormat amounts;
        using (JournalRows rows = Open(path, file, format)) amounts = rows.FindAmountFormat(cancellationToken);
        JournalRows result = Open(path, file, format);
        result._amounts = amounts;
        return result;
    }

    /// <summary>Goes to the next row that is not blank.</summary>
    public bool Read()
    {
        while (true)
        {
            try
            {
                if (!_reader.Read()) return false;
            }
            catch (CsvFormatException exception)
            {
                throw Malformed(exception);
            }
            catch (IOException exception)
            {
                throw JournalError.At(_file, Line, exception.Message, exception);
            }

            if (HasContent()) return true;
        }
    }

    /// <summary>A column's text, empty when the file has no such column.</summary>
    public string Text(JournalColumn column) => _header[column] < 0 ? "" : _reader.GetString(_header[column]);

    /// <summary>A column's text, or null when it is empty.</summary>
    public string? TextOrNull(JournalColumn column) => Text(column) is { Length: > 0 } text ? text : null;

    /// <summary>A column's text, which must be there.</summary>
    public string RequiredText(JournalColumn column) =>
        TextOrNull(column) ?? throw Error(Strings.ValueMissing, JournalHeader.NameOf(column));

    /// <summary>A column's date, or null when it is empty.</summary>
    public DateTime? DateOrNull(JournalColumn column)
    {
        if (_header[column] < 0) return null;
        ReadOnlySpan<byte> text = _reader.GetSpan(_header[column]);
        if (text.IsEmpty) return null;
        return JournalDate.TryParse(text, out DateTime date)
            ? date
            : throw Error(Strings.DateInvalid, JournalHeader.NameOf(column), Text(column));
    }

    /// <summary>The amount and whether it is a debit.</summary>
    public (decimal Amount, bool IsDebit) Amount()
    {
        decimal? debit = AmountOrNull(JournalColumn.Debit);
        decimal? credit = AmountOrNull(JournalColumn.Credit);
        if (debit is null or 0 && credit is not (null or 0)) return (credit.Value, false);
        if (debit is not (null or 0) && credit is null or 0) return (debit!.Value, true);
        if (debit is null != credit is null) return (0, debit is not null);
        throw Error(debit is null or 0 ? Strings.AmountMissing : Strings.AmountTwice);
    }

    /// <summary>A failure at the present row.</summary>
    public DefterXException Error(string format, params object?[] values) => JournalError.At(_file, Line, format, values);

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private static FileStream OpenStream(string path, string file)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DefterXException(
                ErrorIds.JournalNotFound, DefterX.Text.Format(Strings.FileNotFound, file), file, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw JournalError.At(file, 0, exception.Message, exception);
        }
    }

    private static JournalRows Open(string path, string file, JournalFormat format)
    {
        CsvReaderOptions options = new()
        {
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
        CsvReader reader = CsvReader.Create(OpenStream(path, file), options, leaveOpen: false);
        try
        {
            return new JournalRows(file, reader);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    // A separator within a text that is not quoted would shift the columns, a cut-off row would lose some.
    private bool HasContent()
    {
        if (IsBlank()) return false;
        return _reader.FieldCount == _header.Count
            ? true
            : throw Error(Strings.ColumnCount, _reader.FieldCount, _header.Count);
    }

    private bool IsBlank()
    {
        for (int i = 0; i < _reader.FieldCount; i++)
        {
            if (!_reader.GetSpan(i).IsEmpty) return false;
        }

        return true;
    }

    private AmountFormat FindAmountFormat(CancellationToken cancellationToken)
    {
        (long Line, string Text) doubtful = default;
        while (Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (JournalColumn column in new[] { JournalColumn.Debit, JournalColumn.Credit })
            {
                if (AmountFormat.Evidence(_reader.GetSpan(_header[column]), out bool ambiguous) is AmountFormat format)
                {
                    return format;
                }

                if (ambiguous && doubtful.Line == 0) doubtful = (Line, Text(column));
            }
        }

        return doubtful.Line == 0
            ? new AmountFormat((byte)'.')
            : throw JournalError.At(_file, doubtful.Line, Strings.AmountAmbiguous, doubtful.Text);
    }

    private decimal? AmountOrNull(JournalColumn column)
    {
        ReadOnlySpan<byte> text = _reader.GetSpan(_header[column]);
        if (text.IsEmpty) return null;
        return _amounts.TryParse(text, out decimal amount)
            ? amount
            : throw Error(
                Strings.AmountInvalid,
                JournalHeader.NameOf(column),
                Text(column),
                _amounts.Point == '.' ? "1234.56" : "1.234,56");
    }

    private DefterXException Malformed(CsvFormatException exception) =>
        JournalError.At(_file, exception.LineNumber > 0 ? exception.LineNumber : Line, Strings.QuoteInvalid, exception);
}
