using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Xml;
using System.Xml.XPath;
using DefterX.Xml;

namespace DefterX.Ledgers.Views;

/// <summary>Reads the entries of a ledger again, some hundred lines at a time, as small documents for the stylesheet.</summary>
internal sealed class RowReader : IDisposable
{
    private const int LinesInDocument = 400;

    private readonly ViewSource _source;
    private readonly FileStream _stream;
    private readonly XmlReader _reader;
    private readonly LineCounter _counter = new();
    private readonly List<(string Prefix, string Name, string Namespace, string Text)> _header = [];
    private bool _isInEntry;
    private decimal _debitBeforeEntry;
    private decimal _creditBeforeEntry;
    private int _page;

    public RowReader(ViewSource source)
    {
        _source = source;
        _stream = SecureXml.OpenFile(source.Path);
        _reader = SecureXml.ReadContent(_stream);
        _reader.MoveToContent();
    }

    /// <summary>Lines read so far.</summary>
    public long Lines => _counter.Lines;

    /// <summary>Sum of the debits read so far.</summary>
    public decimal Debit => _counter.Debit;

    /// <summary>Sum of the credits read so far.</summary>
    public decimal Credit => _counter.Credit;

    /// <summary>Reads on, not beyond the end of the page.</summary>
    /// <returns>A document with the frame's root and the next entries, or null when the page is full or the ledger ends.</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/>: an entry's head is not of XBRL GL's shape.</exception>
    public XPathDocument? Read(CancellationToken cancellationToken)
    {
        try
        {
            return IsPageFull ? null : ReadDocument(cancellationToken);
        }
        catch (XmlException e)
        {
            throw ViewXml.Malformed(_source.Path, e);
        }
    }

    /// <summary>Goes on to the next page.</summary>
    public void TurnPage() => _page++;

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private XPathDocument? ReadDocument(CancellationToken cancellationToken)
    {
        using MemoryStream stream = new();
        bool any;
        using (XmlWriter writer = XmlWriter.Create(stream))
        {
            writer.WriteStartElement("edefter", "defter", ViewXml.EDefter);
            writer.WriteStartElement("xbrli", "xbrl", ViewXml.Instance);
            writer.WriteStartElement("gl-cor", "accountingEntries", ViewXml.Cor);
            any = Copy(writer, cancellationToken);
        }

        stream.Position = 0;
        using XmlReader document = SecureXml.ReadContent(stream);
        return any ? new XPathDocument(document) : null;
    }

    private bool IsPageFull => _page < _source.PageStarts.Count && _counter.Lines == _source.PageStarts[_page];

    private bool Copy(XmlWriter writer, CancellationToken cancellationToken)
    {
        long start = _counter.Lines;
        bool any = _isInEntry;
        if (_isInEntry) Continue(writer);
        while (!_reader.EOF)
        {
            if (!_isInEntry)
            {
                if (any && (IsPageFull || _counter.Lines - start >= LinesInDocument)) return true;
                if (_reader.NodeType == XmlNodeType.Element && _reader.IsCor("entryHeader"))
                {
                    any = true;
                    StartEntry(writer);
                }

                _reader.Read();
            }
            else if (CopyInEntry(writer) && !EndsEntry && (IsPageFull || _counter.Lines - start >= LinesInDocument))
            {
                writer.WriteElementString("continues", "");
                return true;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        return any;
    }

    private bool EndsEntry => _reader.NodeType == XmlNodeType.EndElement && _reader.IsCor("entryHeader");

    private void StartEntry(XmlWriter writer)
    {
        _header.Clear();
        (_debitBeforeEntry, _creditBeforeEntry) = (_counter.Debit, _counter.Credit);
        _isInEntry = !_reader.IsEmptyElement;
        writer.CopyNode(_reader);
    }

    private void Continue(XmlWriter writer)
    {
        writer.WriteStartElement("gl-cor", "entryHeader", ViewXml.Cor);
        foreach ((string prefix, string name, string uri, string text) in _header) writer.WriteElementString(prefix, name, uri, text);
        writer.WriteStartElement("continued");
        writer.WriteAttributeString("debit", XmlConvert.ToString(_counter.Debit - _debitBeforeEntry));
        writer.WriteAttributeString("credit", XmlConvert.ToString(_counter.Credit - _creditBeforeEntry));
        writer.WriteEndElement();
    }

    // Copies a line, or an element of the entry's head, and goes on to what follows it; true after a line.
    private bool CopyInEntry(XmlWriter writer)
    {
        if (EndsEntry)
        {
            writer.CopyNode(_reader);
            _isInEntry = false;
            _reader.Read();
            return false;
        }

        if (!_reader.IsCor("entryDetail"))
        {
            CopyHead(writer);
            return false;
        }

        bool isLine = !_reader.IsEmptyElement;
        do
        {
            writer.CopyNode(_reader);
        }
        while (isLine && !_counter.See(_reader) && _reader.Read());
        _reader.Read();
        return isLine;
    }

    private void CopyHead(XmlWriter writer)
    {
        if (_reader.NodeType != XmlNodeType.Element)
        {
            _reader.Read();
            return;
        }

        (string prefix, string name, string uri) = (_reader.Prefix, _reader.LocalName, _reader.NamespaceURI);
        // XBRL GL has only leaves here; reading one goes on to what follows it.
        string text = _reader.ReadElementContentAsString();
        _header.Add((prefix, name, uri, text));
        writer.WriteElementString(prefix, name, uri, text);
    }
}
