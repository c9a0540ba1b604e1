using System;

namespace DefterX.Journals.Tables;

/// <summary>The rows of a CSV file or of a sheet, one at a time.</summary>
internal abstract class TableReader(string file) : IDisposable
{
    /// <summary>The file's name for messages, with the sheet's.</summary>
    public string File => file;

    /// <summary>The line of the present row, 1-based.</summary>
    public abstract long Line { get; }

    /// <summary>Number of fields of the present row; those beyond are empty.</summary>
    public abstract int FieldCount { get; }

    /// <summary>Whether each row has as many fields as the header, so that another number of them means lost or shifted ones.</summary>
    public abstract bool HasFixedWidth { get; }

    /// <summary>Goes to the next row that is not blank.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/>.</exception>
    public abstract bool Read();

    /// <summary>Whether a field is empty.</summary>
    public abstract bool IsEmpty(int index);

    /// <summary>What a field holds.</summary>
    public abstract CellKind KindOf(int index);

    /// <summary>A field without surrounding blanks: numbers in invariant form, dates as dd.MM.yyyy.</summary>
    public abstract string Text(int index);

    /// <summary>As <see cref="Text"/>, and empty when the field holds what cannot be taken.</summary>
    public virtual string TextOrBlank(int index) => Text(index);

    /// <summary>A field of kind text in UTF-8, valid until the next row.</summary>
    public abstract ReadOnlySpan<byte> Utf8(int index);

    /// <summary>The value of a field of kind number.</summary>
    public abstract decimal Number(int index);

    /// <summary>The value of a field of kind date; null when it is none that the calendar has, or has a time.</summary>
    public abstract DateTime? Date(int index);

    /// <summary>Tells that the present row's values are used in these columns, which a merged cell then must not hide.</summary>
    public virtual void Use(int[] columns)
    {
    }

    /// <summary>A failure at the present row.</summary>
    public DefterXException Error(string format, params object?[] values) => JournalError.At(file, Line, format, values);

    /// <summary>A failure at a field of the present row.</summary>
    public abstract DefterXException ErrorAt(int index, string format, params object?[] values);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    protected abstract void Dispose(bool disposing);
}
