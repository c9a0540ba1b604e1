using System;
using System.Collections.Concurrent;
using System.IO;
using System.Text;
using System.Xml;
using System.Xml.XPath;
using System.Xml.Xsl;

namespace DefterX.Ledgers.Views;

/// <summary>Applies the views' stylesheets. They run no script and open no other document.</summary>
internal static class ViewTransform
{
    private static readonly ConcurrentDictionary<ViewKind, Lazy<XslCompiledTransform>> s_compiled = new();
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The HTML that a stylesheet makes of a document.</summary>
    public static string Apply(ViewKind kind, IXPathNavigable document, XsltArgumentList arguments)
    {
        XslCompiledTransform transform = s_compiled.GetOrAdd(kind, key => new Lazy<XslCompiledTransform>(() => Compile(key))).Value;
        XmlWriterSettings settings = transform.OutputSettings!.Clone();
        settings.Encoding = s_utf8;
        settings.ConformanceLevel = ConformanceLevel.Auto;
        using MemoryStream stream = new();
        using (XmlWriter writer = XmlWriter.Create(stream, settings)) transform.Transform(document, arguments, writer);
        return s_utf8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static XslCompiledTransform Compile(ViewKind kind)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using StringReader text = new(ViewStylesheets.Text(kind));
        using XmlReader reader = XmlReader.Create(text, settings);
        XslCompiledTransform transform = new();
        transform.Load(reader, XsltSettings.Default, stylesheetResolver: null);
        return transform;
    }
}
