using System;
using System.IO;
using System.Threading;
using System.Xml;
using DefterX.Xml;

namespace DefterX.Ledgers.Views;

/// <summary>Reads an e-Defter file once, before its pages are written: what it is, its frame, its figures and its pages.</summary>
internal sealed class ViewSourceReader
{
    private readonly string _path;
    private readonly XmlReader _reader;
    private readonly PagePlan _plan;
    private readonly LineCounter _counter = new();
    private string _element = "";
    private string _currency = "TRY";
    private string _entriesType = "";
    private long _entries;

    private ViewSourceReader(string path, XmlReader reader, long linesPerPage)
    {
        _path = path;
        _reader = reader;
        _plan = new PagePlan(linesPerPage);
    }

    /// <summary>Reads a ledger, berat or report.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/> with file and line: it is no XML, or no e-Defter file.
    /// </exception>
    public static ViewSource Read(string path, long linesPerPage, CancellationToken cancellationToken)
    {
        using FileStream stream = SecureXml.OpenFile(path);
        using XmlReader reader = SecureXml.ReadContent(stream);
        try
        {
            return new ViewSourceReader(path, reader, linesPerPage).Run(cancellationToken);
        }
        catch (XmlException e)
        {
            throw ViewXml.Malformed(path, e);
        }
    }

    private ViewSource Run(CancellationToken cancellationToken)
    {
        _reader.MoveToContent();
        string root = _reader.LocalName;
        if (_reader.NamespaceURI != ViewXml.EDefter || root is not ("defter" or "berat" or "defterraporu")) throw NotALedger(root);
        bool isLedger = root == "defter";
        using MemoryStream frame = new();
        using (XmlWriter writer = XmlWriter.Create(frame))
        {
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                Copy(writer, isLedger, cancellationToken);
            }
            while (_reader.Read());
        }

        return new ViewSource
        {
            Path = _path,
            Kind = KindOf(root),
            Frame = frame.ToArray(),
            Currency = _currency,
            Entries = _entries,
            Lines = _counter.Lines,
            Debit = _counter.Debit,
            Credit = _counter.Credit,
            PageStarts = _plan.Starts,
        };
    }

    private void Copy(XmlWriter writer, bool isLedger, CancellationToken cancellationToken)
    {
        if (_reader.NodeType == XmlNodeType.Element)
        {
            if (isLedger && _reader.IsCor("entryHeader"))
            {
                CountEntry(cancellationToken);
                return;
            }

            _element = _reader.LocalName;
        }
        else if (_reader.NodeType == XmlNodeType.Text) Note(_reader.Value.Trim());

        writer.CopyNode(_reader);
        // An attached file may be large, and its name is all that is shown.
        if (_reader.NodeType == XmlNodeType.Element && _element == "binaryObject" && !_reader.IsEmptyElement)
        {
            SkipContent();
            writer.CopyNode(_reader);
        }
    }

    private void Note(string text)
    {
        if (_element == "entriesType") _entriesType = text;
        else if (_element is "measure" or "defaultCurrency" && text.StartsWith("iso4217:", StringComparison.Ordinal))
        {
            _currency = text.Substring("iso4217:".Length);
        }
    }

    private void SkipContent()
    {
        int depth = _reader.Depth;
        while (_reader.Read() && _reader.Depth > depth)
        {
        }
    }

    private void CountEntry(CancellationToken cancellationToken)
    {
        _entries++;
        long before = _counter.Lines;
        if (!_reader.IsEmptyElement)
        {
            while (_reader.Read() && !(_reader.NodeType == XmlNodeType.EndElement && _reader.IsCor("entryHeader")))
            {
                if (_counter.See(_reader)) cancellationToken.ThrowIfCancellationRequested();
            }
        }

        _plan.Add(_counter.Lines - before);
    }

    private ViewKind KindOf(string root) => (root, _entriesType) switch
    {
        (_, "") => throw NotALedger(root),
        ("berat", _) => ViewKind.Berat,
        ("defterraporu", _) => ViewKind.DefterRaporu,
        (_, "journal") => ViewKind.Yevmiye,
        (_, "ledger") => ViewKind.Kebir,
        (_, "assets") => ViewKind.Envanter,
        _ => throw NotALedger($"{root}, {_entriesType}"),
    };

    private DefterXException NotALedger(string what) => new(
        ErrorIds.LedgerInvalid,
        Text.Format(Strings.ViewNotALedger, _path, ((IXmlLineInfo)_reader).LineNumber, what),
        _path);
}
