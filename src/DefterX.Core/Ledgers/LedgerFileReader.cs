using System;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Xml;

namespace DefterX.Ledgers;

/// <summary>Reads a journal or general ledger in one pass and checks that its figures hold together.</summary>
/// <remarks>GİB's schematron sees neither duplicates nor order in counters (Y074, Y090), so both are checked here strictly.</remarks>
internal sealed class LedgerFileReader
{
    private readonly string _path;
    private readonly XmlReader _reader;
    private readonly LedgerTotals _totals = new();
    private readonly bool _isJournal;
    private string _uniqueId = "";
    private string _main = "";
    private string _mainName = "";
    private long _lineNumber;
    private decimal _amount;
    private decimal _debit;
    private decimal _credit;
    private decimal _statedDebit;
    private decimal _statedCredit;
    private long _firstEntry;
    private long _entry;
    private long _lastLine;

    private LedgerFileReader(string path, XmlReader reader, bool isJournal)
    {
        _path = path;
        _reader = reader;
        _isJournal = isJournal;
    }

    /// <summary>Reads a file whose name says what it is.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/> with file and line.</exception>
    public static LedgerSummary Read(string path, LedgerFileKind kind, CancellationToken cancellationToken)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using XmlReader reader = XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreWhitespace = true,
            IgnoreComments = true,
        });
        LedgerFileReader ledger = new(path, reader, kind == LedgerFileKind.Y);
        try
        {
            return ledger.Run(cancellationToken);
        }
        catch (XmlException e)
        {
            throw new DefterXException(
                ErrorIds.LedgerInvalid, Text.Format(Strings.LedgerMalformed, path, e.LineNumber, e.Message), path, e);
        }
    }

    private LedgerSummary Run(CancellationToken cancellationToken)
    {
        _reader.Read();
        while (!_reader.EOF)
        {
            if (_reader.NodeType == XmlNodeType.Element)
            {
                // Reading a text moves on to the next node by itself.
                if (Element(_reader.LocalName)) continue;
            }
            else if (_reader.NodeType == XmlNodeType.EndElement)
            {
                if (_reader.LocalName == "entryDetail") EndDetail();
                else if (_reader.LocalName == "entryHeader")
                {
                    EndHeader();
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }

            _reader.Read();
        }

        if (_uniqueId.Length != 15 || !int.TryParse(_uniqueId.Substring(9), NumberStyles.None, CultureInfo.InvariantCulture, out int part))
        {
            throw Broken(Text.Format(Strings.LedgerUniqueId, _uniqueId));
        }

        return new LedgerSummary
        {
            Totals = _totals,
            UniqueId = _uniqueId,
            PartNumber = part,
            FirstEntryNumber = _firstEntry,
            LastEntryNumber = _entry,
            LastLineNumber = _lastLine,
        };
    }

    private bool Element(string name)
    {
        switch (name)
        {
            case "uniqueID" when _uniqueId.Length == 0: _uniqueId = Content(); return true;
            case "entryHeader": StartHeader(); return false;
            case "totalDebit": _statedDebit = Decimal(); return true;
            case "totalCredit": _statedCredit = Decimal(); return true;
            case "entryNumberCounter": Entry(Integer()); return true;
            case "lineNumber": _lineNumber = Integer(); return true;
            case "accountMainID": _main = string.Intern(Content()); return true;
            case "accountMainDescription": _mainName = Content(); return true;
            case "amount": _amount = Decimal(); return true;
            case "debitCreditCode": Side(Content()); return true;
            case "Signature": _reader.Skip(); return true;
            default: return false;
        }
    }

    private void StartHeader() => (_debit, _credit, _statedDebit, _statedCredit) = (0, 0, -1, -1);

    private void Entry(long counter)
    {
        if (_entry != 0 && counter != _entry + 1) throw Broken(Text.Format(Strings.LedgerSequence, "entryNumberCounter", counter, _entry));
        if (_firstEntry == 0) _firstEntry = counter;
        _entry = counter;
    }

    private void Side(string code)
    {
        bool debit = code is "D" or "debit";
        if (!debit && code is not ("C" or "credit")) throw Broken(Text.Format(Strings.LedgerValue, "debitCreditCode", code));
        if (debit) _debit += _amount;
        else _credit += _amount;
        _totals.Add(_main, _mainName, _amount, debit);
    }

    private void EndDetail()
    {
        if (_isJournal && _lastLine != 0 && _lineNumber != _lastLine + 1)
        {
            throw Broken(Text.Format(Strings.LedgerSequence, "lineNumber", _lineNumber, _lastLine));
        }

        _lastLine = _isJournal ? _lineNumber : Math.Max(_lastLine, _lineNumber);
    }

    private void EndHeader()
    {
        _totals.Entries++;
        bool holds = _isJournal
            ? _statedDebit == _debit && _statedCredit == _credit && _debit == _credit
            : _statedDebit - _statedCredit == _debit - _credit && (_statedDebit == 0 || _statedCredit == 0);
        if (!holds) throw Broken(Text.Format(Strings.LedgerTotals, _statedDebit, _statedCredit, _debit, _credit));
    }

    private string Content() => _reader.ReadElementContentAsString().Trim();

    private long Integer()
    {
        string text = Content();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw Broken(Text.Format(Strings.LedgerValue, "counter", text));
    }

    private decimal Decimal()
    {
        string text = Content();
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : throw Broken(Text.Format(Strings.LedgerValue, "amount", text));
    }

    private DefterXException Broken(string what) => new(
        ErrorIds.LedgerInvalid, Text.Format(Strings.LedgerBroken, _path, ((IXmlLineInfo)_reader).LineNumber, what), _path);
}
