using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Xml;
using System.Xml.XPath;
using System.Xml.Xsl;
using DefterX.Files;
using DefterX.Xml;

namespace DefterX.Ledgers.Views;

/// <summary>Writes the HTML pages of a file. Of a ledger only some hundred lines are in memory at a time.</summary>
internal sealed class ViewPages
{
    private const string RowsMark = "<!--rows-->";
    private readonly ViewSource _source;
    private readonly XPathDocument _frame;
    private readonly IReadOnlyList<string> _paths;

    /// <param name="source">What to show.</param>
    /// <param name="path">The first page; see <see cref="Paths"/>.</param>
    public ViewPages(ViewSource source, string path)
    {
        _source = source;
        _paths = Paths(source, path);
        using MemoryStream stream = new(source.Frame);
        using XmlReader reader = SecureXml.ReadContent(stream);
        _frame = new XPathDocument(reader);
    }

    /// <summary>The full paths of all pages: <c>name.html</c>, <c>name-2.html</c> and so on.</summary>
    public static IReadOnlyList<string> Paths(ViewSource source, string path)
    {
        List<string> paths = [path];
        string stem = Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path));
        for (int page = 2; page <= source.Pages; page++)
        {
            paths.Add(stem + "-" + page.ToString(CultureInfo.InvariantCulture) + Path.GetExtension(path));
        }

        return paths;
    }

    /// <summary>Writes the pages one after the other, each atomically, replacing files of their names.</summary>
    /// <param name="written">Told the lines written so far, after some hundred each.</param>
    public void Write(Action<long> written, CancellationToken cancellationToken)
    {
        if (!_source.IsLedger)
        {
            AtomicFile.WriteAllText(_paths[0], ViewTransform.Apply(_source.Kind, _frame, new XsltArgumentList()));
            return;
        }

        using RowReader rows = new(_source);
        for (int page = 1; page <= _paths.Count; page++)
        {
            AtomicFile.Write(_paths[page - 1], stream => WritePage(stream, page, rows, written, cancellationToken));
            rows.TurnPage();
        }
    }

    private void WritePage(Stream stream, int page, RowReader rows, Action<long> written, CancellationToken cancellationToken)
    {
        using StreamWriter html = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        XsltArgumentList arguments = FrameArguments(page);
        arguments.AddParam("carriedDebit", "", Number(rows.Debit));
        arguments.AddParam("carriedCredit", "", Number(rows.Credit));
        string frame = ViewTransform.Apply(_source.Kind, _frame, arguments);
        html.Write(frame.Substring(0, frame.IndexOf(RowsMark, StringComparison.Ordinal)));
        while (rows.Read(cancellationToken) is XPathDocument document)
        {
            html.Write(WithoutDoctype(ViewTransform.Apply(_source.Kind, document, RowArguments())));
            written(rows.Lines);
        }

        // The sums that a page hands on are known now.
        arguments.AddParam("handedDebit", "", Number(rows.Debit));
        arguments.AddParam("handedCredit", "", Number(rows.Credit));
        frame = ViewTransform.Apply(_source.Kind, _frame, arguments);
        html.Write(frame.Substring(frame.IndexOf(RowsMark, StringComparison.Ordinal) + RowsMark.Length));
    }

    private XsltArgumentList FrameArguments(int page)
    {
        XsltArgumentList arguments = new();
        Add("part", "frame");
        Add("currency", _source.Currency);
        Add("entryCount", Number(_source.Entries));
        Add("lineCount", Number(_source.Lines));
        Add("totalDebit", Number(_source.Debit));
        Add("totalCredit", Number(_source.Credit));
        Add("page", Number(page));
        Add("pages", Number(_paths.Count));
        if (page > 1) Add("previous", Uri.EscapeDataString(Path.GetFileName(_paths[page - 2])));
        if (page < _paths.Count) Add("next", Uri.EscapeDataString(Path.GetFileName(_paths[page])));
        return arguments;

        void Add(string name, object value) => arguments.AddParam(name, "", value);
    }

    private XsltArgumentList RowArguments()
    {
        XsltArgumentList arguments = new();
        arguments.AddParam("part", "", "rows");
        arguments.AddParam("currency", "", _source.Currency);
        return arguments;
    }

    // XPath has no other numbers; up to 15 digits are exact.
    private static double Number(decimal value) => (double)value;

    // The serialiser puts one before the first element of whatever it writes.
    private static string WithoutDoctype(string html) => html.StartsWith("<!DOCTYPE", StringComparison.Ordinal)
        ? html.Substring(html.IndexOf(">", StringComparison.Ordinal) + 1)
        : html;
}
