using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Xml;

namespace DefterX.Journals.Tables;

/// <summary>A CSV file or a workbook, whatever its name ends in.</summary>
internal sealed class TableFile : IDisposable
{
    private const int Peek = 1 << 20;
    private static readonly byte[] s_zip = [(byte)'P', (byte)'K', 3, 4];
    private static readonly byte[] s_compoundFile = [0xD0, 0xCF, 0x11, 0xE0];
    private readonly string _path;
    private readonly string _file;
    private readonly JournalFormat? _format;
    private readonly XlsxBook? _book;

    private TableFile(string path, string file, JournalFormat? format, XlsxBook? book)
    {
        _path = path;
        _file = file;
        _format = format;
        _book = book;
    }

    /// <summary>csv or xlsx.</summary>
    public string Kind => _book is null ? "csv" : "xlsx";

    /// <summary>The sheets that are looked at; one without a name for a CSV file.</summary>
    public IReadOnlyList<string> Sheets => _book is null ? [""] : _book.Sheets.Select(sheet => sheet.Name).ToArray();

    /// <summary>The sheets that are not.</summary>
    public IReadOnlyList<string> HiddenSheets => _book?.HiddenSheets ?? [];

    /// <summary>Finds out how a file is written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="file">Its name for messages.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalNotFound"/>; <see cref="ErrorIds.JournalUnreadable"/> for what is
    /// neither.</exception>
    public static TableFile Open(string path, string file, CancellationToken cancellationToken)
    {
        using FileStream stream = OpenStream(path, file);
        byte[] start = new byte[4];
        int length = stream.Read(start, 0, start.Length);
        stream.Position = 0;
        if (length == 4 && start.SequenceEqual(s_compoundFile)) throw JournalError.At(file, 1, WhatCompoundFile(stream));
        if (length == 4 && start.SequenceEqual(s_zip)) return new TableFile(path, file, null, OpenBook(path, file));
        if (WhatText(stream) is string what) throw JournalError.At(file, 1, what);
        stream.Position = 0;
        return new TableFile(path, file, JournalFormat.Detect(stream, file, cancellationToken), null);
    }

    /// <summary>Opens a sheet, or the CSV file.</summary>
    /// <param name="sheet">Its index in <see cref="Sheets"/>.</param>
    public TableReader OpenTable(int sheet)
    {
        if (_book is null) return new CsvTable(OpenStream(_path, _file), _file, _format!);
        (string name, string part) = _book.Sheets[sheet];
        string file = _book.Sheets.Count == 1 ? _file : $"{_file} [{name}]";
        try
        {
            return new XlsxTable(_book, file, part);
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException or IOException)
        {
            throw Broken(file, 0, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _book?.Dispose();

    /// <summary>The failure that a damaged workbook is.</summary>
    internal static DefterXException Broken(string file, long line, Exception exception) => JournalError.At(
        file,
        line,
        exception is XmlException xml ? DefterX.Text.Format(Strings.XlsxBroken, xml.Message) : exception.Message,
        exception);

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

    private static XlsxBook OpenBook(string path, string file)
    {
        try
        {
            ZipDirectory zip = ZipDirectory.Read(path);
            if (zip.Contains("content.xml") && zip.Contains("mimetype")) throw new InvalidDataException(Strings.FileIsOds);
            return XlsxBook.Open(zip);
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException or IOException)
        {
            throw Broken(file, 0, exception);
        }
    }

    // Office writes an encrypted workbook as a compound file with a stream of that name ([MS-OFFCRYPTO] 2.3.4.4).
    private static string WhatCompoundFile(FileStream stream)
    {
        byte[] bytes = new byte[Math.Min(stream.Length, Peek)];
        int length = stream.Read(bytes, 0, bytes.Length);
        string text = Encoding.Unicode.GetString(bytes, 0, length);
        return text.IndexOf("EncryptedPackage", StringComparison.Ordinal) >= 0 ? Strings.FileEncrypted : Strings.FileIsXls;
    }

    private static string? WhatText(FileStream stream)
    {
        byte[] bytes = new byte[512];
        int length = stream.Read(bytes, 0, bytes.Length);
        string text = Encoding.UTF8.GetString(bytes, 0, length).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("%PDF-", StringComparison.Ordinal)) return Strings.FileIsPdf;
        if (!text.StartsWith("<", StringComparison.Ordinal)) return null;
        return text.IndexOf("edefter", StringComparison.OrdinalIgnoreCase) >= 0 ? Strings.FileIsLedger : Strings.FileIsMarkup;
    }
}
